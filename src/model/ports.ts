/** What inner code calls and outer code implements. */
import type { Answers, Issue } from './answers.js';
import type { DeliveryOutcome, SubmitReceipt } from './delivery-outcome.js';
import type { Field, FormConfig } from './form-config.js';
import type { AssetGrant } from './asset-grant.js';
import type { ProfilePatch } from './profile.js';
import type { Submission } from './submission.js';

/** Milliseconds since 1970, UTC; comes in as an argument so that tests own the time. */
export type Clock = () => number;

/** Turns anything into a definition, or throws a `ConfigError` with the path. */
export type ConfigReader = (input: unknown) => FormConfig;

/** Checks the answers to the given fields. Blank optional answers are fine. */
export interface AnswerChecker {
  check(fields: readonly Field[], answers: Answers): readonly Issue[];
}

/** Every problem of a definition in full, or nothing. */
export type ConfigInspector = (input: unknown) => readonly ConfigProblem[];

export interface ConfigProblem {
  readonly path: string;
  readonly problem: string;
  readonly remedy: string;
}

export interface SendContext {
  readonly signal: AbortSignal;
  /** The id of the submission, again, for adapters that post the body untouched. */
  readonly id: string;
  /** The JSON text of the submission, exactly as it was stored. */
  readonly body: string;
  /** Attempts before this one. */
  readonly attempt: number;
  /** Milliseconds since 1970, by this device's clock. */
  readonly sentAt: number;
  /** The page may soon go away: the request should outlive it where it can. */
  readonly keepalive: boolean;
}

/**
 * A back end. Resolving with nothing means `accepted`; throwing means `retryable`.
 */
export interface Adapter {
  readonly name: string;
  /** Tells apart two targets of the same adapter; never an address that is later read back. */
  readonly endpointKey?: string;
  send(
    submission: Submission,
    context: SendContext,
  ): Promise<DeliveryOutcome | void> | DeliveryOutcome | void;
}

/** Who this visitor is, according to one source. Never blocks: a late or failing source leads to asking. */
export interface ProfileSource {
  readonly name: string;
  load(request: RecogniseRequest): Promise<Recognised>;
}

/** How the visitor came, for as long as the page stands: the token is good once, its answer for every look. */
export interface Link {
  readonly token: string;
  /** Set when the collector is first asked. */
  asked?: { readonly formId: string; readonly reply: Promise<Recognised | undefined> };
}

export interface RecogniseRequest {
  readonly formId: string;
  /** The random id of this device, where it keeps one. */
  readonly anonymousId?: string;
  /** The token of the link the visitor came by. */
  readonly token?: string;
  readonly signal: AbortSignal;
}

export interface Recognised {
  readonly profile: ProfilePatch;
  /** Travels back with submissions, see `Submission.proof`. */
  readonly proof?: string;
  readonly asset?: AssetGrant;
}

/** Keys to plain records on this device; every method rejects where storage is missing or refuses. */
export interface RecordStore {
  get(key: string): Promise<unknown>;
  /** Resolves when the record is durable: transaction complete, strict. */
  put(key: string, record: unknown): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
  /** Up to `limit` records whose keys start with `prefix` and come after `after`, in key order. */
  page(
    prefix: string,
    after: string,
    limit: number,
  ): Promise<readonly (readonly [key: string, record: unknown])[]>;
  /** Writes `put` and removes `remove` in one transaction. */
  move(put: readonly (readonly [key: string, record: unknown])[], remove: readonly string[]): Promise<void>;
}

export type OutboxEvent =
  | {
      readonly type: 'delivered';
      readonly id: string;
      readonly formId: string;
      readonly outcome: 'delivered' | 'accepted';
    }
  /** Kept as a dead letter: the back end refused it, it grew too old, or it can no longer be read. */
  | {
      readonly type: 'rejected';
      readonly id: string;
      readonly formId: string;
      readonly status: number;
      readonly reason: 'refused' | 'expired' | 'unreadable';
    }
  | { readonly type: 'queued'; readonly id: string; readonly formId: string }
  | { readonly type: 'parked'; readonly id: string; readonly formId: string; readonly status: number }
  | { readonly type: 'storage'; readonly state: 'memory' | 'durable' };

/** Keeps submissions until the back end has them. */
export interface Outbox {
  /** Persists, then tries to send at once; resolves with how safe the answers are. */
  submit(submission: Submission): Promise<SubmitReceipt>;
  /** Tries to send what is due. */
  flush(): Promise<void>;
  /** How many submissions wait. */
  waiting(): Promise<number>;
  close(): void;
}
