/**
 * Keeps each submission on the device until the back end has proved that it got it. Nothing is opened, read or
 * written before the first `submit()` or `flush()`, and a flush reads without creating anything.
 */
import type { SubmitReceipt } from '../model/delivery-outcome.js';
import type { Adapter, Clock, DeadLetters, Outbox, OutboxEvent, RecordStore } from '../model/ports.js';
import type { Submission } from '../model/submission.js';
import { createCourier, type Courier } from './courier.js';
import type { createDeadLetters, TendedDeadLetters } from './dead-letters.js';
import { eraseAll } from './erase-all.js';
import { wasErased } from './what-is-left.js';
import { byteLength, findTooLong } from './find-too-long.js';
import { createFlushLoop } from './flush-loop.js';
import { createGate, type Gate } from './gate.js';
import type { createLeaseTurn } from './lease-turn.js';
import { createLockTurn, type Locks } from './lock-turn.js';
import { isUnsent, settle, type Own, type OwnSubmissions } from './own-submissions.js';
import { readWaiting } from './read-entry.js';
import { longestWait } from './retry-policy.js';
import { runPass, type PassResult, type Round } from './run-pass.js';
import { createSealedShelf } from './sealed-shelf.js';
import { createMemoryShelf, type Limits, type Shelf } from './shelf.js';
import { createShelves, type Shelves } from './shelves.js';
import type { Turn } from './turn.js';
import { hearTabs, type Channel, type Message } from './tabs.js';
import { pageTimer, within, type SetTimer } from './timer.js';

/** What browsers let outlive a page, shared with everything else on it: 64 KiB, and few requests. */
const leaveBudget = { bytes: 48 * 1024, requests: 3 };

/** Milliseconds that a turn is kept for the dead letters; a back end that takes longer is heard all the same. */
const tendTime = 2_000;

const untried = { n: 0, nextAt: 0, lastStatus: 0 };

/** What few pages ever need. */
export interface OutboxExtras {
  readonly createDeadLetters: typeof createDeadLetters;
  readonly createLeaseTurn: typeof createLeaseTurn;
}

export interface OutboxOptions {
  readonly adapter: Adapter;
  readonly store: RecordStore;
  /** Loaded when needed. Without them dead letters stay as they are, and tabs without locks do not take turns. */
  readonly extras?: () => Promise<OutboxExtras>;
  /** Under which entries wait; the adapter's own, or its name, where absent. */
  readonly endpointKey?: string;
  readonly on?: (event: OutboxEvent) => void;
  /** For what the device refuses; handed on where one outbox takes the place of another. */
  readonly memory?: RecordStore;
  readonly clock?: Clock;
  /** From 0 to below 1, for the jitter. */
  readonly random?: () => number;
  readonly setTimer?: SetTimer;
  /** One sender across tabs; where they are missing, a record in the store does their work. */
  readonly locks?: Locks | undefined;
  /** To the other tabs of the origin. */
  readonly channel?: Channel | undefined;
  readonly crypto?: Crypto;
  readonly limits?: Limits;
  readonly times?: Partial<OutboxTimes>;
}

/** All in milliseconds. */
export interface OutboxTimes {
  /** For storing, before the answers count as `volatile`: 1500. */
  readonly persist: number;
  /** For the acknowledgement, before stored answers are reported as `durable`: 2000. Unstored ones wait an attempt. */
  readonly acknowledge: number;
  /** For one attempt of an adapter that never settles: 20000. */
  readonly attempt: number;
}

const defaults = {
  clock: Date.now,
  random: Math.random,
  setTimer: pageTimer,
  limits: { entries: 200, bytes: 4 * 1024 * 1024 },
  extras: () => Promise.reject(new Error('No extras')),
};

export class PageOutbox implements Outbox {
  readonly #env;
  readonly #times: OutboxTimes;
  readonly #own: OwnSubmissions = new Map();
  readonly #closing = new AbortController();
  /** Ends with a purge; another one begins. */
  #era = new AbortController();
  readonly #shelves: Shelves;
  readonly #courier: Courier;
  readonly #gate: Gate;
  readonly #flush: (nudged: boolean) => Promise<void>;
  #loading: Promise<OutboxExtras> | undefined;
  #letters: TendedDeadLetters | undefined;
  #lease: Turn | undefined;

