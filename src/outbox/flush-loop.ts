/** Runs passes one after another: one at a time in this page, one page at a time, and again when the next entry is due. */
import type { Clock } from '../model/ports.js';
import { longestWait, shortestWait } from './retry-policy.js';
import type { PassResult } from './run-pass.js';
import type { SetTimer } from './timer.js';
import type { Turn } from './turn.js';

export interface FlushLoopOptions {
  /** `nudged`: there was a sign of life. */
  readonly pass: (nudged: boolean) => Promise<PassResult>;
  readonly turn: Turn;
  readonly clock: Clock;
  readonly setTimer: SetTimer;
  readonly signal: AbortSignal;
}

const failed = (now: number): PassResult => ({ wake: now + longestWait, unfinished: false });

/** The function it gives resolves when a pass that began after the call is through; it never rejects. */
export function createFlushLoop(options: FlushLoopOptions): (nudged: boolean) => Promise<void> {
  const { pass, turn, clock, setTimer, signal } = options;
  let running: Promise<void> | undefined;
  let asked = false;
  let nudge = false;
  let cancelTimer = () => {};

  const onePass = async () => {
    const nudged = nudge;
    asked = nudge = false;
    const { wake, unfinished } = await pass(nudged).catch(() => failed(clock()));
    cancelTimer();
    if (unfinished) {
      // After a turn for the other tabs.
      asked = true;
      nudge ||= nudged;
      return;
    }
    if (wake === Infinity || signal.aborted) return;
    // Browsers wrap very long timers to nothing, and a clock may be put right meanwhile.
    const wait = Math.min(longestWait, Math.max(shortestWait, wake - clock()));
    cancelTimer = setTimer(() => void flush(false), wait);
  };
  const run = async () => {
    while (asked && !signal.aborted) await turn(onePass);
    running = undefined;
  };
  const flush = (nudged: boolean) => {
    asked = true;
    nudge ||= nudged;
    return (running ??= run());
  };
  signal.addEventListener('abort', () => cancelTimer());
  return flush;
}
