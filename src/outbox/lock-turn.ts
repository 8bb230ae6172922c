/** Turns by Web Locks, in the order of asking. A tab that closes or crashes lets go at once; one that is frozen does not. */
import type { SetTimer } from './timer.js';
import { longestTurn, type Turn } from './turn.js';

export type Locks = Pick<LockManager, 'request'> & Partial<Pick<LockManager, 'query'>>;

export interface LockTurnOptions {
  readonly locks: Locks;
  readonly name: string;
  readonly setTimer: SetTimer;
  readonly signal: AbortSignal;
}

export function createLockTurn({ locks, name, setTimer, signal }: LockTurnOptions): Turn {
  return async (work) => {
    let running: Promise<void> | undefined;
    const begin = () => (running ??= work());
    const patience = new AbortController();
    const giveUp = () => patience.abort();
    signal.addEventListener('abort', giveUp, { signal: patience.signal });
    let stuck = false;
    const unwatch = watchHolder({ locks, name, setTimer }, () => {
      stuck = true;
      giveUp();
    });
    // Sandboxed frames are refused any lock, and a stolen one ends the request before the work is done.
    await locks.request(name, { signal: patience.signal }, () => (unwatch(), begin())).catch(() => {});
    unwatch();
    if (signal.aborted && !running) return;
    if (stuck && !running) await locks.request(name, { steal: true }, begin).catch(() => {});
    await begin();
    giveUp();
  };
}

type Watched = Pick<LockTurnOptions, 'locks' | 'name' | 'setTimer'>;

/**
 * Calls `onStuck` once the lock has stayed with one holder for longer than a turn takes. Turns are given in order, so
 * a holder that is the same after that time has not been back in between.
 */
function watchHolder({ locks, name, setTimer }: Watched, onStuck: () => void): () => void {
  let over = false;
  let cancel = () => {};
  const holder = async () => (await locks.query?.())?.held?.find((lock) => lock.name === name)?.clientId;
  const look = async (before?: string): Promise<void> => {
    const now = await holder();
    if (over) return;
    if (now && now === before) return onStuck();
    cancel = setTimer(() => void look(now).catch(() => {}), longestTurn); // without a query nobody is ever pushed aside
  };
  look().catch(() => {}); // as above
  return () => {
    over = true;
    cancel();
  };
}
