/** A place where entries wait: a store, and how bodies are kept in it. */
import type { OutboxEntry } from '../model/outbox-entry.js';
import type { RecordStore } from '../model/ports.js';
import { createMemoryStore } from './memory-store.js';
import { seal, unseal, type EntryHead } from './seal.js';

const mostEntries = 200;
const mostBytes = 4 * 1024 * 1024;

export interface Shelf {
  readonly store: RecordStore;
  /** Resolves when the entry is kept; rejects where it cannot be. */
  add(head: EntryHead, body: string): Promise<void>;
  /** The body, or nothing where it can no longer be read. Rejects where the store does. */
  open(entry: OutboxEntry): Promise<string | undefined>;
}

interface Key {
  readonly kid: string;
  readonly key: CryptoKey;
}

/** Sealed, on the device. A full shelf refuses: what already waits is never given up for it. */
export function createSealedShelf(store: RecordStore, crypto: Crypto): Shelf {
  let current: Promise<Key> | undefined;

  const loadKey = async (): Promise<Key> => {
    const [[name, key] = []] = await store.page('k/', '', 1);
    if (name && key instanceof CryptoKey) return { kid: name.slice(2), key };
    const usages = ['encrypt', 'decrypt'] as const;
    return {
      kid: crypto.randomUUID(), // Two tabs may each make one; neither may overwrite the other's.
      key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, usages),
    };
  };
  const currentKey = () =>
    (current ??= loadKey().catch((error: unknown) => {
      current = undefined;
      throw error;
    }));

  return {
    store,
    async add(head, body) {
      const { kid, key } = await currentKey();
      const entry: OutboxEntry = { ...head, kid, ...(await seal(crypto, key, head, body)) };
      await refuseWhenFull(store, entry);
      const sealKey = [`k/${kid}`, key] as const;
      // The key goes with every entry, so that none is ever kept without its own.
      await store.move([sealKey, [`o/${head.id}`, entry]], []);
    },
    async open(entry) {
      const key = await store.get(`k/${entry.kid}`);
      return key instanceof CryptoKey ? unseal(crypto, key, entry) : undefined;
    },
  };
}

async function refuseWhenFull(store: RecordStore, entry: OutboxEntry): Promise<void> {
  const waiting = (await store.page('o/', '', mostEntries)) as readonly (readonly [
    string,
    Partial<OutboxEntry>,
  ])[];
  const bytes = waiting.reduce(
    (sum, [, other]) => sum + (other?.wire?.byteLength ?? 0),
    entry.wire.byteLength,
  );
  if (waiting.length >= mostEntries || bytes > mostBytes) throw new Error('The outbox is full');
}

/** In the page's memory, where nothing needs sealing. */
export function createMemoryShelf(): Shelf {
  const store = createMemoryStore();
  return {
    store,
    add: (head, body) => {
      const wire = new TextEncoder().encode(body).buffer;
      return store.put(`o/${head.id}`, {
        ...head,
        kid: '',
        iv: new Uint8Array(),
        wire,
      } satisfies OutboxEntry);
    },
    open: async (entry) => new TextDecoder().decode(entry.wire),
  };
}
