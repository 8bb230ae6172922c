import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import { createLeaseTurn } from '../../src/outbox/lease-turn.js';
import { createLockTurn } from '../../src/outbox/lock-turn.js';
import { FakeLocks } from './fake-origin.js';
import { FakeTime, openPage, recordsOf, ScriptedBackEnd, submissionOf, until } from './fakes.js';

const limit = 30_000;
const quiet = () => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when the test says so. */
function work() {
  let end = () => {};
  let began = 0;
  const done = new Promise<void>((resolve) => (end = resolve));
  return { end, count: () => began, run: () => ((began += 1), done) };
}

describe('turns by Web Locks', () => {
  function tabs() {
    const [time, locks, closing] = [new FakeTime(), new FakeLocks(), new AbortController()];
    const open = (client: string) =>
      createLockTurn({
        locks: locks.of(client),
        name: 'pf:1',
        setTimer: time.setTimer,
        signal: closing.signal,
      });
    return { time, locks, closing, open };
  }

  it('FLT37 are taken one after another', async () => {
    const { open } = tabs();
    const [a, b] = [work(), work()];
    const turns = [open('a')(a.run), open('b')(b.run)];
    await until(a.count);
    await quiet();
    expect(b.count()).toBe(0);
    a.end();
    await until(b.count);
    b.end();
    await Promise.all(turns);
  });

  it('FLT38 push aside a holder that has been stuck for 30 seconds, and not before', async () => {
    const { time, open, locks } = tabs();
    const [frozen, other] = [work(), work()];
    void open('frozen')(frozen.run);
    await until(frozen.count);
    const turn = open('other')(other.run);
    await until(() => time.timers.length);
    time.advance(limit - 1);
    await quiet();
    expect(other.count()).toBe(0);
    time.advance(1);
    await until(other.count);
    expect(locks.holder).toBe('other');
    other.end();
    await turn;
    expect(time.timers).toEqual([]);
  });

  it('FLT38 never push aside a holder that changes', async () => {
    const { time, open, locks } = tabs();
    const works = Array.from({ length: 8 }, work);
    for (const [i, { run }] of works.entries()) void open(`busy ${i}`)(run);
    const last = work();
    void open('last')(last.run);
    for (const [i, { count, end }] of works.entries()) {
      await until(count);
      await quiet();
      time.advance(limit - 2000);
      await quiet();
      expect(locks.holder).toBe(`busy ${i}`);
      end();
    }
    await until(last.count);
  });

  it('FLT38 let a holder that was pushed aside finish, and begin its work once', async () => {
    const { time, open } = tabs();
    const [frozen, other] = [work(), work()];
    const turn = open('frozen')(frozen.run);
    await until(frozen.count);
    void open('other')(other.run);
    await until(() => time.timers.length);
    time.advance(limit);
    await until(other.count);
    let over = false;
    void turn.then(() => (over = true));
    await quiet();
    expect(over).toBe(false);
    frozen.end();
    await turn;
    expect(frozen.count()).toBe(1);
  });

  it('FLT38 begin no work in a tab that was closed while it waited', async () => {
    const { time, open, closing } = tabs();
    const [a, b] = [work(), work()];
    void open('a')(a.run);
    await until(a.count);
    const turn = open('b')(b.run);
    await until(() => time.timers.length);
    closing.abort();
    await turn;
    expect(b.count()).toBe(0);
    expect(time.timers).toEqual([]);
  });

  it('FLT38 FLT5 a dead holder is no holder: the next tab sends what it left', async () => {
    const [time, locks, store] = [new FakeTime(), new FakeLocks(), createMemoryStore()];
    const dead = openPage({ time, store, locks: locks.of('dead') });
    dead.backEnd.answer = () => new Promise(() => {});
    void dead.outbox.submit(submissionOf());
    await until(() => dead.backEnd.sent.length);
    const next = openPage({ time, store, locks: locks.of('next') });
    const flushed = next.outbox.flush();
    await quiet();
    expect(next.backEnd.sent).toEqual([]);
    locks.drop('dead');
    await flushed;
    expect(next.backEnd.ids).toEqual(dead.backEnd.ids);
  });
});

describe('a page without https', () => {
  it('FLT39 F4 sends at once, with neither locks, nor keys, nor ready-made ids', async () => {
    // What such a page has of `crypto`.
    const bare = { getRandomValues: crypto.getRandomValues.bind(crypto) } as Crypto;
    const { outbox, backEnd } = openPage({ locks: undefined, crypto: bare });
    const submission = submissionOf({ email: 'ada@example.com' });
    expect(await outbox.submit(submission)).toMatchObject({ state: 'sent' });
    expect(backEnd.ids).toEqual([submission.id]);
  });
});

