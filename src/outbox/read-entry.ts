/** Sorts what lies in the store: others write there too, and storage decays. */
import type { OutboxEntry } from '../model/outbox-entry.js';
import type { RecordStore } from '../model/ports.js';

const reader = 1;
const pageSize = 20;

export type Found =
  | { readonly word: 'entry'; readonly entry: OutboxEntry }
  /** Ours by its name and version, but broken. */
  | { readonly word: 'damaged'; readonly record: { readonly id: string; readonly formId?: unknown } }
  /** Not ours, or for a later SDK: left alone. */
  | { readonly word: 'foreign' | 'newer' };

export function readEntry(key: string, record: unknown): Found {
  if (typeof record !== 'object' || record === null) return { word: 'foreign' };
  const entry = record as Partial<OutboxEntry>;
  const { id } = entry;
  if (typeof id !== 'string' || `o/${id}` !== key || entry.v !== 1) return { word: 'foreign' };
  if (typeof entry.minReader === 'number' && entry.minReader > reader) return { word: 'newer' };
  return isWhole(entry) ? { word: 'entry', entry } : { word: 'damaged', record: { ...entry, id } };
}

function isWhole(entry: Partial<OutboxEntry>): entry is OutboxEntry {
  return (
    [entry.minReader, entry.createdAt, entry.n, entry.nextAt, entry.lastStatus].every(Number.isFinite) &&
    [entry.endpointKey, entry.formId, entry.kid].every((text) => typeof text === 'string') &&
    entry.iv instanceof Uint8Array &&
    entry.wire instanceof ArrayBuffer
  );
}

/** Everything under `o/`, oldest first, in pages, so that a long queue never fills the memory. */
export async function* readWaiting(store: RecordStore): AsyncGenerator<Found> {
  for (let after = ''; ;) {
    const page = await store.page('o/', after, pageSize);
    for (const [key, record] of page) yield readEntry((after = key), record);
    if (page.length < pageSize) return;
  }
}
