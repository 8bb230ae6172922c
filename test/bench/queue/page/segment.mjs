/** Segment's queue with the loop that empties it; its plug-in for Segment's own servers is replaced by a plain post. */
import { Context } from '@segment/analytics-next/dist/pkg/core/context';
import { PersistedPriorityQueue } from '@segment/analytics-next/dist/pkg/lib/priority-queue/persisted';
import { scheduleFlush } from '@segment/analytics-next/dist/pkg/plugins/segmentio/schedule-flush';

const key = 'bench:dest-Segment.io';

/** @type {import('./contestant.js').ContestantFactory} */
export const createSegment = (line) => {
  // Ten attempts: Segment's default.
  const queue = new PersistedPriorityQueue(10, key);
  const contextOf = (lead) => new Context({ type: 'track', event: 'Lead', properties: lead });
  const plugin = {
    name: 'post',
    async track(context) {
      await line.fetch(line.url, { method: 'POST', body: JSON.stringify(context.event) });
      return context;
    },
  };

  return {
    async fill(leads) {
      // What `push` does with each, without looking at all the others every time.
      const contexts = leads.map(contextOf);
      for (const context of contexts) queue.updateAttempts(context);
      queue.queue.push(...contexts);
    },
    async enqueue(lead, stored) {
      const [accepted] = queue.push(contextOf(lead));
      if (accepted) stored();
    },
    count: async () => queue.todo,
    takeNewest: async (count) =>
      queue.queue.splice(queue.queue.length - count, count).map(({ event }) => event.properties.id),
    async drain(pile) {
      scheduleFlush(false, queue, plugin, scheduleFlush);
      await line.answers.reaches(pile);
    },
    // Once before it begins.
    isPause: (ms) => ms >= 100 && ms <= 600,
    async leave() {
      dispatchEvent(new PageTransitionEvent('pagehide'));
      return JSON.parse(localStorage.getItem(`persisted-queue:v1:${key}:items`) ?? '[]').length;
    },
  };
};
