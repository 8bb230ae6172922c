/** What this page submitted itself and does not know to have arrived. */
import type { DeliveryOutcome, SubmitReceipt } from '../model/delivery-outcome.js';
import type { EntryHead } from './seal.js';

export interface Own {
  readonly head: EntryHead;
  readonly body: string;
  receipt?: Promise<SubmitReceipt>;
  outcome?: DeliveryOutcome;
  /** Called once the first attempt is over. */
  tried: () => void;
}

/** By id. */
export type OwnSubmissions = Map<string, Own>;

/** Takes note of what became of one; tells whether it was this page's. */
export function settle(own: OwnSubmissions, id: string, outcome: DeliveryOutcome): boolean {
  const mine = own.get(id);
  if (!mine) return false;
  mine.outcome = outcome;
  mine.tried();
  if (outcome.kind !== 'retryable') own.delete(id);
  return true;
}

/** Another request may still bring it: it was never tried, or without a line when it was. */
export const isUnsent = ({ outcome }: Own): boolean =>
  !outcome || (outcome.kind === 'retryable' && !outcome.status);
