/** What will not be sent by itself any more: shown to the page, told to the back end, and kept for a while. */
import type { OutboxEntry } from '../model/outbox-entry.js';
import type { Adapter, Clock, DeadLetter, DeadLetters, Loss, OutboxEvent } from '../model/ports.js';
import type { Submission } from '../model/submission.js';
import { toStub } from './erase-all.js';
import { isWhole, readDeadLetters, type DeadRecord } from './read-entry.js';
import { longestStay } from './retry-policy.js';
import type { Shelf } from './shelf.js';

const mostLetters = 50;
const day = 24 * 60 * 60_000;
const maxAge = 7 * day;
/** Milliseconds after which a count that nobody would take is given up. */
const longestCount = 90 * day;
/** In one report. */
const mostLosses = 100;
/** Milliseconds without a further report where the last one was not noted. */
const quietTime = 15 * 60_000;

export interface DeadLettersOptions {
  readonly shelves: readonly Shelf[];
  readonly endpointKey: string;
  readonly adapter: Pick<Adapter, 'report'>;
  readonly clock: Clock;
  readonly on: (event: OutboxEvent) => void;
  /** Called when there is something to send again. */
  readonly revived: () => void;
}

export interface TendedDeadLetters extends DeadLetters {
  /** Erases what lay there too long, and tells the back end what it does not know yet; tells whether it has noted all. */
  tend(signal: AbortSignal): Promise<boolean>;
}

interface Lying {
  readonly shelf: Shelf;
  readonly dead: DeadRecord;
}

