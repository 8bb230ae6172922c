import { describe, expect, it } from 'vitest';
import type { RecordStore } from '../../src/model/ports.js';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import { openPage, recordsOf, submissionOf, until } from './fakes.js';

const never = new Promise<never>(() => {});
const refusing: RecordStore = {
  get: () => Promise.reject(new DOMException('', 'SecurityError')),
  put: () => Promise.reject(new DOMException('', 'SecurityError')),
  remove: () => Promise.reject(new DOMException('', 'SecurityError')),
  page: () => Promise.reject(new DOMException('', 'SecurityError')),
  move: () => Promise.reject(new DOMException('', 'SecurityError')),
  update: () => Promise.reject(new DOMException('', 'SecurityError')),
};

describe('submit', () => {
  it('SEC31 touches no storage before it is called', async () => {
    const touched: string[] = [];
    const store = new Proxy(createMemoryStore(), {
      get: (_, method) => {
        touched.push(String(method));
        return undefined;
      },
    });
    const { outbox } = openPage({ store });
    expect(touched).toEqual([]);
    outbox.close();
  });

  it('reports `sent` once the back end has it, and keeps nothing', async () => {
    const { outbox, store, typesOf } = openPage();
    const submission = submissionOf();
    expect(await outbox.submit(submission)).toEqual({
      state: 'sent',
      id: submission.id,
      outcome: 'delivered',
    });
    await outbox.flush();
    expect(await recordsOf(store, 'o/')).toEqual([]);
    expect(await outbox.waiting()).toBe(0);
    expect(typesOf()).toEqual(['delivered']);
  });

  it('FLT2 stores before it sends', async () => {
    const { outbox, store, backEnd } = openPage();
    let stored = 0;
    backEnd.answer = async () => {
      stored = (await recordsOf(store, 'o/')).length;
    };
    await outbox.submit(submissionOf());
    expect(stored).toBe(1);
  });

  it('FLT15 reports `durable` when the back end is silent for two seconds', async () => {
    const { outbox, backEnd, time, typesOf } = openPage();
    backEnd.answer = () => never;
    const receipt = outbox.submit(submissionOf());
    await until(() => backEnd.sent.length);
    time.advance(2000);
    expect((await receipt).state).toBe('durable');
    expect(typesOf()).toEqual(['queued']);
    expect(await outbox.waiting()).toBe(1);
  });

  it('FLT15 gives up on an adapter that never settles, and tries again', async () => {
    const { outbox, backEnd, time } = openPage();
    backEnd.answer = () => never;
    void outbox.submit(submissionOf());
    await until(() => backEnd.sent.length);
    time.advance(25_000);
    await until(() => backEnd.sent[0]?.context.signal.aborted);
    await until(() => time.timers.includes(1250));
    backEnd.answer = () => ({ kind: 'delivered' });
    time.advance(1250);
    await until(() => backEnd.sent.length === 2);
  });

  it('FLT32 reports `durable` at once when the line is dead', async () => {
    const { outbox, backEnd, store } = openPage();
    backEnd.answer = () => ({ kind: 'retryable' });
    expect((await outbox.submit(submissionOf())).state).toBe('durable');
    expect(await recordsOf(store, 'o/')).toMatchObject([{ n: 1, lastStatus: 0 }]);
  });

  it('BAD50 hands on what the back end found wrong', async () => {
    const { outbox, backEnd, store, events } = openPage();
    const issues = [{ field: 'email', code: 'email' }] as const;
    backEnd.answer = () => ({ kind: 'rejected', issues, status: 422 });
    const submission = submissionOf();
    const { id } = submission;
    expect(await outbox.submit(submission)).toEqual({ state: 'rejected', id, issues });
    await outbox.flush();
    expect(await recordsOf(store, 'o/')).toEqual([]);
    expect(await recordsOf(store, 'd/')).toMatchObject([{ id, reason: 'refused' }]);
    expect(events).toEqual([{ type: 'rejected', id, formId: 'whitepaper', status: 422, reason: 'refused' }]);
  });

  it.each([
    ['nothing', () => undefined, 'accepted'],
    ['that it accepted', () => ({ kind: 'accepted' }) as const, 'accepted'],
    ['that it delivered', () => ({ kind: 'delivered' }) as const, 'delivered'],
  ])('a custom adapter that says %s is done', async (_, answer, outcome) => {
    const { outbox, backEnd } = openPage();
    backEnd.answer = answer;
    expect(await outbox.submit(submissionOf())).toMatchObject({ state: 'sent', outcome });
  });

  it.each([
    ['throws', () => Promise.reject(new Error('boom')), []],
    ['throws at once', () => { throw new Error('boom'); }, []], // prettier-ignore
    ['answers nonsense', () => 'ok' as never, ['parked']],
    ['answers null', () => null as never, ['parked']],
  ])('a custom adapter that %s loses nothing', async (_, answer, events) => {
    const { outbox, backEnd, typesOf } = openPage();
    backEnd.answer = answer;
    expect((await outbox.submit(submissionOf())).state).toBe('durable');
    expect(await outbox.waiting()).toBe(1);
    expect(typesOf()).toEqual([...events, 'queued']);
  });

  it('FLT62 BAD59 takes the same submission once', async () => {
    const { outbox, backEnd } = openPage();
    const submission = submissionOf();
    const receipts = await Promise.all(Array.from({ length: 50 }, () => outbox.submit(submission)));
    expect(new Set(receipts.map(({ state }) => state))).toEqual(new Set(['sent']));
    expect(backEnd.ids).toEqual([submission.id]);
  });

  it('BAD53 BAD56 names the longest answer of what is too large to send', async () => {
    const { outbox, backEnd, store } = openPage();
    const submission = submissionOf({ email: 'ada@example.com', need: '"'.repeat(40_000) });
    expect(await outbox.submit(submission)).toMatchObject({
      state: 'rejected',
      issues: [{ field: 'need', code: 'tooLong' }],
    });
    expect(backEnd.sent).toEqual([]);
    expect(await recordsOf(store, '')).toEqual([]);
  });

  it('SEC28 puts no answer into an event', async () => {
    const { outbox, backEnd, events } = openPage();
    for (const kind of ['delivered', 'retryable', 'rejected'] as const) {
      backEnd.answer = () => ({ kind, issues: [], park: true });
      await outbox.submit(submissionOf({ email: 'canary@example.com' }));
    }
    expect(events.length).toBeGreaterThan(3);
    expect(JSON.stringify(events)).not.toContain('canary');
  });
});

