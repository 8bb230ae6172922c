/** The two places where entries wait: this device, and the page's memory for what the device refuses. */
import type { OutboxEvent } from '../model/ports.js';
import type { EntryHead } from './seal.js';
import type { SealedShelf, Shelf } from './shelf.js';
import { within, type SetTimer } from './timer.js';

export interface Shelves {
  readonly memory: Shelf;
  readonly sealed: SealedShelf;
  /** Keeps an entry on the device, or in memory where that fails or takes too long. */
  persist(head: EntryHead, body: string): Promise<'durable' | 'volatile'>;
  /** Forgets an entry that arrived. */
  drop(id: string): Promise<void>;
}

export interface ShelvesOptions {
  readonly sealed: SealedShelf;
  readonly memory: Shelf;
  /** Milliseconds. */
  readonly limit: number;
  readonly setTimer: SetTimer;
  readonly on: (event: OutboxEvent) => void;
}

export function createShelves({ sealed, memory, limit, setTimer, on }: ShelvesOptions): Shelves {
  let told: 'kept' | 'full' | 'unavailable' = 'kept';

  const tell = (now: typeof told) => {
    if (now === told) return;
    told = now;
    on(
      now === 'kept'
        ? { type: 'storage', state: 'durable' }
        : { type: 'storage', state: 'memory', reason: now },
    );
  };
  // Why a device refuses differs by browser; what follows does not.
  const keepSealed = (head: EntryHead, body: string) =>
    within(sealed.add(head, body), limit, setTimer, 'unavailable' as const).catch(
      () => 'unavailable' as const,
    );

  return {
    memory,
    sealed,
    async persist(head, body) {
      const outcome = await keepSealed(head, body);
      if (outcome === 'kept') await memory.store.remove([`o/${head.id}`]);
      else await memory.add(head, body);
      tell(outcome);
      return outcome === 'kept' ? 'durable' : 'volatile';
    },
    async drop(id) {
      await memory.store.remove([`o/${id}`]);
      // If it stays, it is sent once more, and the back end knows it by its id.
      await sealed.store.remove([`o/${id}`]).catch(() => {});
    },
  };
}