export function createDeadLetters(options: DeadLettersOptions): TendedDeadLetters {
  const { shelves, endpointKey, adapter, clock, on, revived } = options;

  const isStranger = (dead: DeadRecord) =>
    typeof dead.endpointKey === 'string' && dead.endpointKey !== endpointKey;
  const isOld = (dead: DeadRecord) => clock() - numberOf(dead.createdAt, dead.diedAt) > longestStay;
  /**
   * What names no end point is broken, and everybody's. So is what no page with its end point has come for in all the
   * time there was, save that nothing of it is sent.
   */
  const isOurs = (dead: DeadRecord) => !isStranger(dead) || isOld(dead);

  const readAll = async (): Promise<readonly Lying[]> => {
    const found: Lying[] = [];
    for (const shelf of shelves) {
      for await (const dead of readDeadLetters(shelf.store)) found.push({ shelf, dead });
    }
    return found;
  };
  const readOurs = async (ids?: readonly string[]): Promise<readonly Lying[]> =>
    (await readAll()).filter(({ dead }) => isOurs(dead) && (!ids || ids.includes(dead.id)));

  /** A page with another back end may be the one that tells of it. */
  const canBeTold = (dead: DeadRecord) => adapter.report !== undefined || isStranger(dead);

  /** Leaves the bare count, as long as it is still to be told. */
  const erase = async ({ shelf, dead }: Lying) => {
    const key = `d/${dead.id}`;
    if (dead.reported || !canBeTold(dead)) await shelf.store.remove([key]);
    else await shelf.store.update(key, (there) => (isStill(there, dead) ? toStub(dead) : undefined));
    if (!isErased(dead)) on({ type: 'erased', id: dead.id, formId: textOf(dead.formId) });
  };

  const eraseSpent = async () => {
    const all = await readOurs();
    const now = clock();
    for (const { shelf, dead } of all) {
      const longest = canBeTold(dead) && wasMinted(dead.id) ? longestCount : maxAge;
      if (isErased(dead) && now - dead.diedAt > longest) await shelf.store.remove([`d/${dead.id}`]);
    }
    const whole = all.filter(({ dead }) => !isErased(dead));
    const isSpent = ({ dead }: Lying, i: number) =>
      now - dead.diedAt > maxAge || i < whole.length - mostLetters;
    for (const letter of whole.filter(isSpent)) await erase(letter);
  };

  const note = async ({ shelf, dead }: Lying) => {
    if (isErased(dead)) await shelf.store.remove([`d/${dead.id}`]);
    else
      await shelf.store.update(`d/${dead.id}`, (there) =>
        isStill(there, dead) ? { ...dead, reported: true } : undefined,
      );
  };

  const putBack = async ({ shelf, dead }: Lying, entry: object) => {
    const key = `d/${dead.id}`;
    const isSame = (there: unknown) => isStill(there, dead);
    return shelf.store.move([[`o/${dead.id}`, entry]], [key], key, isSame);
  };

  /** What a clock that was ahead has let expire waits on, now that the clock was put right. */
  const wake = async () => {
    const early = (await readAll()).filter(({ dead }) => dead.diedAt - clock() > day && !isOld(dead));
    for (const letter of early) {
      if (letter.dead.reason !== 'expired' || !canRevive(letter.dead)) continue;
      if ((await putBack(letter, withoutDeath(letter.dead))) && !isStranger(letter.dead)) revived();
    }
  };

  let quietUntil = 0;

  const report = async (signal: AbortSignal): Promise<boolean> => {
    const untold = (await readOurs()).filter(
      // That something was withdrawn helps that back end alone which may still get it.
      ({ dead }) => !dead.reported && wasMinted(dead.id) && !(dead.reason === 'purged' && isStranger(dead)),
    );
    if (!adapter.report || untold.length === 0) return true;
    const wait = quietUntil - clock();
    if (wait > 0 && wait <= quietTime) return false;
    quietUntil = clock() + quietTime; // over when all is noted
    const losses = untold.slice(0, mostLosses).map(({ dead }) => toLoss(dead));
    const noted = await adapter.report(losses, { signal });
    if (signal.aborted) return true;
    const known = untold.filter(({ dead }) => noted.includes(dead.id));
    for (const letter of known) await note(letter);
    if (known.length > 0) quietUntil = 0;
    return known.length === untold.length;
  };

  return {
    async tend(signal) {
      await wake();
      if ((await readOurs()).length === 0) return true;
      await eraseSpent();
      return report(signal);
    },
    list: async () => (await readOurs()).map(({ dead }) => toLetter(dead)),
    async retry(ids) {
      const sendable = (await readOurs(ids)).filter(({ dead }) => canRevive(dead) && !isStranger(dead));
      let count = 0;
      for (const letter of sendable) if (await putBack(letter, revive(letter.dead, clock()))) count += 1;
      if (count > 0) revived();
      return count;
    },
    async export(ids) {
      const submissions: Submission[] = [];
      for (const { shelf, dead } of await readOurs(ids)) {
        const body = isWhole(dead as object) ? await shelf.open(dead as OutboxEntry) : undefined;
        if (body !== undefined) submissions.push(JSON.parse(body) as Submission);
      }
      return submissions;
    },
    async purge(ids) {
      const letters = await readOurs(ids);
      for (const letter of letters) await erase(letter);
      return letters.filter(({ dead }) => !isErased(dead)).length;
    },
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown, other: number): number =>
  Number.isFinite(value) ? (value as number) : other;

/** Another tab may have sent or purged it meanwhile. */
const isStill = (there: unknown, dead: DeadRecord): boolean => {
  const { diedAt, wire } = (there ?? {}) as Partial<DeadRecord>;
  return diedAt === dead.diedAt && (wire === undefined) === isErased(dead);
};

const isErased = (dead: DeadRecord): boolean => dead.wire === undefined;

const canRevive = (dead: DeadRecord): boolean => dead.reason !== 'unreadable' && isWhole(dead as object);

const withoutDeath = ({ reason: _, diedAt: __, reported: ___, ...entry }: DeadRecord): object => entry;

/** As if it had just been submitted: its age begins anew, its id does not. */
const revive = (dead: DeadRecord, now: number): object => ({
  ...withoutDeath(dead),
  ...{ createdAt: now, n: 0, nextAt: 0, lastStatus: 0 },
});

function toLetter(dead: DeadRecord): DeadLetter {
  const { id, reason, diedAt } = dead;
  const createdAt = numberOf(dead.createdAt, diedAt);
  const [formId, status] = [textOf(dead.formId), numberOf(dead.lastStatus, 0)];
  return { id, formId, reason, status, createdAt, diedAt, erased: isErased(dead) };
}

const isPlain = (text: string): boolean => text.length <= 128 && !/\p{Cc}/u.test(text);

/** What bears another name than we give was never a submission. */
const wasMinted = (id: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id);

/** A broken record tells nothing that a back end could stumble over. */
function toLoss(dead: DeadRecord): Loss {
  const { id, formId, reason, status, diedAt } = toLetter(dead);
  const known = Number.isInteger(status) && status > 0 && status < 600;
  return { id, formId: isPlain(formId) ? formId : '', reason, status: known ? status : 0, at: diedAt };
}
