/** Takes one entry to the back end and does with it what the outcome says. */
import type { DeliveryOutcome } from '../model/delivery-outcome.js';
import type { OutboxEntry } from '../model/outbox-entry.js';
import type { Adapter, Clock, OutboxEvent } from '../model/ports.js';
import { attempt } from './attempt.js';
import { toStub } from './what-is-left.js';
import type { Corpse } from './read-entry.js';
import { planRetry, type Retry, type Retryable } from './retry-policy.js';
import type { EntryHead } from './seal.js';
import type { Shelf } from './shelf.js';
import type { Shelves } from './shelves.js';
import type { SetTimer } from './timer.js';

const maxAge = 7 * 24 * 60 * 60_000;

type DeathReason = Extract<OutboxEvent, { type: 'rejected' }>['reason'];

export interface Courier {
  isUnderWay(id: string): boolean;
  deliver(shelf: Shelf, entry: OutboxEntry): Promise<Delivery>;
  /**
   * One request while the page may go away: the adapter is called before this returns its promise. Only an arrival
   * counts; anything else leaves the entry as it was.
   */
  sendLeaving(head: EntryHead, body: string): Promise<void>;
  /** Moves what will not be sent any more to the dead letters. */
  bury(shelf: Shelf, record: Corpse, reason: DeathReason): Promise<void>;
}

/** What came of one try. */
export interface Delivery {
  /** The back end spoke of this very submission. */
  readonly answered: boolean;
  /** It is still to be sent. */
  readonly waits: boolean;
  /** What a failure asks for, of the entry and of the end point. */
  readonly retry?: Retry;
}

const done: Delivery = { answered: true, waits: false };
const calledOff: Delivery = { answered: false, waits: false };

export interface CourierOptions {
  readonly adapter: Adapter;
  readonly shelves: Shelves;
  readonly clock: Clock;
  readonly random: () => number;
  readonly setTimer: SetTimer;
  /** Milliseconds for one attempt. */
  readonly limit: number;
  /** Of what begins now: aborted where everything is erased. */
  readonly signal: () => AbortSignal;
  readonly on: (event: OutboxEvent) => void;
  /** Told at once, before anything is written. */
  readonly settled: (id: string, outcome: DeliveryOutcome) => void;
}

export function createCourier(options: CourierOptions): Courier {
  const { adapter, shelves, clock, random, setTimer, limit, on, settled } = options;
  const underWay = new Set<string>();

  /** Resolves with nothing where the attempt was called off. */
  const send = async (
    { id, n }: EntryHead,
    body: string,
    keepalive: boolean,
    signal: AbortSignal,
  ): Promise<DeliveryOutcome | undefined> => {
    if (signal.aborted) return undefined;
    underWay.add(id);
    const context = { id, body, attempt: n, sentAt: clock(), keepalive };
    const outcome = await attempt(adapter, context, { limit, setTimer, signal });
    underWay.delete(id);
    if (signal.aborted) return undefined;
    settled(id, outcome);
    return outcome;
  };

  const arrive = async ({ id, formId }: EntryHead, outcome: 'delivered' | 'accepted') => {
    await shelves.drop(id);
    on({ type: 'delivered', id, formId, outcome });
  };

  /** Kept and counted, never sent again by itself. */
  const bury = async (shelf: Shelf, entry: Corpse, reason: DeathReason) => {
    const { id, formId } = entry;
    // What nobody can read is of no use to anybody.
    const isRead = reason !== 'unreadable';
    const status = isRead ? (entry.lastStatus as number) : 0;
    const dead = { ...entry, lastStatus: status, reason, diedAt: clock() };
    const letter = isRead ? dead : toStub(dead);
    // What another tab has erased meanwhile stays erased.
    if (!(await shelf.store.move([[`d/${id}`, letter]], [`o/${id}`], `o/${id}`))) return;
    if (shelf === shelves.memory) await shelves.drop(id); // The device may have taken it late.
    on({
      type: 'rejected',
      id,
      formId: typeof formId === 'string' ? formId : '',
      status,
      reason,
    });
  };

  const keep = async (
    shelf: Shelf,
    entry: OutboxEntry,
    body: string,
    outcome: Retryable,
    signal: AbortSignal,
  ): Promise<Delivery> => {
    const now = clock();
    const { id, formId } = entry;
    const retry = planRetry(outcome, entry.n, now, random);
    const { nextAt, status } = retry;
    const next = { ...entry, n: entry.n + 1, nextAt, lastStatus: status };
    if (now - entry.createdAt > maxAge) {
      await bury(shelf, next, 'expired');
      return { ...calledOff, retry };
    }
    if (outcome.park && entry.lastStatus !== status) on({ type: 'parked', id, formId, status });
    const change = { n: next.n, nextAt, lastStatus: status };
    if (shelf !== shelves.memory)
      await shelf.store.update(`o/${id}`, (there) => there && { ...there, ...change });
    else if ((await shelves.persist(next, body, signal)) === 'durable' && !signal.aborted)
      on({ type: 'queued', id, formId });
    return { answered: false, waits: true, retry };
  };

  return {
    isUnderWay: (id) => underWay.has(id),
    async deliver(shelf, entry) {
      const signal = options.signal();
      const body = await shelf.open(entry);
      if (body === undefined) {
        await bury(shelf, entry, 'unreadable');
        return calledOff;
      }
      const outcome = await send(entry, body, entry.n === 0, signal);
      if (!outcome) return calledOff;
      if (outcome.kind === 'retryable') return keep(shelf, entry, body, outcome, signal);
      if (outcome.kind === 'rejected')
        await bury(shelf, { ...entry, lastStatus: outcome.status ?? 0 }, 'refused');
      else await arrive(entry, outcome.kind);
      return done;
    },
    async sendLeaving(head, body) {
      const outcome = await send(head, body, true, options.signal());
      if (outcome?.kind === 'delivered' || outcome?.kind === 'accepted') await arrive(head, outcome.kind);
    },
    bury,
  };
}
