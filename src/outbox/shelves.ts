/** The two places where entries wait: this device, and the page's memory for what the device refuses. */
import type { OutboxEvent } from '../model/ports.js';
import type { EntryHead } from './seal.js';
import type { SealedShelf, Shelf } from './shelf.js';
import { within, type SetTimer } from './timer.js';

export interface Shelves {
  readonly memory: Shelf;
  readonly sealed: SealedShelf;
  /** Keeps an entry on the device, or in memory where that fails or takes too long; not at all once `signal` is aborted. */
  persist(head: EntryHead, body: string, signal: AbortSignal): Promise<'durable' | 'volatile'>;
  /** Forgets an entry that arrived. */
  drop(id: string): Promise<void>;
  /** Of what this page put on the device, that which is no longer there though nobody dropped it. */
  lost(): Promise<ReadonlySet<string>>;
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
  /** The key of each entry that this page put on the device. */
  const sealedWith = new Map<string, string>();

  const tell = (now: typeof told) => {
    if (now === told) return;
    told = now;
    on(
      now === 'kept'
        ? { type: 'storage', state: 'durable' }
        : { type: 'storage', state: 'memory', reason: now },
    );
  };

  const drop = async (id: string) => {
    sealedWith.delete(id);
    await memory.store.remove([`o/${id}`]);
    // If it stays, it is sent once more, and the back end knows it by its id.
    await sealed.store.remove([`o/${id}`]).catch(() => {});
  };

  const keepSealed = async (head: EntryHead, body: string) => {
    let late = false;
    const adding = sealed.add(head, body).then(async (kid) => {
      if (kid === undefined) return 'full';
      // It was taken for refused: it may have arrived from memory, or been erased there.
      if (late && !(await memory.store.get(`o/${head.id}`))) await drop(head.id);
      else sealedWith.set(head.id, kid);
      return 'kept';
    });
    // Why a device refuses differs by browser; what follows does not.
    const outcome = await within(adding, limit, setTimer, 'unavailable' as const).catch(
      () => 'unavailable' as const,
    );
    late = outcome === 'unavailable';
    return outcome;
  };

  return {
    memory,
    sealed,
    drop,
    async persist(head, body, signal) {
      const outcome = await keepSealed(head, body);
      if (outcome === 'kept') await memory.store.remove([`o/${head.id}`]);
      else await memory.add(head, body);
      if (signal.aborted) await drop(head.id);
      tell(outcome);
      return outcome === 'kept' ? 'durable' : 'volatile';
    },
    async lost() {
      const kids = new Set(sealedWith.values());
      const gone = new Set<string>();
      for (const kid of kids) if (!(await sealed.hasKey(kid))) gone.add(kid);
      return new Set([...sealedWith].filter(([, kid]) => gone.has(kid)).map(([id]) => id));
    },
  };
}
