/** Erases every submission on this device, whatever back end it was for, and what was typed and not sent yet. */
import { draftPrefix } from '../model/draft-prefix.js';
import type { OutboxEntry } from '../model/outbox-entry.js';
import type { RecordStore } from '../model/ports.js';
import { readAll, type Corpse } from './read-entry.js';
import { markKey, toStub } from './what-is-left.js';

/**
 * Of each submission a bare count is left until its back end knows that it is withdrawn, since a copy may be on its
 * way. Resolves with how many submissions there were.
 */
export async function eraseAll(store: RecordStore, now: number): Promise<number> {
  let count = 0;
  // Again until there is nothing: another tab may store between the reading and the erasing.
  for (let more = true; more;) {
    const erased = await eraseFound(store, now);
    more = erased !== undefined;
    count += erased ?? 0;
  }
  return count;
}

/** In one transaction; resolves with nothing where there was nothing. */
async function eraseFound(store: RecordStore, now: number): Promise<number | undefined> {
  const waiting = await collect(store, 'o/');
  const dead = await collect(store, 'd/');
  const letters = [...waiting, ...dead.filter(([, record]) => isWithAnswers(record))];
  const others = [...(await collect(store, 'k/')), ...(await collect(store, draftPrefix))];
  const keys = [...letters, ...others].map(([key]) => key);
  if (keys.length === 0) return undefined;
  const stubs = letters.flatMap(([, record]) => (isNamed(record) ? [withdrawn(record, now)] : []));
  const left = new Set<string>(stubs.map(([key]) => key));
  await store.move(
    [[markKey, now], ...stubs],
    keys.filter((key) => !left.has(key)),
  );
  return letters.length;
}

async function collect(store: RecordStore, prefix: string): Promise<(readonly [string, unknown])[]> {
  const found: (readonly [string, unknown])[] = [];
  for await (const pair of readAll(store, prefix)) found.push(pair);
  return found;
}

const withdrawn = (entry: Corpse, diedAt: number) =>
  [`d/${entry.id}`, toStub({ ...entry, reason: 'purged', diedAt })] as const;

const isNamed = (record: unknown): record is Corpse =>
  typeof (record as Partial<OutboxEntry> | null)?.id === 'string';

const isWithAnswers = (record: unknown): boolean =>
  (record as Partial<OutboxEntry> | null)?.wire !== undefined;
