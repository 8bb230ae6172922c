import { describe, expect, it } from 'vitest';
import type { RecordStore } from '../../src/model/ports.js';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import {
  createFakeLocks,
  FakeTime,
  openPage,
  recordsOf,
  ScriptedBackEnd,
  submissionOf,
  until,
} from './fakes.js';

const retry = { kind: 'retryable', status: 500 } as const;
const delivered = { kind: 'delivered' } as const;

/** As a browser does that evicts an origin, or a visitor who clears it. */
async function vanish(store: RecordStore) {
  await store.remove((await store.page('', '', 1000)).map(([key]) => key));
}

function tabs(count: number) {
  const [time, store, locks] = [new FakeTime(), createMemoryStore(), createFakeLocks()];
  const pages = Array.from({ length: count }, () => {
    const page = openPage({ time, store, locks });
    page.backEnd.answer = () => retry;
    return page;
  });
  return { time, store, pages };
}

const idsOf = async (store: RecordStore) => (await recordsOf(store, 'o/')).map(({ id }) => id);

describe('a database that vanished', () => {
  it('FLT50 gets back what this page submitted and does not know to have arrived', async () => {
    const { time, store, pages: [page] } = tabs(1); // prettier-ignore
    if (!page) return;
    const submissions = [submissionOf(), submissionOf()];
    for (const submission of submissions) await page.outbox.submit(submission);
    await vanish(store);
    await page.outbox.flush();
    expect(await idsOf(store)).toEqual(submissions.map(({ id }) => id));
    page.outbox.close();
    time.now += 60_000;
    const next = openPage({ store, time });
    await next.outbox.flush();
    expect(next.backEnd.sent.map(({ submission }) => submission)).toEqual(submissions);
  });

  it('FLT50 does not get back what arrived', async () => {
    const { store, pages: [page] } = tabs(1); // prettier-ignore
    if (!page) return;
    page.backEnd.answer = () => delivered;
    await page.outbox.submit(submissionOf());
    await vanish(store);
    await page.outbox.flush();
    expect(await recordsOf(store, '')).toEqual([]);
  });

  it('FLT50 gets back the older ones too when a new one is submitted first', async () => {
    const { store, pages: [page] } = tabs(1); // prettier-ignore
    if (!page) return;
    const [old, young] = [submissionOf(), submissionOf()];
    await page.outbox.submit(old);
    await vanish(store);
    await page.outbox.submit(young);
    await page.outbox.flush();
    expect(await idsOf(store)).toEqual([old.id, young.id]);
  });

  it('FLT50 gets back what every tab holds, whichever flushes first', async () => {
    const { store, pages } = tabs(3);
    const submissions = pages.map(() => submissionOf());
    for (const [i, { outbox }] of pages.entries()) await outbox.submit(submissions[i]!); // prettier-ignore
    await vanish(store);
    for (const { outbox } of [...pages].reverse()) await outbox.flush();
    expect(await idsOf(store)).toEqual(submissions.map(({ id }) => id));
  });

  it('FLT50 gets back what was stored only after the device had refused it at first', async () => {
    const store = createMemoryStore();
    let full = true;
    const move: RecordStore['move'] = (...change) =>
      full ? Promise.reject(new DOMException('', 'QuotaExceededError')) : store.move(...change);
    const { outbox, backEnd } = openPage({ store: { ...store, move } });
    backEnd.answer = () => ({ kind: 'retryable' });
    const submission = submissionOf();
    expect((await outbox.submit(submission)).state).toBe('volatile');
    full = false;
    await outbox.flush();
    expect(await idsOf(store)).toEqual([submission.id]);
    await vanish(store);
    await outbox.flush();
    expect(await idsOf(store)).toEqual([submission.id]);
  });

  it('FLT50 FLT57 gets nothing back after a purge', async () => {
    const { store, pages: [page] } = tabs(1); // prettier-ignore
    if (!page) return;
    await page.outbox.submit(submissionOf());
    await page.outbox.purge();
    await vanish(store);
    await page.outbox.flush();
    expect(await idsOf(store)).toEqual([]);
  });
});

describe('closing an outbox', () => {
  it('FLT6 while it stores keeps the submission and says so', async () => {
    const { outbox, store } = openPage();
    const receipt = outbox.submit(submissionOf());
    outbox.close();
    expect((await receipt).state).toBe('durable');
    expect(await recordsOf(store, 'o/')).toHaveLength(1);
  });

  it('FLT6 while it sends says that the submission is kept, because it is', async () => {
    const [backEnd, store] = [new ScriptedBackEnd(), createMemoryStore()];
    backEnd.answer = () => new Promise(() => {});
    const { outbox, time } = openPage({ backEnd, store });
    const submission = submissionOf();
    const receipt = outbox.submit(submission);
    await until(() => backEnd.sent.length);
    outbox.close();
    time.advance(2000);
    expect(await receipt).toEqual({ state: 'durable', id: submission.id });
    const next = openPage({ store });
    await next.outbox.flush();
    expect(next.backEnd.ids).toEqual([submission.id]);
  });
});
