import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../src/model/outbox-entry.js';
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

const day = 24 * 60 * 60_000;
const retry = { kind: 'retryable' } as const;
const delivered = { kind: 'delivered' } as const;

/** A page whose submissions could not be sent. */
async function pageWithWaiting(count: number, answer: ScriptedBackEnd['answer'] = () => retry) {
  const page = openPage();
  page.backEnd.answer = answer;
  const submissions = Array.from({ length: count }, () => submissionOf());
  for (const submission of submissions) await page.outbox.submit(submission);
  await page.outbox.flush();
  page.backEnd.sent.length = 0;
  page.events.length = 0;
  return { ...page, ids: submissions.map(({ id }) => id) };
}

describe('a flush', () => {
  it('FLT1 sends from a new page what an old one left behind', async () => {
    const { store, outbox, ids } = await pageWithWaiting(1);
    outbox.close();
    const next = openPage({ store });
    await next.outbox.flush();
    expect(next.backEnd.ids).toEqual(ids);
    expect(next.backEnd.sent[0]?.submission.answers).toEqual({ email: 'ada@example.com' });
    expect(await recordsOf(store, 'o/')).toEqual([]);
  });

  it('FLT1 sends again the very text that was stored', async () => {
    const texts: string[] = [];
    const { outbox, backEnd } = openPage();
    backEnd.answer = ({ context }) => (texts.push(context.body), retry);
    const submission = submissionOf();
    await outbox.submit(submission);
    await outbox.flush();
    expect(texts).toEqual([JSON.stringify(submission), JSON.stringify(submission)]);
    expect(backEnd.sent.map(({ context }) => context.attempt)).toEqual([0, 1]);
  });

  it('FLT32 comes back by itself after a back-off', async () => {
    const { backEnd, time, ids } = await pageWithWaiting(1, () => ({ kind: 'retryable', status: 500 }));
    backEnd.answer = () => delivered;
    const [wait = 0] = time.timers;
    time.advance(wait - 1);
    expect(backEnd.ids).toEqual([]);
    time.advance(1);
    await until(() => backEnd.ids.length);
    expect(backEnd.ids).toEqual(ids);
    await until(() => !time.timers.length);
  });

  it('FLT21 sends a backlog oldest first, five a second at most', async () => {
    const { outbox, backEnd, time, ids } = await pageWithWaiting(25);
    const at: number[] = [];
    backEnd.answer = () => (at.push(time.now), delivered);
    await outbox.flush();
    expect(backEnd.ids).toEqual(ids);
    expect(at.every((now, i) => i === 0 || now - (at[i - 1] ?? 0) >= 200)).toBe(true);
    expect(await outbox.waiting()).toBe(0);
  });

  it('FLT63 lets no poison entry hold up the others', async () => {
    const { outbox, backEnd, ids, store } = await pageWithWaiting(3);
    const [poison] = ids;
    backEnd.answer = ({ context }) =>
      context.id === poison ? { kind: 'retryable', status: 500 } : delivered;
    await outbox.flush();
    expect(await recordsOf(store, 'o/')).toMatchObject([{ id: poison, lastStatus: 500 }]);
  });

  it('FLT32 stops after two entries that found no line, and closes the end point for all tabs', async () => {
    const { outbox, backEnd, store } = await pageWithWaiting(5);
    await outbox.flush();
    expect(backEnd.sent).toHaveLength(2);
    expect(await recordsOf(store, 'm/gate/')).toMatchObject([{ status: 0 }]);
  });

  it('FLT17 leaves the end point alone, in every tab, until Retry-After is over', async () => {
    const asked = { kind: 'retryable', status: 429, retryAfter: 60_000 } as const;
    const { outbox, backEnd, time, store } = await pageWithWaiting(2, () => asked);
    const other = openPage({ store, time, backEnd });
    backEnd.answer = () => delivered;
    time.advance(59_000);
    await Promise.all([outbox.flush(), other.outbox.flush()]);
    expect((await other.outbox.submit(submissionOf())).state).toBe('durable');
    expect(backEnd.sent).toEqual([]);
    time.advance(1000);
    await outbox.flush();
    expect(backEnd.sent.length).toBeGreaterThan(0);
    expect(await other.outbox.waiting()).toBe(0);
  });

  it('FLT26 FLT27 parks what is set up wrongly, tells the page once, and delivers when it is put right', async () => {
    const parked = { kind: 'retryable', status: 403, park: true } as const;
    const { outbox, backEnd, time, events, store } = openPage();
    backEnd.answer = () => parked;
    const submission = submissionOf();
    await outbox.submit(submission);
    await outbox.flush();
    expect(backEnd.sent).toHaveLength(1);
    expect(events).toContainEqual({ type: 'parked', id: submission.id, formId: 'whitepaper', status: 403 });
    expect(await recordsOf(store, 'o/')).toMatchObject([{ nextAt: time.now + 3_600_000 }]);
    time.advance(3_600_000);
    await until(() => backEnd.sent.length === 2);
    await outbox.flush();
    expect(events.filter(({ type }) => type === 'parked')).toHaveLength(1);
    backEnd.answer = () => delivered;
    time.advance(2 * 3_600_000);
    await until(() => events.some(({ type }) => type === 'delivered'));
  });

  it('FLT22 keeps an entry through a day of failures', async () => {
    const { outbox, backEnd, time } = await pageWithWaiting(1, () => ({ kind: 'retryable', status: 500 }));
    const end = time.now + day;
    while (time.now < end) {
      time.advance(time.timers[0] ?? day);
      await outbox.flush();
    }
    expect(await outbox.waiting()).toBe(1);
    expect(backEnd.sent.length).toBeLessThan(250);
  });

  it('FLT55 lets nothing expire without an attempt, and reports what does', async () => {
    const { outbox, backEnd, time, events, store, ids } = await pageWithWaiting(1);
    time.advance(8 * day);
    await until(() => events.length);
    await outbox.flush();
    expect(backEnd.sent).toHaveLength(1);
    expect(events).toEqual([
      { type: 'rejected', id: ids[0], formId: 'whitepaper', status: 0, reason: 'expired' },
    ]);
    expect(await recordsOf(store, 'd/')).toMatchObject([{ id: ids[0], reason: 'expired' }]);
  });

  it('FLT55 delivers an entry from the future and one whose wait a clock made absurd', async () => {
    const { outbox, backEnd, time, ids } = await pageWithWaiting(1, () => ({
      kind: 'retryable',
      status: 500,
    }));
    backEnd.answer = () => delivered;
    time.now -= 365 * day;
    await outbox.flush();
    expect(backEnd.ids).toEqual(ids);
  });

  it('FLT19 never sets a timer longer than a quarter of an hour', async () => {
    const { time } = await pageWithWaiting(2, () => ({ kind: 'retryable', status: 429, retryAfter: 1e12 }));
    expect(time.timers).toEqual([15 * 60_000]);
  });
});

