/**
 * Keeps each submission on the device until the back end has proved that it got it. Nothing is opened, read or
 * written before the first `submit()` or `flush()`, and a flush reads without creating anything.
 */
import type { DeliveryOutcome, SubmitReceipt } from '../model/delivery-outcome.js';
import type { Adapter, Clock, Outbox, OutboxEvent, RecordStore } from '../model/ports.js';
import { createCourier } from './courier.js';
import { createDeadLetters } from './dead-letters.js';
import { eraseAll, wasErased } from './erase-all.js';
import { byteLength, findTooLong } from './find-too-long.js';
import { createFlushLoop } from './flush-loop.js';
import { createGate } from './gate.js';
import { createLeaseTurn } from './lease-turn.js';
import { createLockTurn, type Locks } from './lock-turn.js';
import { OwnSubmissions, type Own } from './own-submissions.js';
import { readWaiting } from './read-entry.js';
import { longestWait } from './retry-policy.js';
import { runPass } from './run-pass.js';
import { createMemoryShelf, createSealedShelf, type Limits } from './shelf.js';
import { createShelves } from './shelves.js';
import { joinTabs, type Channel, type Message } from './tabs.js';
import { pageTimer, within, type SetTimer } from './timer.js';

/** What browsers let outlive a page, shared with everything else on it: 64 KiB, and few requests. */
const leaveBudget = { bytes: 48 * 1024, requests: 3 };

const untried = { n: 0, nextAt: 0, lastStatus: 0 };

