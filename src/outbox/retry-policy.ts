/** When to try again: pure, so that properties of it can be shown. */
import type { DeliveryOutcome } from '../model/delivery-outcome.js';
import type { OutboxEntry } from '../model/outbox-entry.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** No attempt follows another sooner. */
export const shortestWait = second / 2;
/** Longest back-off, and longest timer: browsers wrap very long ones to nothing. */
export const longestWait = 15 * minute;
/** What was submitted longer ago has probably no page of its own any more. */
export const longestStay = 30 * 24 * hour;
const longestPark = 6 * hour;
const longestGate = 24 * hour;

export type Retryable = Extract<DeliveryOutcome, { kind: 'retryable' }>;

export interface Retry {
  /** Of the entry, milliseconds since 1970. */
  readonly nextAt: number;
  /** To keep as `lastStatus`. */
  readonly status: number;
  /** No entry may be sent to this end point before. */
  readonly gateUntil?: number;
}

/** `attempts` are those before the one that just failed; `random` gives numbers from 0 to below 1. */
export function planRetry(outcome: Retryable, attempts: number, now: number, random: () => number): Retry {
  const status = storedStatus(outcome);
  const wait = outcome.park ? hour * Math.min(6, attempts + 1) : backOff(attempts, random);
  const nextAt = now + wait;
  const asked = clampRetryAfter(outcome.retryAfter);
  const gated = !outcome.park && (asked > 0 || status === 429 || status === 503);
  return gated ? { nextAt, status, gateUntil: now + Math.max(asked, wait) } : { nextAt, status };
}

/** Full jitter: anything up to a ceiling that doubles. */
function backOff(attempts: number, random: () => number): number {
  const ceiling = Math.min(longestWait, 2 * second * 2 ** Math.min(attempts, 20));
  return Math.floor(shortestWait + random() * (ceiling - shortestWait));
}

function clampRetryAfter(ms: number | undefined): number {
  return ms !== undefined && ms > 0 ? Math.min(longestGate, Math.max(second, ms)) : 0;
}

/** A parked entry is told by its status, because the envelope has no other place for it. */
function storedStatus({ park, status = 0, retryAfter = 0 }: Retryable): number {
  if (park && !isClientError(status)) return 400;
  // A wait that was asked for does not end with a sign of life, as that of a dead network does.
  return status || (retryAfter > 0 ? 429 : 0);
}

function isClientError(status: number): boolean {
  return status >= 400 && status < 500;
}

/**
 * Whether an entry may be tried now. A sign of life (`nudged`) ends a wait that a dead network caused. A wait longer
 * than any we give comes from a clock that was put back, and is over.
 */
export function isDue(
  entry: Pick<OutboxEntry, 'nextAt' | 'lastStatus'>,
  now: number,
  nudged: boolean,
): boolean {
  const wait = entry.nextAt - now;
  const longest = isClientError(entry.lastStatus) ? longestPark : longestWait;
  return wait <= 0 || wait > longest || (nudged && entry.lastStatus === 0);
}

/** Until when the end point is closed; `now` or earlier where it is open. */
export function gateEnd(
  gate: { until: number; status: number; since: number },
  now: number,
  nudged: boolean,
): number {
  // One that was closed at an instant still to come was closed before the clock was put back.
  const open = gate.since > now || gate.until - now > longestGate || (nudged && gate.status === 0);
  return open ? now : gate.until;
}