describe('a flush of several tabs', () => {
  it('FLT37 sends each entry once', async () => {
    const { store, ids } = await pageWithWaiting(6);
    const [time, locks, backEnd] = [new FakeTime(), createFakeLocks(), new ScriptedBackEnd()];
    const tabs = Array.from({ length: 20 }, () => openPage({ store, time, locks, backEnd }));
    await Promise.all(tabs.map(({ outbox }) => outbox.flush()));
    expect(backEnd.ids).toEqual(ids);
  });

  it('FLT39 sends where there are no locks, and where they are refused', async () => {
    const refused = { request: () => Promise.reject(new DOMException('', 'SecurityError')) };
    for (const locks of [undefined, refused as Pick<LockManager, 'request'>]) {
      const { outbox } = openPage({ locks });
      expect((await outbox.submit(submissionOf())).state).toBe('sent');
    }
  });
});

describe('a flush over a store that others wrote to', () => {
  it('SEC27 leaves an entry for another end point alone', async () => {
    const { store, ids } = await pageWithWaiting(1);
    const backEnd = new ScriptedBackEnd();
    const adapter = { ...backEnd.adapter, endpointKey: 'scripted:2' };
    const { outbox } = openPage({ store, backEnd, adapter });
    await outbox.flush();
    expect(backEnd.sent).toEqual([]);
    expect(await outbox.waiting()).toBe(0);
    expect(await recordsOf(store, 'o/')).toMatchObject([{ id: ids[0] }]);
  });

  it('FLT53 leaves an entry of a later SDK alone, and preserves what it does not know', async () => {
    const { store, ids, backEnd, outbox } = await pageWithWaiting(2);
    const [newer, known] = (await recordsOf(store, 'o/')) as unknown as [OutboxEntry, OutboxEntry];
    await store.put(`o/${newer.id}`, { ...newer, minReader: 99 });
    await store.put(`o/${known.id}`, { ...known, colour: 'green' });
    await outbox.flush();
    expect(backEnd.ids).toEqual([ids[1]]);
    expect(await recordsOf(store, 'o/')).toMatchObject([{ minReader: 99, n: newer.n }, { colour: 'green', n: known.n + 1 }]); // prettier-ignore
  });

  it('BAD60 skips what is not ours', async () => {
    const { store, ids, backEnd, outbox, events } = await pageWithWaiting(1);
    const foreign = [
      null,
      7,
      'text',
      [],
      {},
      { id: 'x', v: 1 },
      { id: 'o/4', v: 2 },
      { wire: 'x'.repeat(4 << 20) },
    ];
    for (const [i, record] of foreign.entries()) await store.put(`o/${i}`, record);
    backEnd.answer = () => delivered;
    await outbox.flush();
    expect(backEnd.ids).toEqual(ids);
    expect(events.map(({ type }) => type)).toEqual(['delivered']);
    expect(await recordsOf(store, 'o/')).toHaveLength(foreign.length);
  });

  it.each<[string, (entry: OutboxEntry) => object]>([
    ['a flipped bit', (entry) => ({ ...entry, wire: entry.wire.slice(1) })],
    ['a missing member', ({ iv: _, ...rest }) => rest],
    ['a member of another type', (entry) => ({ ...entry, nextAt: 'soon' })],
    ['a lost key', (entry) => ({ ...entry, kid: 'gone' })],
  ])('FLT52 buries an entry with %s, and the rest flows', async (_, damage) => {
    const { store, ids, backEnd, outbox, events } = await pageWithWaiting(2);
    const [first] = (await recordsOf(store, 'o/')) as unknown as [OutboxEntry];
    await store.put(`o/${first.id}`, damage(first));
    backEnd.answer = () => delivered;
    await outbox.flush();
    expect(backEnd.ids).toEqual([ids[1]]);
    expect(events).toContainEqual({ type: 'rejected', id: ids[0], formId: 'whitepaper', status: 0, reason: 'unreadable' }); // prettier-ignore
    expect(await recordsOf(store, 'd/')).toMatchObject([{ id: ids[0] }]);
  });

  it('FLT49 buries nothing because the store failed for a moment', async () => {
    const store = createMemoryStore();
    let failing = false;
    const get = (key: string) => (failing ? Promise.reject(new Error('backing store')) : store.get(key));
    const { outbox, backEnd } = openPage({ store: { ...store, get } });
    backEnd.answer = () => retry;
    await outbox.submit(submissionOf());
    failing = true;
    await outbox.flush();
    expect(await recordsOf(store, 'd/')).toEqual([]);
    failing = false;
    backEnd.answer = () => delivered;
    await outbox.flush();
    expect(await outbox.waiting()).toBe(0);
  });
});

