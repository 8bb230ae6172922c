/** One walk over everything that waits, oldest first. */
import type { OutboxEntry } from '../model/outbox-entry.js';
import type { Clock } from '../model/ports.js';
import type { Courier } from './courier.js';
import type { Gate } from './gate.js';
import { isStranger, readWaiting } from './read-entry.js';
import { isDue, longestStay, longestWait, type Retry } from './retry-policy.js';
import { createSessionOrder } from './session-order.js';
import type { Shelf } from './shelf.js';

/** Milliseconds in which a pass begins attempts: with the last one it ends in good time for other tabs to have a turn. */
const passTime = 4_000;
/** Milliseconds until an entry that somebody else is sending is looked at again. */
const othersTime = 25_000;
/** After an outage everybody comes back at once: at most five a second from each. */
const drainGap = 200;

export interface PassParts {
  readonly shelves: readonly Shelf[];
  readonly courier: Courier;
  readonly gate: Gate;
  readonly endpointKey: string;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
  /** Nothing further is to be sent. */
  readonly stopped: () => boolean;
}

/** One walk over everything that waits, in as many passes as it takes. */
export interface Round {
  /** There was a sign of life, which ends waits that a dead network caused: once for each entry. */
  nudged: boolean;
  readonly tried: Set<string>;
  /** Attempts in a row that found nobody. */
  unreachable: number;
  /** Something waits for another end point longer than anything is sent. */
  late?: boolean;
}

export interface PassResult {
  /** When the next entry will be due; `Infinity` where none waits. */
  readonly wake: number;
  /** The time was up before everything that is due was sent. */
  readonly unfinished: boolean;
}

/** Sends what is due. */
export async function runPass(parts: PassParts, round: Round): Promise<PassResult> {
  const { shelves, courier, gate, endpointKey, clock, pause, stopped } = parts;
  const end = clock() + passTime;
  let shutUntil = await gate.closedUntil(clock(), round.nudged);
  let wake = Infinity;
  let unfinished = false;
  const order = createSessionOrder();
  const wakeAt = (time: number) => void (wake = Math.min(wake, time));

  /** One entry that fails backs off alone; a second in a row, or a word of the back end, closes the end point. */
  const heed = async ({ nextAt, status, gateUntil }: Retry) => {
    round.unreachable = status === 0 ? round.unreachable + 1 : 0;
    const until = gateUntil ?? (round.unreachable > 1 ? nextAt : 0);
    if (!until) return;
    shutUntil = until;
    await gate.close(until, status, clock());
  };

  /** Until when an entry is to be left alone; 0 where it may be sent now. */
  const waitOf = (entry: OutboxEntry): number => {
    const now = clock();
    if (courier.isUnderWay(entry.id)) return now + othersTime;
    return isDue(entry, now, round.nudged && !round.tried.has(entry.id)) ? 0 : entry.nextAt;
  };

  const visit = async (shelf: Shelf, entry: OutboxEntry) => {
    const wait = waitOf(entry);
    if (wait) {
      order.hold(shelf, entry);
      return wakeAt(wait);
    }
    if (await order.isHeld(shelf, entry)) return;
    if (clock() > end) return void (unfinished = true);
    if (round.tried.size > 0) await pause(drainGap);
    if (stopped()) return;
    round.tried.add(entry.id);
    const { answered, waits, retry } = await courier.deliver(shelf, entry);
    if (waits) order.hold(shelf, entry);
    if (waits && retry) wakeAt(retry.nextAt);
    if (retry) await heed(retry);
    if (!answered) return;
    round.unreachable = 0;
    await gate.reopen();
    // The line is there: what gave up on it is due as well, and some of that came before.
    unfinished ||= !round.nudged;
    round.nudged = true;
  };

  /** The store failed: what waits is as it was, and neither an entry nor a shelf keeps another waiting. */
  const later = () => wakeAt(clock() + longestWait);

  const walk = async (shelf: Shelf) => {
    for await (const { whole, record } of readWaiting(shelf.store)) {
      if (stopped() || unfinished) return;
      // No address comes from a record: an entry for another end point waits for a page that has it. One without a date
      // is as old as can be.
      if (isStranger(record, endpointKey))
        round.late ||= !(clock() - (record.createdAt as number) <= longestStay);
      else if (!whole) await courier.bury(shelf, record, 'unreadable').catch(later);
      // However much waits behind a closed gate, it need not be looked at.
      else if (clock() < shutUntil) return wakeAt(shutUntil);
      else await visit(shelf, record as OutboxEntry).catch(later);
    }
  };

  for (const shelf of shelves) await walk(shelf).catch(later);
  return { wake, unfinished };
}
