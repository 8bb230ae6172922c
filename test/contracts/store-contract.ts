/** What every `RecordStore` does, in words that Vitest and a browser both understand. */
import type { RecordStore } from '../../src/model/ports.js';

/** Fails with the two values where they differ. */
function same(got: unknown, want: unknown): void {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  if (a !== b) throw new Error(`Got ${a}, wanted ${b}`);
}

export interface StoreCase {
  readonly title: string;
  run(store: RecordStore): Promise<void>;
}

/** Each on a fresh, empty store. */
export const storeContract: readonly StoreCase[] = [
  {
    title: 'finds nothing where nothing was put',
    async run(store) {
      same(await store.get('o/1'), undefined);
      same(await store.page('o/', '', 10), []);
      await store.remove(['o/1']);
    },
  },
  {
    title: 'gives back what was put, the last one of a key',
    async run(store) {
      await store.put('o/1', { a: 1 });
      await store.put('o/1', { a: 2 });
      same(await store.get('o/1'), { a: 2 });
    },
  },
  {
    title: 'forgets what was removed, and only that',
    async run(store) {
      await store.move([['o/1', 1], ['o/2', 2], ['o/3', 3]], []); // prettier-ignore
      await store.remove(['o/1', 'o/3', 'o/never']);
      same(await store.page('o/', '', 10), [['o/2', 2]]);
    },
  },
  {
    title: 'gives pages in key order, after a key, up to a number, of one prefix',
    async run(store) {
      for (const key of ['o/b', 'o/a', 'p/a', 'o/c', 'n/z']) await store.put(key, key);
      same(await store.page('o/', '', 2), [['o/a', 'o/a'], ['o/b', 'o/b']]); // prettier-ignore
      same(await store.page('o/', 'o/b', 2), [['o/c', 'o/c']]);
      same(await store.page('o/', 'o/c', 2), []);
      same(await store.page('p/', '', 2), [['p/a', 'p/a']]);
    },
  },
  {
    title: 'updates in one go, so that nobody writes between the reading and the writing',
    async run(store) {
      const add = (record: unknown) => (typeof record === 'number' ? record : 0) + 1;
      await Promise.all(Array.from({ length: 20 }, () => store.update('m/1', add)));
      same(await store.get('m/1'), 20);
      await store.update('m/1', () => undefined);
      same(await store.get('m/1'), 20);
    },
  },
  {
    title: 'moves in one go',
    async run(store) {
      await store.put('o/1', { a: 1 });
      await store.move([['d/1', { a: 1 }]], ['o/1']);
      same(await store.get('o/1'), undefined);
      same(await store.get('d/1'), { a: 1 });
    },
  },
];
