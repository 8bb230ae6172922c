/** Where entries wait on the device: sealed, and no more of them than there is room for. */
import type { OutboxEntry } from '../model/outbox-entry.js';
import type { RecordStore } from '../model/ports.js';
import { readWaiting } from './read-entry.js';
import { seal, unseal, type EntryHead } from './seal.js';
import type { Limits, SealedShelf } from './shelf.js';

interface Key {
  readonly kid: string;
  readonly key: CryptoKey;
}

const usages = ['encrypt', 'decrypt'] as const;

/** Others may have put keys there with which nothing can be opened again. */
const isSealKey = (key: unknown): key is CryptoKey =>
  key instanceof CryptoKey &&
  key.algorithm.name === 'AES-GCM' &&
  usages.every((usage) => key.usages.includes(usage));

/** On the device. A full shelf refuses: what already waits is never given up for it. */
export function createSealedShelf(store: RecordStore, crypto: Crypto, limits: Limits): SealedShelf {
  const room = createRoom(store, limits);
  let current: Promise<Key> | undefined;

  const loadKey = async (): Promise<Key> => {
    for (const [name, key] of await store.page('k/', '', 20)) {
      if (isSealKey(key)) return { kid: name.slice(2), key };
    }
    const kid = crypto.randomUUID(); // Two tabs may each make one; neither may overwrite the other's.
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, usages);
    await store.put(`k/${kid}`, key);
    return { kid, key };
  };
  const currentKey = () =>
    (current ??= loadKey().catch((error: unknown) => {
      current = undefined;
      throw error;
    }));
  const findKey = (kid: string) => store.get(`k/${kid}`);

  const add = async (head: EntryHead, body: string, again: boolean): Promise<string | undefined> => {
    const { kid, key } = await currentKey();
    const entry: OutboxEntry = { ...head, kid, ...(await seal(crypto, key, head, body)) };
    if (!(await room.take(entry.wire.byteLength))) return undefined;
    // Never without its key.
    if (await store.move([[`o/${head.id}`, entry]], [], `k/${kid}`)) return kid;
    current = undefined; // Gone with its database, or erased by another tab.
    if (again) return add(head, body, false);
    throw new Error('No key');
  };

  return {
    store,
    add: (head, body) => add(head, body, true),
    async open(entry) {
      const key = await findKey(entry.kid);
      return key instanceof CryptoKey ? unseal(crypto, key, entry) : undefined;
    },
    hasKey: async (kid) => (await findKey(kid)) !== undefined,
    forgetKey: () => void (current = undefined),
  };
}

/**
 * Counts what waits once, and from then on what this page adds, so that adding takes the same time however much
 * waits. What others add or send is found when it looks full. Tabs that add at the same moment may exceed a limit by
 * what they add.
 */
function createRoom(store: RecordStore, limits: Limits) {
  let taken: Limits | undefined;
  const measure = async (): Promise<Limits> => {
    let [entries, bytes] = [0, 0];
    for await (const { whole, record } of readWaiting(store)) {
      if (!whole) continue; // What others wrote takes no room from the visitor.
      entries += 1;
      bytes += record.wire.byteLength;
    }
    return { entries, bytes };
  };
  const fits = ({ entries, bytes }: Limits, more: number) =>
    entries < limits.entries && bytes + more <= limits.bytes;
  return {
    async take(more: number): Promise<boolean> {
      if (!taken || !fits(taken, more)) taken = await measure();
      if (!fits(taken, more)) return false;
      taken = { entries: taken.entries + 1, bytes: taken.bytes + more };
      return true;
    },
  };
}
