import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import { createFakeLocks, FakeTime, openPage, recordsOf, submissionOf } from './fakes.js';

const busy = { kind: 'retryable', status: 429, retryAfter: 3_600_000 } as const;
const many = { entries: 1000, bytes: 4 * 1024 * 1024 };

/** A page whose back end takes nothing for an hour. */
function shutPage(limits: { entries: number; bytes: number }) {
  const page = openPage({ limits });
  page.backEnd.answer = () => busy;
  const submit = async (count: number, need = '') => {
    const states: string[] = [];
    for (let i = 0; i < count; i++) states.push((await page.outbox.submit(submissionOf({ need }))).state);
    return states;
  };
  const storage = () => page.events.filter(({ type }) => type === 'storage');
  return { ...page, submit, storage };
}

describe('the limits of what waits', () => {
  it('FLT45 refuse the 201st, say why, and give up none of the 200', async () => {
    const page = openPage();
    page.backEnd.answer = () => busy;
    for (let i = 0; i < 200; i++) expect((await page.outbox.submit(submissionOf())).state).toBe('durable');
    expect((await page.outbox.submit(submissionOf())).state).toBe('volatile');
    expect(page.events.filter(({ type }) => type === 'storage')).toEqual([
      { type: 'storage', state: 'memory', reason: 'full' },
    ]);
    expect(await recordsOf(page.store, 'o/')).toHaveLength(200);
    expect(await page.outbox.waiting()).toBe(201);
  });

  it('FLT45 count bytes as they lie on the device', async () => {
    const { submit, store, storage } = shutPage({ ...many, bytes: 100_000 });
    expect(await submit(5, 'x'.repeat(30_000))).toEqual(['durable', 'durable', 'durable', 'volatile', 'volatile']); // prettier-ignore
    expect(await submit(1)).toEqual(['durable']);
    expect(await recordsOf(store, 'o/')).toHaveLength(4);
    expect(storage()).toEqual([
      { type: 'storage', state: 'memory', reason: 'full' },
      { type: 'storage', state: 'durable' },
    ]);
  });

  it('FLT45 hold as well for what is submitted at one moment', async () => {
    const { outbox, store } = shutPage({ ...many, entries: 5 });
    const receipts = await Promise.all(Array.from({ length: 20 }, () => outbox.submit(submissionOf())));
    expect(receipts.filter(({ state }) => state === 'durable')).toHaveLength(5);
    expect(await recordsOf(store, 'o/')).toHaveLength(5);
  });

  it('FLT45 leave room again once something has arrived, whoever sent it', async () => {
    const [store, time, locks] = [createMemoryStore(), new FakeTime(), createFakeLocks()];
    const limits = { ...many, entries: 2 };
    const [full, other] = [0, 1].map(() => openPage({ store, time, locks, limits }));
    if (!full || !other) throw new Error('Two pages');
    full.backEnd.answer = () => busy;
    for (let i = 0; i < 3; i++) await full.outbox.submit(submissionOf());
    expect(await recordsOf(store, 'o/')).toHaveLength(2);
    time.now += 3_600_000;
    await other.outbox.flush();
    expect(other.backEnd.sent).toHaveLength(2);
    expect((await full.outbox.submit(submissionOf())).state).toBe('durable');
  });

  it('FLT45 are not used up by what others wrote there, nor by dead letters', async () => {
    const { outbox, submit, store, backEnd } = shutPage({ ...many, entries: 2 });
    for (const [i, record] of [7, null, { id: 'x' }].entries()) await store.put(`o/${i}`, record);
    backEnd.answer = () => ({ kind: 'rejected', issues: [], status: 422 });
    await submit(3);
    await outbox.flush();
    backEnd.answer = () => busy;
    expect(await submit(3)).toEqual(['durable', 'durable', 'volatile']);
  });

  it('FLT45 FLT46 what found no room is stored as soon as there is some', async () => {
    const { submit, backEnd, outbox, time, store } = shutPage({ ...many, entries: 1 });
    expect(await submit(2)).toEqual(['durable', 'volatile']);
    time.now += 3_600_000;
    backEnd.answer = () => ({ kind: 'retryable', status: 500 });
    const [kept] = await recordsOf(store, 'o/');
    backEnd.answer = ({ context }) =>
      context.id === kept?.['id'] ? { kind: 'delivered' } : { kind: 'retryable', status: 500 };
    await outbox.flush();
    time.now += 60_000;
    await outbox.flush();
    expect(await recordsOf(store, 'o/')).toHaveLength(1);
    expect((await recordsOf(store, 'o/'))[0]?.['id']).not.toBe(kept?.['id']);
    expect(await outbox.waiting()).toBe(1);
  });
});
