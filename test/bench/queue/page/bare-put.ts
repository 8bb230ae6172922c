/** No queue at all: one key a lead, written as durably as ours. What the device itself takes. */
import { promisifyRequest, set, type UseStore } from 'idb-keyval';
import type { ContestantFactory, Lead } from './contestant.js';
import { createRawStore } from './raw-store.js';

const database = 'bare-put';
const storeName = 'leads';

export const createBarePut: ContestantFactory = (line) => {
  const raw = createRawStore<Lead>(database, storeName);
  let connection: Promise<IDBDatabase> | undefined;
  const strict: UseStore = async (mode, work) => {
    connection ??= open();
    const transaction = (await connection).transaction(storeName, mode, { durability: 'strict' });
    return work(transaction.objectStore(storeName));
  };

  return {
    async fill([first, ...leads]) {
      if (first) await set(first.id, first, strict);
      await raw.add(leads.map((lead) => [lead.id, lead]));
    },
    async enqueue(lead, stored) {
      await set(lead.id, lead, strict);
      stored();
    },
    count: () => raw.count(),
    takeNewest: async (count) => (await raw.takeNewest(count)).map(([key]) => String(key)),
    async drain() {
      for (let lead = await raw.first(); lead; lead = await raw.first()) {
        await line.fetch(line.url, { method: 'POST', body: JSON.stringify(lead) });
        const { id } = lead;
        await strict('readwrite', (store) => (store.delete(id), promisifyRequest(store.transaction)));
      }
    },
    isPause: () => false,
  };
};

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database);
  request.onupgradeneeded = () => void request.result.createObjectStore(storeName);
  return promisifyRequest(request);
}
