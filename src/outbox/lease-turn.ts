/** Turns where there are no Web Locks: a record that says until when whose turn it is, taken in one transaction. */
import type { Clock, RecordStore } from '../model/ports.js';
import type { SetTimer } from './timer.js';
import { longestTurn, type Turn } from './turn.js';

/** Milliseconds until a tab looks again whether it is its turn. */
const lookAgain = 1000;

interface Lease {
  readonly owner: string;
  readonly until: number;
}

export interface LeaseTurnOptions {
  readonly store: RecordStore;
  readonly key: string;
  /** Names this tab. */
  readonly owner: string;
  readonly clock: Clock;
  readonly setTimer: SetTimer;
  readonly signal: AbortSignal;
}

export function createLeaseTurn(options: LeaseTurnOptions): Turn {
  const { store, key, owner, clock, setTimer, signal } = options;
  const pause = () => new Promise<void>((resolve) => void setTimer(resolve, lookAgain));

  const take = async (): Promise<boolean> => {
    let taken = false;
    await store.update(key, (record) => {
      const now = clock();
      taken = !isLease(record) || record.owner === owner || isOver(record, now);
      return taken ? { owner, until: now + longestTurn } : undefined;
    });
    return taken;
  };
  const takeInTurn = async (): Promise<boolean> => {
    // A device without a record of ours has nothing to take turns for, and nothing may be written on it.
    if ((await store.page('', '', 1)).length === 0) return false;
    while (!(await take())) {
      await pause();
      if (signal.aborted) return false;
    }
    return true;
  };
  const release = () =>
    store.update(key, (record) =>
      isLease(record) && record.owner === owner ? { owner, until: 0 } : undefined,
    );

  return async (work) => {
    const taken = await takeInTurn().catch(() => false); // Without storage there are no other tabs to heed.
    if (!signal.aborted) await work();
    if (taken) await release().catch(() => {}); // Else it runs out by itself.
  };
}

/** A lease that ends later than any we give was dated by a clock that has been put back. */
const isOver = ({ until }: Lease, now: number): boolean => until <= now || until > now + longestTurn;

function isLease(record: unknown): record is Lease {
  const lease = record as Partial<Lease> | null | undefined;
  return typeof lease?.owner === 'string' && Number.isFinite(lease.until);
}
