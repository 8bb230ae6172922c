/** Runs passes one after another: one at a time in this page, one page at a time, and again when the next entry is due. */
import type { Clock } from '../model/ports.js';
import { longestWait, shortestWait } from './retry-policy.js';
import type { PassResult, Round } from './run-pass.js';
import type { SetTimer } from './timer.js';
import type { Turn } from './turn.js';

export interface FlushLoopOptions {
  readonly pass: (round: Round) => Promise<PassResult>;
  readonly turn: Turn;
  readonly clock: Clock;
  readonly setTimer: SetTimer;
  readonly signal: AbortSignal;
}

const failed = (now: number): PassResult => ({ wake: now + longestWait, unfinished: false });

/**
 * The function it gives resolves when a round that began after the call is through; it never rejects. `nudged`: there
 * was a sign of life.
 */
export function createFlushLoop(options: FlushLoopOptions): (nudged: boolean) => Promise<void> {
  const { pass, turn, clock, setTimer, signal } = options;
  let running: Promise<void> | undefined;
  let asked = false;
  let nudge = false;
  let cancelTimer = () => {};

  const onePass = async (round: Round): Promise<boolean> => {
    const { wake, unfinished } = await pass(round).catch(() => failed(clock()));
    cancelTimer();
    if (unfinished || wake === Infinity || signal.aborted) return unfinished;
    // Browsers wrap very long timers to nothing, and a clock may be put right meanwhile.
    const wait = Math.min(longestWait, Math.max(shortestWait, wake - clock()));
    cancelTimer = setTimer(() => void flush(false), wait);
    return false;
  };
  const oneRound = async () => {
    const round: Round = { nudged: nudge, tried: new Set(), unreachable: 0 };
    asked = nudge = false;
    let unfinished = true;
    // Between two passes other tabs have their turn.
    while (unfinished && !signal.aborted) await turn(async () => void (unfinished = await onePass(round)));
  };
  const run = async () => {
    while (asked && !signal.aborted) await oneRound();
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
