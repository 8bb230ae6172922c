/** What this page submitted itself and does not know to have arrived. */
import type { DeliveryOutcome, SubmitReceipt } from '../model/delivery-outcome.js';
import type { EntryHead } from './seal.js';

export interface Own {
  readonly head: EntryHead;
  readonly body: string;
  receipt?: Promise<SubmitReceipt>;
  state?: 'durable' | 'volatile';
  outcome?: DeliveryOutcome;
  /** Called once the first attempt is over. */
  tried: () => void;
}

export class OwnSubmissions {
  readonly #byId = new Map<string, Own>();

  get(id: string): Own | undefined {
    return this.#byId.get(id);
  }

  add(own: Own): void {
    this.#byId.set(own.head.id, own);
  }

  /** Forgets all, and gives them back. */
  take(): readonly Own[] {
    const all = [...this.#byId.values()];
    this.#byId.clear();
    return all;
  }

  settle(id: string, outcome: DeliveryOutcome): boolean {
    const own = this.#byId.get(id);
    if (!own) return false;
    own.outcome = outcome;
    own.tried();
    if (outcome.kind !== 'retryable') this.#byId.delete(id);
    return true;
  }

  /** Those that another request may still bring: never tried, or without a line when they were. */
  unsent(): readonly Own[] {
    const open = ({ outcome }: Own) => !outcome || (outcome.kind === 'retryable' && !outcome.status);
    return [...this.#byId.values()].filter(open);
  }

  /** Those that the device keeps. */
  kept(): readonly Own[] {
    return [...this.#byId.values()].filter(({ state }) => state === 'durable');
  }
}
