/** What is known of one dead letter, and what becomes of it: pure. */
import type { DeadLetter, Loss } from '../model/ports.js';
import { isWhole, type DeadRecord } from './read-entry.js';
import type { Shelf } from './shelf.js';

export const day = 24 * 60 * 60_000;
/** How long the answers in a dead letter are kept. */
export const longestDead = 7 * day;

/** A dead letter, and where it lies. */
export interface Lying {
  readonly shelf: Shelf;
  readonly dead: DeadRecord;
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const numberOf = (value: unknown, other: number): number =>
  Number.isFinite(value) ? (value as number) : other;

export const isErased = (dead: DeadRecord): boolean => dead.wire === undefined;

/** Another tab may have sent or purged it meanwhile. */
export const isStill = (there: unknown, dead: DeadRecord): boolean => {
  const { diedAt, wire } = (there ?? {}) as Partial<DeadRecord>;
  return diedAt === dead.diedAt && (wire === undefined) === isErased(dead);
};

export const canRevive = (dead: DeadRecord): boolean =>
  dead.reason !== 'unreadable' && isWhole(dead as object);

export const withoutDeath = ({ reason: _, diedAt: __, reported: ___, ...entry }: DeadRecord): object => entry;

/** As if it had just been submitted: its age begins anew, its id does not. */
export const revive = (dead: DeadRecord, now: number): object => ({
  ...withoutDeath(dead),
  ...{ createdAt: now, n: 0, nextAt: 0, lastStatus: 0 },
});

export function toLetter(dead: DeadRecord): DeadLetter {
  const { id, reason, diedAt } = dead;
  const createdAt = numberOf(dead.createdAt, diedAt);
  const [formId, status] = [textOf(dead.formId), numberOf(dead.lastStatus, 0)];
  return { id, formId, reason, status, createdAt, diedAt, erased: isErased(dead) };
}

const isPlain = (text: string): boolean => text.length <= 128 && !/\p{Cc}/u.test(text);

/** What bears another name than we give was never a submission. */
export const wasMinted = (id: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id);

/** A broken record tells nothing that a back end could stumble over. */
export function toLoss(dead: DeadRecord): Loss {
  const { id, formId, reason, status, diedAt } = toLetter(dead);
  const known = Number.isInteger(status) && status > 0 && status < 600;
  return { id, formId: isPlain(formId) ? formId : '', reason, status: known ? status : 0, at: diedAt };
}
