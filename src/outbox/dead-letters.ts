/** What will not be sent by itself any more: shown to the page, told to the back end, and kept for a while. */
import type { OutboxEntry } from '../model/outbox-entry.js';
import type { Adapter, Clock, DeadLetter, DeadLetters, Loss, OutboxEvent } from '../model/ports.js';
import type { Submission } from '../model/submission.js';
import { toStub } from './erase-all.js';
import { isWhole, readDeadLetters, type DeadRecord } from './read-entry.js';
import type { Shelf } from './shelf.js';

const mostLetters = 50;
const maxAge = 7 * 24 * 60 * 60_000;
/** Milliseconds after which a count that nobody would take is given up. */
const longestCount = 90 * 24 * 60 * 60_000;
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

  /** What names no end point is broken, and everybody's. */
  const isOurs = (dead: DeadRecord) =>
    typeof dead.endpointKey !== 'string' || dead.endpointKey === endpointKey;

  const readOurs = async (ids?: readonly string[]): Promise<readonly Lying[]> => {
    const found: Lying[] = [];
    for (const shelf of shelves) {
      for await (const dead of readDeadLetters(shelf.store)) {
        if (isOurs(dead) && (!ids || ids.includes(dead.id))) found.push({ shelf, dead });
      }
    }
    return found;
  };

  /** Leaves the bare count, as long as it is still to be told. */
  const erase = async ({ shelf, dead }: Lying) => {
    const key = `d/${dead.id}`;
    if (dead.reported || !adapter.report) await shelf.store.remove([key]);
    else await shelf.store.update(key, (there) => (isStill(there, dead) ? toStub(dead) : undefined));
    if (!isErased(dead)) on({ type: 'erased', id: dead.id, formId: textOf(dead.formId) });
  };

  const eraseSpent = async () => {
    const all = await readOurs();
    const now = clock();
    for (const { shelf, dead } of all) {
      const longest = adapter.report && wasMinted(dead.id) ? longestCount : maxAge;
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

  let quietUntil = 0;

  const report = async (signal: AbortSignal): Promise<boolean> => {
    const untold = (await readOurs()).filter(({ dead }) => !dead.reported && wasMinted(dead.id));
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
      if ((await readOurs()).length === 0) return true;
      await eraseSpent();
      return report(signal);
    },
    list: async () => (await readOurs()).map(({ dead }) => toLetter(dead)),
    async retry(ids) {
      const sendable = (await readOurs(ids)).filter(({ dead }) => canRevive(dead));
      let count = 0;
      for (const { shelf, dead } of sendable) {
        const key = `d/${dead.id}`;
        const isSame = (there: unknown) => isStill(there, dead);
        if (await shelf.store.move([[`o/${dead.id}`, revive(dead, clock())]], [key], key, isSame)) count += 1;
      }
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

/** As if it had just been submitted: its age begins anew, its id does not. */
function revive({ reason: _, diedAt: __, reported: ___, ...entry }: DeadRecord, now: number): object {
  return { ...entry, createdAt: now, n: 0, nextAt: 0, lastStatus: 0 };
}

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
