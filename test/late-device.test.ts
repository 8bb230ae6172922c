import { describe, expect, it } from 'vitest';
import * as device from '../src/device.js';
import { createIndexedDbStore } from '../src/late-device.js';
import { createMemoryStore } from '../src/outbox/memory-store.js';

describe('the device of the classic file', () => {
  it('counts as one that refuses while its part cannot be loaded, and is asked for again', async () => {
    const memory = createMemoryStore();
    let loads = 0;
    const store = createIndexedDbStore(async () => {
      loads += 1;
      if (loads === 1) throw new Error('no part');
      return { ...device, createIndexedDbStore: () => memory };
    });
    expect(loads).toBe(0);
    await expect(store.put('a/1', 1)).rejects.toThrow('no part');
    await store.put('a/1', 2);
    await store.update('a/1', (there) => Number(there) + 1);
    expect(await store.move([['a/2', 'two']], [], 'a/1', (there) => there === 3)).toBe(true);
    expect(await store.page('a/', '', 9)).toEqual([
      ['a/1', 3],
      ['a/2', 'two'],
    ]);
    await store.remove(['a/1']);
    expect(await store.get('a/1')).toBeUndefined();
    expect([loads, await memory.get('a/2')]).toEqual([2, 'two']);
  });
});
