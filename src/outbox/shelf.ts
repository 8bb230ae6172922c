/** A place where entries wait: a store, and how bodies are kept in it. */
import type { OutboxEntry } from '../model/outbox-entry.js';
import type { RecordStore } from '../model/ports.js';
import { createMemoryStore } from './memory-store.js';
import type { EntryHead } from './seal.js';

/** How much may wait on a device. */
export interface Limits {
  readonly entries: number;
  /** Sealed. */
  readonly bytes: number;
}

export interface Shelf {
  readonly store: RecordStore;
  /**
   * Resolves when the entry is kept, with the name of the key it is sealed with, or with nothing where there is no
   * room for it; rejects where nothing can be kept.
   */
  add(head: EntryHead, body: string): Promise<string | undefined>;
  /** The body, or nothing where it can no longer be read. Rejects where the store does. */
  open(entry: OutboxEntry): Promise<string | undefined>;
}

export interface SealedShelf extends Shelf {
  /** No key ever comes back: where one is gone, so is everything that was sealed with it. */
  hasKey(kid: string): Promise<boolean>;
  /** Seals with another key from now on. */
  forgetKey(): void;
}

/** In the page's memory, where nothing needs sealing. */
export function createMemoryShelf(store = createMemoryStore()): Shelf {
  return {
    store,
    async add(head, body) {
      const wire = new TextEncoder().encode(body).buffer;
      const entry: OutboxEntry = { ...head, kid: '', iv: new Uint8Array(), wire };
      await store.put(`o/${head.id}`, entry);
      return '';
    },
    open: async (entry) => new TextDecoder().decode(entry.wire),
  };
}
