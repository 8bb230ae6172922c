/** The two places where entries wait: this device, and the page's memory for what the device refuses. */
import type { OutboxEvent } from '../model/ports.js';
import type { EntryHead } from './seal.js';
import type { Shelf } from './shelf.js';
import { within, type SetTimer } from './timer.js';

export interface Shelves {
  readonly memory: Shelf;
  readonly sealed: Shelf;
  /** Keeps an entry on the device, or in memory where that fails or takes too long. */
  persist(head: EntryHead, body: string): Promise<'durable' | 'volatile'>;
  /** Forgets an entry that arrived. */
  drop(id: string): Promise<void>;
}

export interface ShelvesOptions {
  readonly sealed: Shelf;
  readonly memory: Shelf;
  /** Milliseconds. */
  readonly limit: number;
  readonly setTimer: SetTimer;
  readonly on: (event: OutboxEvent) => void;
}

export function createShelves({ sealed, memory, limit, setTimer, on }: ShelvesOptions): Shelves {
  let inMemory = false;

  const tell = (memoryNow: boolean) => {
    if (memoryNow !== inMemory) on({ type: 'storage', state: memoryNow ? 'memory' : 'durable' });
    inMemory = memoryNow;
  };
  const keepSealed = (head: EntryHead, body: string) =>
    within(
      sealed.add(head, body).then(() => true),
      limit,
      setTimer,
      false,
    ).catch(() => false); // Why a device refuses differs by browser; what follows does not.

  return {
    memory,
    sealed,
    async persist(head, body) {
      const kept = await keepSealed(head, body);
      if (kept) await memory.store.remove([`o/${head.id}`]);
      else await memory.add(head, body);
      tell(!kept);
      return kept ? 'durable' : 'volatile';
    },
    async drop(id) {
      await memory.store.remove([`o/${id}`]);
      // If it stays, it is sent once more, and the back end knows it by its id.
      await sealed.store.remove([`o/${id}`]).catch(() => {});
    },
  };
}
