/** Sorts what lies in the store: others write there too, and storage decays. */
import type { OutboxEntry } from '../model/outbox-entry.js';
import type { LossReason, RecordStore } from '../model/ports.js';

const reader = 1;
const pageSize = 20;

/** At least the name of an entry; anything else of it may be broken. */
export type Corpse = { readonly id: string } & { readonly [Member in keyof OutboxEntry]?: unknown };

export type Found =
  | { readonly whole: true; readonly record: OutboxEntry }
  /** Ours by its name and version, but broken. */
  | { readonly whole: false; readonly record: Corpse };

export function isWhole(entry: Partial<OutboxEntry>): entry is OutboxEntry {
  return (
    [entry.minReader, entry.createdAt, entry.n, entry.nextAt, entry.lastStatus].every(Number.isFinite) &&
    [entry.endpointKey, entry.formId, entry.kid].every((text) => typeof text === 'string') &&
    entry.iv instanceof Uint8Array &&
    entry.wire instanceof ArrayBuffer
  );
}

/** For another end point than this page's. What names none is broken, and everybody's. */
export const isStranger = (record: Corpse, endpointKey: string): boolean =>
  typeof record.endpointKey === 'string' && record.endpointKey !== endpointKey;

/** As it lies under `d/`; what an entry had is still there, until it is erased. */
export interface DeadRecord extends Corpse {
  readonly reason: LossReason;
  readonly diedAt: number;
  /** The back end has noted the loss. */
  readonly reported?: boolean;
}

const reasons: readonly unknown[] = ['refused', 'expired', 'unreadable', 'purged'] satisfies LossReason[];

function readDead(key: string, record: unknown): DeadRecord | undefined {
  const dead = readNamed<DeadRecord>('d/', key, record);
  return dead && !isNewer(dead) && reasons.includes(dead.reason) && isInstant(dead.diedAt)
    ? (dead as DeadRecord)
    : undefined;
}

/** For a later SDK to read. */
const isNewer = ({ minReader }: Partial<Corpse>): boolean =>
  typeof minReader === 'number' && minReader > reader;

/** Milliseconds since 1970, up to the year 9999. */
const isInstant = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value < 2.5e14;

/** A record of ours by its name and version, whatever else it is. */
function readNamed<T extends Corpse>(
  prefix: string,
  key: string,
  record: unknown,
): (Partial<T> & { readonly id: string }) | undefined {
  const { id, v } = (record ?? {}) as Partial<Corpse>;
  if (typeof id !== 'string' || prefix + id !== key || v !== 1) return undefined;
  return record as Partial<T> & { readonly id: string };
}

/** Everything that waits, oldest first. What is not ours, or for a later SDK, is left alone. */
export async function* readWaiting(store: RecordStore): AsyncGenerator<Found> {
  for await (const [key, value] of readAll(store, 'o/')) {
    const record = readNamed<OutboxEntry>('o/', key, value);
    if (record && !isNewer(record)) yield { whole: isWhole(record), record } as Found;
  }
}

/** Every dead letter, oldest first. */
export async function* readDeadLetters(store: RecordStore): AsyncGenerator<DeadRecord> {
  for await (const [key, record] of readAll(store, 'd/')) {
    const dead = readDead(key, record);
    if (dead) yield dead;
  }
}

/** Everything under a prefix, in pages, so that a long queue never fills the memory. */
export async function* readAll(
  store: RecordStore,
  prefix: string,
): AsyncGenerator<readonly [key: string, record: unknown]> {
  for (let after = ''; ;) {
    const page = await store.page(prefix, after, pageSize);
    for (const [key, record] of page) yield [(after = key), record];
    if (page.length < pageSize) return;
  }
}
