/** What the bench asks of every queue. */
import type { Submission } from '../../../../src/model/submission.js';
import type { Line } from './line.js';

/** A filled-in form; every queue keeps the same ones. */
export type Lead = Submission;

export interface Contestant {
  /** Puts leads on the pile in bulk, in the queue's own format; not timed. */
  fill(leads: readonly Lead[]): Promise<void>;
  /**
   * Hands over one lead as a page would, from the plain object on. Calls `stored` as soon as the queue says that it has
   * it; resolves when the call is over.
   */
  enqueue(lead: Lead, stored: () => void): Promise<void>;
  /** How many wait, by the storage itself. */
  count(): Promise<number>;
  /** Removes the newest from the storage itself; resolves with their ids. */
  takeNewest(count: number): Promise<readonly string[]>;
  /** Sends the whole pile, the line being up for the first time; resolves when nothing waits any more. */
  drain(pile: number): Promise<void>;
  /** Whether a timer of so many milliseconds is a pause out of politeness to the server. */
  isPause(ms: number): boolean;
  /** What is written only when the page goes away; resolves with how many leads that saved. */
  leave?(): Promise<number>;
}

export type ContestantFactory = (line: Line) => Contestant;
