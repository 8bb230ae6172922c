import { describe, expect, it } from 'vitest';
import * as device from '../src/device.js';
import { createIndexedDbStore, createLockTurn, eraseAll } from '../src/late-device.js';
import { loadEnglish } from '../src/late-english.js';
import { enLate } from '../src/locales/en-late.js';
import { issueText } from '../src/model/issue-text.js';
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

  it('M16 erases what the page holds, with its part and without it', async () => {
    const missing = () => Promise.reject(new Error('no part'));
    const loads = [missing, async () => device];
    for (const load of loads) {
      const store = createMemoryStore();
      await store.put('o/1', { id: '1', v: 1, wire: 'ada@example.com' });
      expect(await eraseAll(store, 0, load)).toBe(1);
      expect(JSON.stringify(await store.page('', '', 9))).not.toContain('ada');
    }
    const refusing = createIndexedDbStore(missing);
    await expect(eraseAll(refusing, 0, missing)).rejects.toThrow('no part');
  });

  it('takes turns with other tabs where its part is there, and works at once where it is not', async () => {
    const asked: string[] = [];
    const locks = {
      request: async (name: string, _: unknown, begin: () => Promise<void>) => {
        asked.push(name);
        await begin();
      },
    } as unknown as LockManager;
    const options = {
      ...{ locks, name: 'pf:one', setTimer: () => () => {} },
      signal: new AbortController().signal,
    };
    let works = 0;
    const work = async () => void works++;
    await createLockTurn(options, () => Promise.reject(new Error('no part')))(work);
    expect([works, asked]).toEqual([1, []]);
    await createLockTurn(options, async () => device)(work);
    expect([works, asked]).toEqual([2, ['pf:one']]);
  });
});

describe('the English of the classic file', () => {
  it('is whole with its part, and says less without it, but never nothing', async () => {
    expect(await loadEnglish(async () => ({ enLate }))).toBe(enLate);
    const words = await loadEnglish(() => Promise.reject(new Error('no part')));
    expect(words.send).toBe(enLate.send);
    const said = issueText({ field: 'a', code: 'tooSmall', params: { min: 3 } }, 'Your age', words);
    expect(said).toBe('Your age: please check this answer');
    expect(words.volatile).toBe(enLate.volatile);
  });
});
