/** The outbox as the product builds it, with room for more than its 200 entries. */
import { createHttpAdapter } from '../../../../src/adapters/http/http.js';
import type { RecordStore } from '../../../../src/model/ports.js';
import { createIndexedDbStore } from '../../../../src/outbox/indexed-db-store.js';
import { createMemoryStore } from '../../../../src/outbox/memory-store.js';
import { createOutbox, type OutboxOptions } from '../../../../src/outbox/outbox.js';
import type { ContestantFactory, Lead } from './contestant.js';
import { createRawStore } from './raw-store.js';
import { createTally } from './tally.js';

const limits = { entries: 20_000, bytes: 64 * 1024 * 1024 };
/** Milliseconds: a late write is to be measured, not given up. */
const times = { persist: 60_000 };
/** Of `runPass`, between two entries. */
const drainGap = 200;

export const createOurs: ContestantFactory = (line) => {
  const adapter = createHttpAdapter({ endpoint: line.origin, fetch: line.fetch });
  const store = createIndexedDbStore();
  const delivered = createTally();
  const on: OutboxOptions['on'] = ({ type }) => type === 'delivered' && delivered.add();
  const outbox = createOutbox({ adapter, store, limits, times, on });
  const raw = createRawStore('progressive-form', 'records', IDBKeyRange.bound('o/', 'o/\uffff'));

  return {
    async fill(leads) {
      // The product's own way into memory first, then all in one transaction: one by one takes minutes.
      const memory = createMemoryStore();
      await keepAll(memory, leads);
      await store.move(await memory.page('', '', Infinity), []);
    },
    async enqueue(lead, stored) {
      await outbox.submit(lead, stored);
    },
    count: () => raw.count(),
    takeNewest: async (count) => (await raw.takeNewest(count)).map(([key]) => String(key).slice('o/'.length)),
    async drain(pile) {
      void outbox.flush();
      await delivered.reaches(pile);
    },
    isPause: (ms) => ms === drainGap,
  };

  async function keepAll(memory: RecordStore, leads: readonly Lead[]) {
    // Nobody sends meanwhile: the lock is never given.
    const locks = { request: () => new Promise<never>(() => {}) };
    const filler = createOutbox({
      adapter,
      store: memory,
      limits,
      locks,
      times: { ...times, acknowledge: 0 },
    });
    await Promise.all(leads.map((lead) => filler.submit(lead)));
    filler.close();
  }
};
