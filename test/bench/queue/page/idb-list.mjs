/** The first thing that comes to mind: one list under one key. */
import { get, set } from 'idb-keyval';

const key = 'leads';

/** @type {import('./contestant.js').ContestantFactory} */
export const createIdbList = (line) => {
  const read = async () => (await get(key)) ?? [];

  return {
    fill: (leads) => set(key, leads),
    async enqueue(lead, stored) {
      const list = await read();
      list.push(lead);
      await set(key, list);
      stored();
    },
    count: async () => (await read()).length,
    async takeNewest(count) {
      const list = await read();
      const taken = list.splice(list.length - count, count);
      await set(key, list);
      return taken.map(({ id }) => id);
    },
    async drain() {
      for (let list = await read(); list.length > 0; list = await read()) {
        await line.fetch(line.url, { method: 'POST', body: JSON.stringify(list[0]) });
        await set(key, list.slice(1));
      }
    },
    isPause: () => false,
  };
};
