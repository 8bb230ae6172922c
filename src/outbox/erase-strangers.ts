/**
 * Erases the answers of what lies here for other end points, where no page of theirs has come for it in all the time
 * there was. Nothing else is done with it: it is neither listed nor exported, sent or told of here, and the bare count
 * that is left is for a page of its own to tell.
 *
 * No lock is asked for, since locks are for each end point alone: a page of its own that comes at last and sends it at this
 * very moment delivers it all the same, and at worst a loss is counted that was none.
 */
import type { Clock } from '../model/ports.js';
import { day, longestDead, numberOf, type Lying } from './dead-record.js';
import { toStub } from './what-is-left.js';
import { isStranger, readWaiting, type Corpse, type DeadRecord } from './read-entry.js';
import { longestStay } from './retry-policy.js';
import type { Shelf } from './shelf.js';

/** With when it was first seen to be too old; readers before and after preserve what they do not know. */
type Seen = Corpse & { readonly diedAt?: unknown; readonly seenOld?: unknown };

/** A month in which a page of its own could have come, and the life of a dead letter. What has no date is as old as can be. */
const isTooOld = ({ createdAt, diedAt }: Seen, now: number): boolean =>
  now - numberOf(createdAt, 0) > longestStay + longestDead && now - numberOf(diedAt, 0) > longestDead;

export interface StrangersOptions {
  readonly shelves: readonly Shelf[];
  readonly endpointKey: string;
  readonly clock: Clock;
}

/** What it gives looks once for each page. */
export function createStrangersEraser({
  shelves,
  endpointKey,
  clock,
}: StrangersOptions): (letters: readonly Lying[]) => Promise<void> {
  let hasLooked = false;

  /** There still, with answers, and so at this moment. */
  const isAged = (there: unknown): there is Seen => {
    const record = there as Seen | undefined;
    return record?.wire !== undefined && isStranger(record, endpointKey) && isTooOld(record, clock());
  };

  /** A clock may be wrong for once: another page found it too old as well, a day ago or more. */
  const isProved = (there: unknown): boolean => {
    if (!isAged(there)) return false;
    const seen = numberOf(there.seenOld, Infinity);
    return clock() - seen >= day && isTooOld(there, seen);
  };

  const mark = (there: unknown): unknown => {
    if (!isAged(there)) return undefined;
    const seen = numberOf(there.seenOld, Infinity);
    return seen <= clock() && isTooOld(there, seen) ? undefined : { ...there, seenOld: clock() };
  };

  type Death = Pick<DeadRecord, 'reason' | 'diedAt'>;

  const look = async ({ store }: Shelf, key: string, record: Corpse, { reason, diedAt }: Death) => {
    if (!isAged(record)) return;
    const grave = `d/${record.id}`;
    const stub = toStub({ ...record, reason, diedAt });
    const left = key === grave ? [] : [key];
    if (!(await store.move([[grave, stub]], left, key, isProved))) await store.update(key, mark);
  };

  return async (letters) => {
    if (hasLooked) return;
    hasLooked = true;
    for (const { shelf, dead } of letters) await look(shelf, `d/${dead.id}`, dead, dead);
    for (const shelf of shelves) {
      for await (const { whole, record } of readWaiting(shelf.store)) {
        const reason = whole ? 'expired' : 'unreadable';
        await look(shelf, `o/${record.id}`, record, { reason, diedAt: clock() });
      }
    }
  };
}
