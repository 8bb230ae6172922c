/** One walk over everything that waits, in as many passes as it takes. */
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import { FakeTime, openPage, recordsOf, ScriptedBackEnd, submissionOf, until } from './fakes.js';

const day = 24 * 60 * 60_000;
const never = new Promise<never>(() => {});

/** A store in which so many entries wait for a line. */
async function storeWithWaiting(count: number) {
  const [time, store, backEnd] = [new FakeTime(), createMemoryStore(), new ScriptedBackEnd()];
  backEnd.answer = () => ({ kind: 'retryable' });
  const page = openPage({ time, store, backEnd });
  const submissions = Array.from({ length: count }, () => submissionOf());
  for (const submission of submissions) await page.outbox.submit(submission);
  page.outbox.close();
  backEnd.sent.length = 0;
  return { time, store, backEnd, ids: submissions.map(({ id }) => id) };
}

describe('a round', () => {
  it('FLT15 FLT63 tries each entry once, and is not held up by one that is never answered', async () => {
    const { time, store, backEnd, ids } = await storeWithWaiting(3);
    backEnd.answer = ({ context }) => (context.id === ids[0] ? never : { kind: 'delivered' });
    const page = openPage({ time, store, backEnd });
    let over = false;
    void page.outbox.flush().then(() => (over = true));
    await until(() => backEnd.ids.length === 1);
    await until(() => time.timers.includes(20_000));
    time.advance(20_000);
    await until(() => over);
    expect(backEnd.ids).toEqual(ids);
    expect((await recordsOf(store, 'o/')).map(({ id }) => id)).toEqual([ids[0]]);
  });

  it('FLT32 FLT21 drains what an outage left behind in one go, though no pass has time for all of it', async () => {
    const { time, store, backEnd, ids } = await storeWithWaiting(60);
    backEnd.answer = () => ({ kind: 'delivered' });
    const began = time.now;
    await openPage({ time, store, backEnd }).outbox.flush();
    expect(backEnd.ids).toEqual(ids);
    expect(time.now - began).toBeLessThan(60 * 250);
    expect(time.timers).toEqual([]);
  });

  it('FLT32 takes an arrival for a sign of life: what gave up on the line goes out with it, the older too', async () => {
    const { time, store, backEnd, ids } = await storeWithWaiting(2);
    const [older = '', newer = ''] = ids;
    await store.update(`o/${older}`, (record) => ({ ...(record as object), nextAt: time.now + 10 * 60_000 }));
    await store.update(`o/${newer}`, (record) => ({ ...(record as object), nextAt: time.now + 60_000 }));
    await store.remove(['m/gate/scripted:1']);
    const { outbox } = openPage({ time, store, backEnd });
    await outbox.flush();
    backEnd.sent.length = 0;
    await store.update(`o/${older}`, (record) => ({ ...(record as object), nextAt: time.now + 10 * 60_000 }));
    await store.update(`o/${newer}`, (record) => ({ ...(record as object), nextAt: time.now + 1000 }));
    await store.remove(['m/gate/scripted:1']);
    backEnd.answer = () => ({ kind: 'delivered' });
    const page = openPage({ time, store, backEnd });
    time.advance(60_000);
    await until(() => backEnd.ids.length === 2);
    expect(backEnd.ids).toEqual([newer, older]);
    page.outbox.close();
  });

  it('FLT17 FLT55 asks nobody for more than one of an old backlog, where the answer is to come back later', async () => {
    const { time, store, backEnd } = await storeWithWaiting(20);
    backEnd.answer = () => ({ kind: 'retryable', status: 429, retryAfter: 3_600_000 });
    time.now += 8 * day;
    await openPage({ time, store, backEnd }).outbox.flush();
    expect(backEnd.sent).toHaveLength(1);
    expect(await recordsOf(store, 'o/')).toHaveLength(19);
  });

  it('F4 goes on where the page’s listener throws', async () => {
    const backEnd = new ScriptedBackEnd();
    backEnd.answer = () => ({ kind: 'retryable', status: 500 });
    const on = () => {
      throw new Error('of the page');
    };
    const { outbox, store } = openPage({ backEnd, on });
    const submission = submissionOf();
    expect(await outbox.submit(submission)).toEqual({ state: 'durable', id: submission.id });
    expect(await recordsOf(store, 'o/')).toMatchObject([{ n: 1, lastStatus: 500 }]);
  });
});
