/** Time, locks and a back end that do as they are told. */
import type { DeliveryOutcome } from '../../src/model/delivery-outcome.js';
import type { Adapter, OutboxEvent, RecordStore, SendContext } from '../../src/model/ports.js';
import type { Submission } from '../../src/model/submission.js';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import { createOutbox, type OutboxOptions } from '../../src/outbox/outbox.js';
import type { SetTimer } from '../../src/outbox/timer.js';

export const start = Date.UTC(2026, 10, 2, 9);

/** Resolves when `holds` does; the work meanwhile is real, so it takes as many turns as it needs. */
export async function until(holds: () => unknown): Promise<void> {
  const giveUp = Date.now() + 5000;
  while (!holds()) {
    if (Date.now() > giveUp) throw new Error(`Never came true: ${String(holds)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Milliseconds between two sends of one pass. */
const pause = 200;

export class FakeTime {
  now = start;
  #timers: { at: number; run: () => void }[] = [];

  readonly clock = () => this.now;
  readonly setTimer: SetTimer = (run, ms) => {
    if (ms === pause) return this.#passAtOnce(run);
    const timer = { at: this.now + ms, run };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  };

  /** Nobody waits for the pauses between two sends, but they take their time. */
  #passAtOnce(run: () => void) {
    this.now += pause;
    queueMicrotask(run);
    return () => {};
  }

  /** Milliseconds from now to each timer, soonest first. */
  get timers(): number[] {
    return this.#timers.map(({ at }) => at - this.now).sort((a, b) => a - b);
  }

  advance(ms: number): void {
    this.now += ms;
    const due = this.#timers.filter(({ at }) => at <= this.now);
    this.#timers = this.#timers.filter(({ at }) => at > this.now);
    for (const { run } of due) run();
  }
}

/** Exclusive locks of one origin. */
export function createFakeLocks(): Pick<LockManager, 'request'> {
  const queues = new Map<string, Promise<unknown>>();
  const request = (name: string, _options: LockOptions, work: () => Promise<unknown>) => {
    const turn = (queues.get(name) ?? Promise.resolve()).then(work);
    queues.set(name, turn.catch(() => {})); // prettier-ignore
    return turn;
  };
  return { request: request as LockManager['request'] };
}

export interface Sent {
  readonly submission: Submission;
  readonly context: SendContext;
}

type Answer = DeliveryOutcome | void | Promise<DeliveryOutcome | void>;

export class ScriptedBackEnd {
  readonly sent: Sent[] = [];
  answer: (sent: Sent) => Answer = () => ({ kind: 'delivered' });

  readonly adapter: Adapter = {
    name: 'scripted',
    endpointKey: 'scripted:1',
    send: (submission, context) => {
      const sent = { submission, context };
      this.sent.push(sent);
      return this.answer(sent);
    },
  };

  get ids(): string[] {
    return this.sent.map(({ context }) => context.id);
  }
}

let minted = 0;

/** Each of a session of its own; `over` replaces members. */
export function submissionOf(
  answers: Submission['answers'] = { email: 'ada@example.com' },
  over: Partial<Submission> = {},
): Submission {
  const id = `019a0000-0000-7000-8000-${String(++minted).padStart(12, '0')}`;
  return {
    id,
    sessionId: `session-${minted}`,
    step: 'contact',
    formId: 'whitepaper',
    formVersion: '1',
    answers,
    consents: [],
    signals: {},
    exposures: [],
    submittedAt: new Date(start).toISOString(),
    ...over,
  };
}

/** One page with an outbox; several share a `store` and `locks` as tabs do. */
export function openPage(
  options: Partial<OutboxOptions> & { time?: FakeTime; backEnd?: ScriptedBackEnd } = {},
) {
  const { time = new FakeTime(), backEnd = new ScriptedBackEnd(), ...rest } = options;
  const store: RecordStore = rest.store ?? createMemoryStore();
  const events: OutboxEvent[] = [];
  const outbox = createOutbox({
    adapter: backEnd.adapter,
    store,
    extras: () => import('../../src/extras.js'),
    clock: time.clock,
    setTimer: time.setTimer,
    random: () => 0.5,
    locks: createFakeLocks(),
    on: (event) => void events.push(event),
    ...rest,
  });
  return { time, backEnd, store, events, outbox, typesOf: () => events.map(({ type }) => type) };
}

/** Records under a prefix, as they lie in the store. */
export async function recordsOf(store: RecordStore, prefix: string): Promise<Record<string, unknown>[]> {
  const page = await store.page(prefix, '', 1000);
  return page.map(([, record]) => record as Record<string, unknown>);
}