describe('submit where the device keeps nothing', () => {
  it('FLT47 sends from memory and says so', async () => {
    const { outbox, events } = openPage({ store: refusing });
    expect((await outbox.submit(submissionOf())).state).toBe('sent');
    await outbox.flush();
    expect(events.map(({ type }) => type)).toEqual(['storage', 'delivered']);
    expect(events[0]).toEqual({ type: 'storage', state: 'memory', reason: 'unavailable' });
  });

  it('FLT47 is `volatile` while unsent, and tries again', async () => {
    const { outbox, backEnd } = openPage({ store: refusing });
    backEnd.answer = () => ({ kind: 'retryable' });
    expect((await outbox.submit(submissionOf())).state).toBe('volatile');
    expect(await outbox.waiting()).toBe(1);
    backEnd.answer = () => ({ kind: 'delivered' });
    await outbox.flush();
    expect(await outbox.waiting()).toBe(0);
    expect(backEnd.sent).toHaveLength(2);
  });

  it('FLT47 does not wait for storage that never answers', async () => {
    const hanging = { ...refusing, page: () => never, move: () => never };
    const { outbox, time } = openPage({ store: { ...hanging, remove: () => Promise.resolve() } });
    const receipt = outbox.submit(submissionOf());
    await until(() => time.timers.length);
    time.advance(1500);
    expect((await receipt).state).toBe('sent');
  });

  it('FLT46 stores what waits as soon as the device has room again', async () => {
    const store = createMemoryStore();
    let full = true;
    const move: RecordStore['move'] = (put, remove) =>
      full ? Promise.reject(new DOMException('', 'QuotaExceededError')) : store.move(put, remove);
    const { outbox, backEnd, typesOf } = openPage({ store: { ...store, move } });
    backEnd.answer = () => ({ kind: 'retryable' });
    expect((await outbox.submit(submissionOf())).state).toBe('volatile');
    full = false;
    await outbox.flush();
    expect(await recordsOf(store, 'o/')).toHaveLength(1);
    expect(typesOf()).toEqual(['storage', 'storage', 'queued']);
    expect(await outbox.waiting()).toBe(1);
  });

  it('FLT45 gives up none of 200 waiting entries for a new one', async () => {
    const { outbox, backEnd, store, time } = openPage();
    backEnd.answer = () => ({ kind: 'retryable', status: 429, retryAfter: 3_600_000 });
    const first = submissionOf();
    await outbox.submit(first);
    for (let i = 1; i < 200; i++) await outbox.submit(submissionOf());
    expect((await outbox.submit(submissionOf())).state).toBe('volatile');
    expect((await recordsOf(store, 'o/')).map(({ id }) => id)).toContain(first.id);
    expect(await recordsOf(store, 'o/')).toHaveLength(200);
    expect(backEnd.sent).toHaveLength(1);
    expect(time.timers.every((ms) => ms <= 900_000)).toBe(true);
  });
});