  constructor(options: OutboxOptions) {
    const { adapter, channel } = options;
    const env = {
      ...{ endpointKey: adapter.endpointKey ?? adapter.name, signal: this.#closing.signal },
      ...{ crypto: globalThis.crypto, locks: globalThis.navigator?.locks },
      ...defaults,
      ...options,
      on: heedless(options.on),
    };
    const { store, locks, endpointKey } = env;
    this.#env = env;
    this.#times = { persist: 1500, acknowledge: 2000, attempt: 20_000, ...options.times };
    this.#shelves = createShelves({
      ...env,
      sealed: createSealedShelf(store, env.crypto, env.limits),
      memory: createMemoryShelf(env.memory),
      limit: this.#times.persist,
    });
    this.#courier = createCourier({
      ...env,
      on: (event) => this.#announce(event),
      shelves: this.#shelves,
      limit: this.#times.attempt,
      signal: () => this.#era.signal,
      settled: (id, outcome) => settle(this.#own, id, outcome),
    });
    this.#gate = createGate(store, endpointKey);
    const name = `pf:${endpointKey}`;
    const turn: Turn = locks ? createLockTurn({ ...env, locks, name }) : (work) => this.#takeLease(work);
    this.#flush = createFlushLoop({ ...env, turn, pass: (round) => this.#pass(round) });
    hearTabs(channel, {
      purge: () => this.#forget(),
      work: (message) => message.endpointKey === endpointKey && this.#flush(false),
      settled: ({ event }) => {
        const accepted = event.type === 'delivered' && event.outcome === 'accepted';
        const kind = event.type === 'rejected' ? 'rejected' : accepted ? 'accepted' : 'delivered';
        if (settle(this.#own, event.id, { kind, issues: [] })) env.on(event);
      },
    });
  }

  submit(submission: Submission, kept = () => {}): Promise<SubmitReceipt> {
    const { id, formId } = submission;
    const known = this.#own.get(id)?.receipt;
    if (known) return known;
    const body = JSON.stringify(submission);
    const field = findTooLong(submission, body);
    if (field !== undefined)
      return Promise.resolve({ state: 'rejected', id, issues: [{ field, code: 'tooLong' }] });
    const { clock, endpointKey } = this.#env;
    const head = { id, v: 1, minReader: 1, createdAt: clock(), endpointKey, formId, ...untried } as const;
    const mine: Own = { head, body, tried: () => {} };
    this.#own.set(id, mine);
    return (mine.receipt = this.#submit(mine, kept));
  }

  async #submit(mine: Own, kept: () => void): Promise<SubmitReceipt> {
    const { id, formId } = mine.head;
    const { setTimer, on, endpointKey } = this.#env;
    const { signal } = this.#era;
    const firstTry = new Promise<void>((resolve) => (mine.tried = resolve));
    const state = await this.#shelves.persist(mine.head, mine.body, signal);
    if (state === 'durable' && !signal.aborted) {
      kept();
      this.#tell({ type: 'work', endpointKey });
    }
    const wait = state === 'durable' ? this.#times.acknowledge : this.#times.attempt;
    await within(Promise.race([firstTry, this.#flush(true)]), wait, setTimer, undefined);
    const { outcome } = mine;
    if (outcome?.kind === 'rejected') return { state: 'rejected', id, issues: outcome.issues };
    if (outcome && outcome.kind !== 'retryable') return { state: 'sent', id, outcome: outcome.kind };
    if (signal.aborted) return { state: 'rejected', id, issues: [] };
    if (state === 'durable') on({ type: 'queued', id, formId });
    return { state, id };
  }

  flush(): Promise<void> {
    return this.#flush(true);
  }

  async #pass(round: Round): Promise<PassResult> {
    const { signal } = this.#era;
    const { clock, setTimer } = this.#env;
    await this.#restore().catch(() => {}); // Without storage there is nothing to put back.
    const { wake, unfinished } = await runPass(
      {
        ...this.#env,
        shelves: this.#places,
        courier: this.#courier,
        gate: this.#gate,
        pause: (ms) => new Promise((resolve) => void setTimer(resolve, ms)),
        stopped: () => signal.aborted || this.#closing.signal.aborted,
      },
      round,
    );
    // A purge goes on with a round of its own.
    if (signal.aborted) return { wake: Infinity, unfinished: false };
    const tended = this.#tendDeadLetters(signal, round.late).catch(() => false); // Told again later.
    const told = await within(tended, tendTime, setTimer, false);
    // What this page holds and does not find any more is looked for again.
    const rests = told && this.#own.size === 0;
    return { wake: rests ? wake : Math.min(wake, clock() + longestWait), unfinished };
  }

  /** Where something may wait, or have died. */
  get #places(): readonly Shelf[] {
    return [this.#shelves.memory, this.#shelves.sealed];
  }

  async #takeLease(work: () => Promise<void>): Promise<void> {
    const { endpointKey, crypto } = this.#env;
    const extras = await this.#extras().catch(() => undefined); // Without them copies may be sent.
    this.#lease ??= extras?.createLeaseTurn({
      ...this.#env,
      key: `m/lease/${endpointKey}`,
      owner: String(crypto.getRandomValues(new Uint32Array(4))), // pages without https have no `randomUUID`
    });
    await (this.#lease ? this.#lease(work) : work());
  }

  /** A database that vanished takes nothing along that this page still holds, unless it was meant to. */
  async #restore(): Promise<void> {
    const { signal } = this.#era;
    const lost = await this.#shelves.lost();
    const gone = [...this.#own.values()].filter(({ head }) => lost.has(head.id));
    if (gone.length === 0) return;
    if (await wasErased(this.#env.store)) return this.#forget();
    for (const { head, body } of gone) {
      if (!signal.aborted) await this.#shelves.persist(head, body, signal);
    }
  }

  async waiting(): Promise<number> {
    const { endpointKey } = this.#env;
    const counts = this.#places.map(({ store }) => countWaiting(store, endpointKey).catch(() => 0));
    return (await Promise.all(counts)).reduce((sum, count) => sum + count);
  }

  readonly deadLetters: DeadLetters = {
    list: async () => (await this.#deadLetters()).list(),
    retry: async (ids) => (await this.#deadLetters()).retry(ids),
    export: async (ids) => (await this.#deadLetters()).export(ids),
    purge: async (ids) => (await this.#deadLetters()).purge(ids),
  };

  async #deadLetters(): Promise<TendedDeadLetters> {
    const { createDeadLetters } = await this.#extras();
    const revived = () => void this.#flush(true);
    return (this.#letters ??= createDeadLetters({ ...this.#env, shelves: this.#places, revived }));
  }

  async #tendDeadLetters(signal: AbortSignal, late?: boolean): Promise<boolean> {
    const first = await Promise.all(this.#places.map(({ store }) => store.page('d/', '', 1)));
    return (first.flat().length === 0 && !late) || (await this.#deadLetters()).tend(signal);
  }

  /** A part that could not be fetched is fetched again the next time. */
  #extras(): Promise<OutboxExtras> {
    return (this.#loading ??= this.#env.extras()).catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
  }

  async purge(): Promise<number> {
    const { store, clock } = this.#env;
    this.#era.abort();
    this.#tell({ type: 'purge' });
    const inMemory = await eraseAll(this.#shelves.memory.store, clock());
    const onDevice = await eraseAll(store, clock()).finally(async () => {
      await this.#forget();
      this.#tell({ type: 'purge' }); // once more: who heard of it before may have begun anew with what was still there
      void this.#flush(false); // tells the back end
    });
    return inMemory + onDevice;
  }

  /** Everything is erased: what this page still holds goes too, and nothing of it is put back. */
  async #forget(): Promise<void> {
    const { memory, sealed } = this.#shelves;
    const { on, clock } = this.#env;
    this.#era.abort();
    this.#era = new AbortController();
    sealed.forgetKey();
    const gone = [...this.#own.values()];
    this.#own.clear();
    for (const { head, tried } of gone) {
      tried();
      on({ type: 'purged', id: head.id, formId: head.formId });
    }
    await eraseAll(memory.store, clock());
  }

  #tell(message: Message): void {
    if (!this.#closing.signal.aborted) this.#env.channel?.postMessage(message);
  }

  #announce(event: OutboxEvent): void {
    if (event.type === 'delivered' || event.type === 'rejected') this.#tell({ type: 'settled', event });
    this.#env.on(event);
  }

  /** The page may go away: what did not get through gets one request that can outlive it, and is kept all the same. */
  leave(): void {
    const now = this.#env.clock();
    if (this.#gate.known(now) > now) return;
    let { bytes, requests } = leaveBudget;
    for (const { head, body } of [...this.#own.values()].filter(isUnsent)) {
      if (this.#courier.isUnderWay(head.id)) continue;
      bytes -= byteLength(JSON.stringify(body));
      if (bytes < 0 || --requests < 0) return;
      void this.#courier.sendLeaving(head, body);
    }
  }

  close(): void {
    this.#closing.abort();
    this.#env.channel?.close();
  }
}

export const createOutbox = (options: OutboxOptions): PageOutbox => new PageOutbox(options);

/** What a listener throws is the page's own affair, and must not keep an entry from its place. */
const heedless =
  (on?: (event: OutboxEvent) => void) =>
  (event: OutboxEvent): void => {
    try {
      on?.(event);
    } catch (error) {
      globalThis.reportError?.(error);
    }
  };

async function countWaiting(store: RecordStore, endpointKey: string): Promise<number> {
  let count = 0;
  for await (const { whole, record } of readWaiting(store)) {
    if (whole && record.endpointKey === endpointKey) count++;
  }
  return count;
}
