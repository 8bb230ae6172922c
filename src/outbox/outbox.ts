/**
 * Keeps each submission on the device until the back end has proved that it got it. Nothing is opened, read or
 * written before the first `submit()` or `flush()`, and a flush reads without creating anything.
 */
import type { DeliveryOutcome, SubmitReceipt } from '../model/delivery-outcome.js';
import type { Adapter, Clock, Outbox, OutboxEvent, RecordStore } from '../model/ports.js';
import { createCourier } from './courier.js';
import { byteLength, findTooLong } from './find-too-long.js';
import { createFlushLoop, type Locks } from './flush-loop.js';
import { createGate } from './gate.js';
import { readWaiting } from './read-entry.js';
import { runPass } from './run-pass.js';
import type { EntryHead } from './seal.js';
import { createMemoryShelf, createSealedShelf } from './shelf.js';
import { createShelves } from './shelves.js';
import { pageTimer, within, type SetTimer } from './timer.js';

/** Bytes: browsers let 64 KiB outlive a page, shared with everything else on it. */
const leaveBudget = 48 * 1024;

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
  /** One sender across tabs. Without it each tab sends what it finds, and the back end sorts out copies. */
  readonly locks?: Locks | undefined;
  readonly crypto?: Crypto;
  readonly times?: Partial<OutboxTimes>;
}

/** All in milliseconds. */
export interface OutboxTimes {
  /** For storing, before the answers count as `volatile`: 1500. */
  readonly persist: number;
  /** For the acknowledgement, before stored answers are reported as `durable`: 2000. Unstored ones wait an attempt. */
  readonly acknowledge: number;
  /** For one attempt of an adapter that never settles: 25000. */
  readonly attempt: number;
}

export interface PageOutbox extends Outbox {
  /** The page may go away: what was never tried gets one request that can outlive it, and is kept all the same. */
  leave(): void;
}

/** What this page submitted itself and does not know to have arrived. */
interface Own {
  readonly head: EntryHead;
  readonly body: string;
  receipt?: Promise<SubmitReceipt>;
  outcome?: DeliveryOutcome;
  /** Called once the first attempt is over. */
  tried: () => void;
}

export function createOutbox(options: OutboxOptions): PageOutbox {
  const { adapter, store, clock = Date.now, random = Math.random, setTimer = pageTimer } = options;
  const { on = () => {}, locks = globalThis.navigator?.locks } = options;
  const times: OutboxTimes = { persist: 1500, acknowledge: 2000, attempt: 25_000, ...options.times };
  const endpointKey = options.endpointKey ?? adapter.endpointKey ?? adapter.name;
  const own = new Map<string, Own>();
  const closing = new AbortController();
  const { signal } = closing;

  const settled = (id: string, outcome: DeliveryOutcome) => {
    const mine = own.get(id);
    if (!mine) return;
    mine.outcome = outcome;
    mine.tried();
    if (outcome.kind !== 'retryable') own.delete(id);
  };
  const sealed = createSealedShelf(store, options.crypto ?? crypto);
  const shelves = createShelves({ sealed, memory: createMemoryShelf(), limit: times.persist, setTimer, on });
  const limit = times.attempt;
  const courier = createCourier({ adapter, shelves, clock, random, setTimer, limit, signal, on, settled });
  const gate = createGate(store, endpointKey);
  const pause = (ms: number) => new Promise<void>((resolve) => void setTimer(resolve, ms));
  const pass = (nudged: boolean) =>
    runPass({ shelves: [shelves.memory, sealed], courier, gate, endpointKey, clock, pause, signal }, nudged);
  const flush = createFlushLoop({ pass, lockName: `pf:${endpointKey}`, locks, clock, setTimer, signal });

  const submit = async (mine: Own): Promise<SubmitReceipt> => {
    const { id, formId } = mine.head;
    const firstTry = new Promise<void>((resolve) => (mine.tried = resolve));
    const state = await shelves.persist(mine.head, mine.body);
    const wait = state === 'durable' ? times.acknowledge : times.attempt;
    await within(Promise.race([firstTry, flush(true)]), wait, setTimer, undefined);
    const outcome = mine.outcome;
    if (outcome?.kind === 'rejected') return { state: 'rejected', id, issues: outcome.issues };
    if (outcome && outcome.kind !== 'retryable') return { state: 'sent', id, outcome: outcome.kind };
    if (state === 'durable') on({ type: 'queued', id, formId });
    return { state, id };
  };

  return {
    submit(submission) {
      const { id, formId } = submission;
      const known = own.get(id)?.receipt;
      if (known) return known;
      const body = JSON.stringify(submission);
      const field = findTooLong(submission, body);
      if (field !== undefined)
        return Promise.resolve({ state: 'rejected', id, issues: [{ field, code: 'tooLong' }] });
      const head = { id, v: 1, minReader: 1, createdAt: clock(), endpointKey, formId, ...untried } as const;
      const mine: Own = { head, body, tried: () => {} };
      own.set(id, mine);
      return (mine.receipt = submit(mine));
    },
    flush: () => flush(true),
    async waiting() {
      const counts = [shelves.memory, sealed].map((shelf) =>
        countWaiting(shelf.store, endpointKey).catch(() => 0),
      );
      return (await Promise.all(counts)).reduce((sum, count) => sum + count);
    },
    leave() {
      if (gate.known(clock()) > clock()) return;
      let budget = leaveBudget;
      for (const { head, body, outcome } of own.values()) {
        if (outcome || courier.isUnderWay(head.id)) continue;
        if ((budget -= byteLength(JSON.stringify(body))) < 0) return;
        void courier.sendLeaving(head, body);
      }
    },
    close: () => closing.abort(),
  };
}

async function countWaiting(store: RecordStore, endpointKey: string): Promise<number> {
  let count = 0;
  for await (const found of readWaiting(store)) {
    if (found.word === 'entry' && found.entry.endpointKey === endpointKey) count++;
  }
  return count;
}
