/** Sentry's offline transport over IndexedDB, with room for more than its 30 envelopes. */
import { makeBrowserOfflineTransport, makeFetchTransport } from '@sentry/browser';
import { createRawStore } from './raw-store.ts';

/** Between two envelopes once the line is back. */
const minDelay = 100;

/** @type {import('./contestant.js').ContestantFactory} */
export const createSentry = (line) => {
  const makeTransport = makeBrowserOfflineTransport((options) => makeFetchTransport(options, line.fetch));
  const transport = makeTransport({ url: line.url, maxQueueSize: 20_000, recordDroppedEvent: () => {} });
  const raw = createRawStore('sentry-offline', 'queue');
  const envelopeOf = (lead) => [{ event_id: lead.id.replaceAll('-', '') }, [[{ type: 'event' }, lead]]];

  return {
    async fill([first, ...leads]) {
      await transport.send(envelopeOf(first));
      const envelope = await raw.first();
      await raw.add(leads.map((lead, i) => [i + 2, envelope.replaceAll(first.id, lead.id)]));
    },
    async enqueue(lead, stored) {
      // Tries to send first; what fails is kept before the call is over.
      await transport.send(envelopeOf(lead));
      stored();
    },
    count: () => raw.count(),
    async takeNewest(count) {
      const taken = await raw.takeNewest(count);
      return taken.map(([, envelope]) => JSON.parse(envelope.split('\n')[2]).id);
    },
    async drain(pile) {
      await transport.flush();
      await line.answers.reaches(pile);
    },
    isPause: (ms) => ms === minDelay,
  };
};
