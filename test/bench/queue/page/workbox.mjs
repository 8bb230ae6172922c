/** workbox-background-sync, in a service worker as it must be. */
import { Queue } from 'workbox-background-sync';
import { createRawStore } from './raw-store.ts';

/** @type {import('./contestant.js').ContestantFactory} */
export const createWorkbox = (line) => {
  // The browser fires `sync` at once while there is a network; the bench says itself when to send.
  const queue = new Queue('leads', { onSync: async () => {} });
  const raw = createRawStore('workbox-background-sync', 'requests');
  const requestOf = (lead) => new Request(line.url, { method: 'POST', body: JSON.stringify(lead) });

  return {
    async fill([first, ...leads]) {
      await queue.pushRequest({ request: requestOf(first) });
      const { id: _, ...entry } = await raw.first();
      const bodyOf = (lead) => new TextEncoder().encode(JSON.stringify(lead)).buffer;
      await raw.add(
        leads.map((lead) => [
          undefined,
          { ...entry, requestData: { ...entry.requestData, body: bodyOf(lead) } },
        ]),
      );
    },
    async enqueue(lead, stored) {
      await queue.pushRequest({ request: requestOf(lead) });
      stored();
    },
    count: () => raw.count(),
    async takeNewest(count) {
      const taken = await raw.takeNewest(count);
      return taken.map(([, { requestData }]) => JSON.parse(new TextDecoder().decode(requestData.body)).id);
    },
    drain: () => queue.replayRequests(),
    isPause: () => false,
  };
};
