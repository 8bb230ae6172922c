/** What became of one attempt to deliver. */
import type { Issue } from './answers.js';
import type { Fact } from './profile.js';

export type DeliveryOutcome =
  /** The back end proved it: for `http`, its acknowledgement echoed the id. */
  | { readonly kind: 'delivered'; readonly facts?: Readonly<Record<string, Fact>> }
  /** Sent, not provable; outside the guarantee. */
  | { readonly kind: 'accepted' }
  /** The back end itself refused it. */
  | { readonly kind: 'rejected'; readonly issues: readonly Issue[]; readonly status?: number }
  | {
      readonly kind: 'retryable';
      /** Milliseconds to wait at least. */
      readonly retryAfter?: number;
      /** Something is set up wrongly: retry slowly and tell the page. */
      readonly park?: boolean;
      readonly status?: number;
    };

/** How safe an answer is when `submit()` resolves. */
export type SubmitReceipt =
  | { readonly state: 'sent'; readonly id: string; readonly outcome: 'delivered' | 'accepted' }
  /** Kept on this device, sent later. */
  | { readonly state: 'durable'; readonly id: string }
  /** In memory only: lost when the page closes. */
  | { readonly state: 'volatile'; readonly id: string }
  | { readonly state: 'rejected'; readonly id: string; readonly issues: readonly Issue[] };