export interface OutboxOptions {
  readonly adapter: Adapter;
  readonly store: RecordStore;
  /** Under which entries wait; the adapter's own, or its name, where absent. */
  readonly endpointKey?: string;
  readonly on?: (event: OutboxEvent) => void;
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

export interface PageOutbox extends Outbox {
  /** The page may go away: what did not get through gets one request that can outlive it, and is kept all the same. */
  leave(): void;
}

export function createOutbox(options: OutboxOptions): PageOutbox {
  const { adapter, store, clock = Date.now, random = Math.random, setTimer = pageTimer } = options;
  const { limits = { entries: 200, bytes: 4 * 1024 * 1024 } } = options;
  const { on = () => {}, locks = globalThis.navigator?.locks } = options;
  const times: OutboxTimes = { persist: 1500, acknowledge: 2000, attempt: 20_000, ...options.times };
  const crypto = options.crypto ?? globalThis.crypto;
  const endpointKey = options.endpointKey ?? adapter.endpointKey ?? adapter.name;
  const own = new OwnSubmissions();
  const closing = new AbortController();
  /** Ends with a purge; another one begins. */
  let era = new AbortController();

  const announce = (event: OutboxEvent) => {
    if (event.type === 'delivered' || event.type === 'rejected') tabs.tell({ type: 'settled', event });
    on(event);
  };
  const shelves = createShelves({
    sealed: createSealedShelf(store, crypto, limits),
    memory: createMemoryShelf(),
    limit: times.persist,
    setTimer,
    on,
  });
  const { memory, sealed } = shelves;
  const courier = createCourier({
    ...{ adapter, shelves, clock, random, setTimer, on: announce },
    limit: times.attempt,
    signal: () => era.signal,
    settled: (id, outcome) => own.settle(id, outcome),
  });
  const deadLetters = createDeadLetters({
    ...{ shelves: [memory, sealed], endpointKey, adapter, clock, on },
    revived: () => void flush(true),
  });
  const gate = createGate(store, endpointKey);
  const pause = (ms: number) => new Promise<void>((resolve) => void setTimer(resolve, ms));

  const pass = async (nudged: boolean): Promise<number> => {
    const { signal } = era;
    await restore().catch(() => {}); // Without storage there is nothing to put back.
    const parts = { shelves: [memory, sealed], courier, gate, endpointKey, clock, pause, signal };
    const wake = await runPass(parts, nudged);
    const told = await deadLetters.tend(signal).catch(() => false); // Told again later.
    return told ? wake : Math.min(wake, clock() + longestWait);
  };
  const turnParts = { setTimer, signal: closing.signal };
  const turn = locks
    ? createLockTurn({ locks, name: `pf:${endpointKey}`, ...turnParts })
    : createLeaseTurn({
        store,
        key: `m/lease/${endpointKey}`,
        owner: crypto.randomUUID(),
        clock,
        ...turnParts,
      });
  const flush = createFlushLoop({ pass, turn, clock, ...turnParts });

  /** A database that vanished takes nothing along that this page still holds, unless it was meant to. */
  const restore = async () => {
    if (own.kept().length === 0 || (await sealed.isIntact())) return;
    if (await wasErased(store)) return forget();
    for (const mine of own.kept()) mine.state = await shelves.persist(mine.head, mine.body);
  };

  /** Everything is erased: what this page still holds goes too, and nothing of it is put back. */
  const forget = async () => {
    era.abort();
    era = new AbortController();
    sealed.forgetKey();
    for (const { head, tried } of own.take()) {
      tried();
      on({ type: 'purged', id: head.id, formId: head.formId });
    }
    await eraseAll(memory.store, clock());
  };

  const hear = (message: Message) => {
    if (message.type === 'purge') void forget();
    else if (message.type === 'work') void (message.endpointKey === endpointKey && flush(false));
    else if (own.settle(message.event.id, outcomeOf(message.event))) on(message.event);
  };
  const tabs = joinTabs(options.channel, hear);

  const submit = async (mine: Own, kept: () => void): Promise<SubmitReceipt> => {
    const { id, formId } = mine.head;
    const { signal } = era;
    const firstTry = new Promise<void>((resolve) => (mine.tried = resolve));
    const state = (mine.state = await shelves.persist(mine.head, mine.body));
    if (signal.aborted) await shelves.drop(id);
    else if (state === 'durable') {
      kept();
      tabs.tell({ type: 'work', endpointKey });
    }
    const wait = state === 'durable' ? times.acknowledge : times.attempt;
    await within(Promise.race([firstTry, flush(true)]), wait, setTimer, undefined);
    const { outcome } = mine;
    if (outcome?.kind === 'rejected') return { state: 'rejected', id, issues: outcome.issues };
    if (outcome && outcome.kind !== 'retryable') return { state: 'sent', id, outcome: outcome.kind };
    if (signal.aborted) return { state: 'rejected', id, issues: [] };
    if (state === 'durable') on({ type: 'queued', id, formId });
    return { state, id };
  };

  return {
    deadLetters,
    submit(submission, kept = () => {}) {
      const { id, formId } = submission;
      const known = own.get(id)?.receipt;
      if (known) return known;
      const body = JSON.stringify(submission);
      const field = findTooLong(submission, body);
      if (field !== undefined)
        return Promise.resolve({ state: 'rejected', id, issues: [{ field, code: 'tooLong' }] });
      const head = { id, v: 1, minReader: 1, createdAt: clock(), endpointKey, formId, ...untried } as const;
      const mine: Own = { head, body, tried: () => {} };
      own.add(mine);
      return (mine.receipt = submit(mine, kept));
    },
    flush: () => flush(true),
    async waiting() {
      const counts = [memory, sealed].map((shelf) => countWaiting(shelf.store, endpointKey).catch(() => 0));
      return (await Promise.all(counts)).reduce((sum, count) => sum + count);
    },
    async purge() {
      era.abort();
      tabs.tell({ type: 'purge' });
      const inMemory = await eraseAll(memory.store, clock());
      const onDevice = await eraseAll(store, clock()).finally(forget);
      void flush(false); // tells the back end
      return inMemory + onDevice;
    },
    leave() {
      if (gate.known(clock()) > clock()) return;
      let { bytes, requests } = leaveBudget;
      for (const { head, body } of own.unsent()) {
        if (courier.isUnderWay(head.id)) continue;
        bytes -= byteLength(JSON.stringify(body));
        if (bytes < 0 || --requests < 0) return;
        void courier.sendLeaving(head, body);
      }
    },
    close() {
      closing.abort();
      era.abort();
      tabs.close();
    },
  };
}

async function countWaiting(store: RecordStore, endpointKey: string): Promise<number> {
  let count = 0;
  for await (const found of readWaiting(store)) {
    if (found.word === 'entry' && found.entry.endpointKey === endpointKey) count++;
  }
  return count;
}

/** What another tab found out about a submission of this page. */
function outcomeOf(event: Extract<Message, { type: 'settled' }>['event']): DeliveryOutcome {
  return event.type === 'delivered' ? { kind: event.outcome } : { kind: 'rejected', issues: [] };
}