describe('leaving the page', () => {
  it('FLT44 gives what was never tried one request that can outlive the page, and keeps it', async () => {
    const hold = { request: () => new Promise<never>(() => {}) } as unknown as Pick<LockManager, 'request'>;
    const { outbox, backEnd, store } = openPage({ locks: hold });
    backEnd.answer = () => new Promise(() => {});
    void outbox.submit(submissionOf());
    outbox.leave();
    expect(backEnd.sent).toMatchObject([{ context: { keepalive: true, attempt: 0 } }]);
    outbox.leave();
    expect(backEnd.sent).toHaveLength(1);
    let kept = 0;
    await until(() => (void recordsOf(store, 'o/').then(({ length }) => (kept = length)), kept));
  });

  it('FLT43 stays within what a browser lets outlive a page', async () => {
    const hold = { request: () => new Promise<never>(() => {}) } as unknown as Pick<LockManager, 'request'>;
    const { outbox, backEnd } = openPage({ locks: hold });
    backEnd.answer = () => new Promise(() => {});
    for (let i = 0; i < 5; i++) void outbox.submit(submissionOf({ need: 'x'.repeat(20_000) }));
    outbox.leave();
    expect(backEnd.sent).toHaveLength(2);
  });

  it('FLT44 forgets an entry whose last request arrived after all', async () => {
    const hold = { request: () => new Promise<never>(() => {}) } as unknown as Pick<LockManager, 'request'>;
    const { outbox, events } = openPage({ locks: hold });
    const receipt = outbox.submit(submissionOf());
    outbox.leave();
    expect((await receipt).state).toBe('sent');
    expect(events.map(({ type }) => type)).toEqual(['delivered']);
  });

  it('is silent once closed', async () => {
    const { outbox, backEnd, time } = await pageWithWaiting(1);
    outbox.close();
    await outbox.flush();
    expect(time.timers).toEqual([]);
    expect(backEnd.sent).toEqual([]);
  });
});
