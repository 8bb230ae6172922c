import { describe, expect, it } from 'vitest';
import { createIndexedDbStore } from '../../src/outbox/indexed-db-store.js';
import { FakeTime, openPage, submissionOf } from './fakes.js';

describe('where there is no storage at all, as in Node', () => {
  it('FLT47 nothing is found, and what is put is refused', async () => {
    const store = createIndexedDbStore();
    expect(await store.get('o/1')).toBeUndefined();
    expect(await store.page('o/', '', 10)).toEqual([]);
    await store.remove(['o/1']);
    await expect(store.put('o/1', {})).rejects.toThrow();
  });

  it('S20 no timer is left once all has arrived, so that the process can end', async () => {
    const { outbox, time, typesOf } = openPage({ store: createIndexedDbStore() });
    expect(await outbox.submit(submissionOf())).toMatchObject({ state: 'sent' });
    await outbox.flush();
    expect(typesOf()).toEqual(['storage', 'delivered']);
    expect(time.timers).toEqual([]);
  });

  it('S20 what has not arrived is tried again, since it lies nowhere else', async () => {
    const time = new FakeTime();
    const { outbox, backEnd } = openPage({ store: createIndexedDbStore(), time });
    backEnd.answer = () => ({ kind: 'retryable' });
    expect(await outbox.submit(submissionOf())).toMatchObject({ state: 'volatile' });
    await outbox.flush();
    expect(time.timers).toHaveLength(1);
  });
});
