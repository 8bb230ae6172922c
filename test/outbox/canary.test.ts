/** What the visitor typed leaves the outbox by one door: the adapter's. */
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeliveryOutcome } from '../../src/model/delivery-outcome.js';
import type { Adapter, RecordStore } from '../../src/model/ports.js';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import type { OutboxOptions } from '../../src/outbox/outbox.js';
import { createFakeLocks, FakeTime, openPage, recordsOf, submissionOf } from './fakes.js';

const day = 24 * 60 * 60_000;
const typed = { email: 'c4nary.ada@example.com', need: 'A cage for my C4nary' };
const canary = /c4nary/i;
const words = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
const delivered: DeliveryOutcome = { kind: 'delivered' };

/** Everything a value holds, errors with their causes included. */
const textOf = (value: unknown) =>
  inspect(value, { depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity, showHidden: true });

/** The doors of an outbox, and all that came through them. */
function watch() {
  const out: Record<'reported' | 'locks' | 'messages' | 'thrown', unknown[]> = {
    reported: [],
    locks: [],
    messages: [],
    thrown: [],
  };
  let answer: () => DeliveryOutcome = () => delivered;
  const received: string[] = [];
  const adapter: Adapter = {
    name: 'scripted',
    endpointKey: 'scripted:1',
    send: (_, { body }) => {
      received.push(body);
      return answer();
    },
    report: async (losses, context) => {
      out.reported.push(losses, { ...context, signal: undefined });
      return losses.map(({ id }) => id);
    },
  };
  const real = createFakeLocks();
  const locks = {
    request: (...args: Parameters<LockManager['request']>) => {
      out.locks.push(args.slice(0, -1));
      return real.request(...args);
    },
  } as Pick<LockManager, 'request'>;
  const channel = {
    postMessage: (message: unknown) => void out.messages.push(message),
    onmessage: null,
    close: () => {},
  };
  const open = (options: Partial<OutboxOptions> & { time?: FakeTime } = {}) =>
    openPage({ adapter, locks, channel, ...options });
  const attempt = <T>(work: Promise<T>) => work.catch((error: unknown) => void out.thrown.push(error));
  return { out, received, open, attempt, say: (next: typeof answer) => void (answer = next) };
}

/** Names and heads of all that is stored; of the sealed bytes a test of their own is in charge. */
async function storedIn(store: RecordStore): Promise<unknown> {
  const records = await store.page('', '', 1000);
  return records.map(([key, record]) => [key, { ...(record as object), iv: 0, wire: 0 }]);
}

describe('what was typed', () => {
  const printed: unknown[] = [];
  const stray = (reason: unknown) => void printed.push(reason);
  beforeEach(() => {
    printed.length = 0;
    for (const word of words)
      vi.spyOn(console, word).mockImplementation((...args) => void printed.push(args));
    process.on('unhandledRejection', stray);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    process.off('unhandledRejection', stray);
  });

  it('SEC28 is in no event, message, lock, key, list, report, error or line of the console, whatever becomes of it', async () => {
    const { out, received, open, attempt, say } = watch();
    const store = createMemoryStore();
    const time = new FakeTime();
    const { outbox, events } = open({ store, time });
    const submit = (answers: typeof typed = typed) =>
      attempt(outbox.submit({ ...submissionOf(answers), proof: 'c4nary-token' }));

    await submit();
    say(() => ({ kind: 'rejected', issues: [{ field: 'email', code: 'email' }], status: 422 }));
    await submit();
    say(() => ({ kind: 'retryable', park: true, status: 403 }));
    await submit();
    say(() => {
      throw new TypeError(`Failed to fetch https://collector.example/?q=${typed.email}`);
    });
    await submit();
    say(() => ({ kind: 'retryable', status: 500 }));
    await submit();
    await submit({ ...typed, need: typed.need.repeat(10_000) });
    const [broken] = await recordsOf(store, 'o/');
    await store.put(`o/${String(broken?.['id'])}`, { ...broken, kid: 'gone' });
    await attempt(outbox.flush());
    time.now += 8 * day; // too old, once tried again
    await attempt(outbox.flush());
    const letters = await attempt(outbox.deadLetters.list());
    expect(letters).not.toHaveLength(0);
    await attempt(outbox.deadLetters.retry());
    await attempt(outbox.flush());
    outbox.leave();
    const before = await storedIn(store);
    await attempt(outbox.deadLetters.purge());
    await submit();
    await attempt(outbox.purge());
    await attempt(outbox.flush());
    outbox.close();

    const everything = { out, printed, events, letters, before, after: await storedIn(store) };
    expect(textOf(everything)).not.toMatch(canary);
    // Something came through every door, and the one for it had it all along.
    for (const door of ['reported', 'locks', 'messages'] as const)
      expect(out[door], door).not.toHaveLength(0);
    const types = new Set(events.map(({ type }) => type));
    expect([...types]).toEqual(
      expect.arrayContaining(['delivered', 'rejected', 'parked', 'queued', 'purged']),
    );
    expect(received.every((body) => canary.test(body))).toBe(true);
    expect(printed).toEqual([]);
  });

  it('SEC28 is in none of them either where the device keeps nothing', async () => {
    const { out, received, open, attempt, say } = watch();
    // As a store may do that quotes what it could not take.
    const refuse = (...args: readonly unknown[]) =>
      Promise.reject(new DOMException(textOf(args), 'QuotaExceededError'));
    const store: RecordStore = { get: refuse, put: refuse, remove: refuse, page: refuse, move: refuse, update: refuse }; // prettier-ignore
    const { outbox, events } = open({ store });
    say(() => ({ kind: 'retryable', status: 500 }));
    const receipt = await attempt(outbox.submit(submissionOf(typed)));
    expect(receipt).toMatchObject({ state: 'volatile' });
    await attempt(outbox.flush());
    await attempt(outbox.waiting());
    await attempt(outbox.deadLetters.list());
    await attempt(outbox.purge());
    outbox.close();
    expect(textOf({ out, printed, events, receipt })).not.toMatch(canary);
    expect(received.length).toBeGreaterThan(0);
  });

  it('SEC28 would have been found', () => {
    const error = new Error('It failed', { cause: new Error(typed.email) });
    for (const holder of [error, new Map([['x', typed]]), [[{ typed }]], { name: `pf:${typed.email}` }])
      expect(textOf(holder)).toMatch(canary);
  });
});