describe('turns by a lease', () => {
  const key = 'm/lease/1';

  async function tabs() {
    const [time, store, closing] = [new FakeTime(), createMemoryStore(), new AbortController()];
    await store.put('o/1', 'something waits');
    const open = (owner: string) =>
      createLeaseTurn({
        ...{ store, key, owner, clock: time.clock, setTimer: time.setTimer },
        signal: closing.signal,
      });
    return { time, store, closing, open };
  }

  it('FLT39 are taken one after another', async () => {
    const { time, open } = await tabs();
    const [a, b] = [work(), work()];
    void open('a')(a.run);
    await until(a.count);
    const turn = open('b')(b.run);
    await until(() => time.timers.length);
    time.advance(1000);
    await quiet();
    expect(b.count()).toBe(0);
    a.end();
    await until(() => time.timers.length);
    time.advance(1000);
    await until(b.count);
    b.end();
    await turn;
  });

  it('FLT39 are taken by one of two tabs that ask at once', async () => {
    const { time, open } = await tabs();
    const [a, b] = [work(), work()];
    void open('a')(a.run);
    void open('b')(b.run);
    await until(() => time.timers.length);
    await quiet();
    expect([a.count(), b.count()]).toEqual([1, 0]);
  });

  it('FLT39 go on 30 seconds after a tab died with its lease', async () => {
    const { time, open } = await tabs();
    const [dead, next] = [work(), work()];
    void open('dead')(dead.run);
    await until(dead.count);
    void open('next')(next.run);
    for (let waited = 0; waited < limit; waited += 1000) {
      await until(() => time.timers.length);
      expect(next.count()).toBe(0);
      time.advance(1000);
    }
    await until(next.count);
  });

  it.each([
    ['from a future that no lease reaches', { owner: 'x', until: Number.MAX_SAFE_INTEGER }],
    ['from a clock that was a year ahead', { owner: 'x', until: Date.UTC(2027, 10, 2) }],
    ['that ran out', { owner: 'x', until: 0 }],
    ['of no owner', { until: Date.UTC(2026, 10, 2, 9) + 1000 }],
    ['without an end', { owner: 'x', until: NaN }],
    ['that is none', 'mine'],
  ])('FLT39 do not wait for a lease %s', async (_, lease) => {
    const { store, open } = await tabs();
    await store.put(key, lease);
    const { run, count, end } = work();
    end();
    await open('a')(run);
    expect(count()).toBe(1);
  });

  it('FLT39 leave a lease behind that nobody waits for', async () => {
    const { store, open } = await tabs();
    await open('a')(async () => {});
    expect(await store.get(key)).toEqual({ owner: 'a', until: 0 });
  });

  it('FLT39 do not take back a lease that another tab has taken meanwhile', async () => {
    const { store, open } = await tabs();
    const theirs = { owner: 'b', until: 1 };
    await open('a')(() => store.put(key, theirs));
    expect(await store.get(key)).toEqual(theirs);
  });

  it('SEC31 FLT39 write nothing where nothing waits', async () => {
    const { store, open } = await tabs();
    await store.remove(['o/1']);
    await open('a')(async () => {});
    expect(await store.get(key)).toBeUndefined();
  });

  it('FLT47 are everybody’s where the store refuses', async () => {
    const { store, open } = await tabs();
    const page = () => Promise.reject(new DOMException('', 'SecurityError'));
    store.page = page;
    let done = 0;
    await open('a')(async () => void (done += 1));
    expect(done).toBe(1);
  });

  it('FLT39 FLT37 keep tabs without locks from sending twice', async () => {
    const [time, store, backEnd] = [new FakeTime(), createMemoryStore(), new ScriptedBackEnd()];
    const open = () => openPage({ time, store, backEnd, locks: undefined });
    const first = open();
    backEnd.answer = () => ({ kind: 'retryable', status: 500 });
    await first.outbox.submit(submissionOf());
    first.outbox.close();
    backEnd.sent.length = 0;
    backEnd.answer = () => ({ kind: 'delivered' });
    time.advance(60_000);
    const flushes = Array.from({ length: 5 }, open).map(({ outbox }) => outbox.flush());
    let over = false;
    void Promise.all(flushes).then(() => (over = true));
    await until(() => backEnd.sent.length === 1);
    let waiting = 1;
    await until(() => (void recordsOf(store, 'o/').then(({ length }) => (waiting = length)), waiting === 0));
    while (!over) {
      await quiet();
      time.advance(1000);
    }
    expect(backEnd.sent).toHaveLength(1);
    expect(await recordsOf(store, 'o/')).toEqual([]);
  });
});
