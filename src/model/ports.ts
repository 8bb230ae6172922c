/** What inner code calls and outer code implements. */
import type { Answers, Issue } from './answers.js';
import type { DeliveryOutcome, SubmitReceipt } from './delivery-outcome.js';
import type { Field, FormConfig, Step } from './form-config.js';
import type { AssetGrant } from './asset-grant.js';
import type { Judgement, Reason, SkipWord } from './plan.js';
import type { Profile, ProfilePatch } from './profile.js';
import type { Signals } from './signals.js';
import type { Submission } from './submission.js';

/** Milliseconds since 1970, UTC; comes in as an argument so that tests own the time. */
export type Clock = () => number;

/** Turns anything into a definition, or throws a `ConfigError` with the path. */
export type ConfigReader = (input: unknown) => FormConfig;

/** Checks the answers to the given fields. Blank optional answers are fine. */
export interface AnswerChecker {
  check(fields: readonly Field[], answers: Answers): readonly Issue[] | Promise<readonly Issue[]>;
}

/** What a page may check answers with: any Standard Schema (https://standardschema.dev), also an asynchronous one. */
export interface Validator {
  readonly '~standard': {
    readonly version: 1;
    validate(value: unknown): Validity | Promise<Validity>;
  };
}

/** No `issues`: it will do. Of several the first is shown; it is written by the page, for the visitor. */
export interface Validity {
  readonly issues?: readonly { readonly message: string }[] | undefined;
}

/** Of every field of a definition, in its order: whether it is open, and why. */
export type Judgements = ReadonlyMap<string, Judgement & { readonly field: Field }>;

/** Why one more question does not fit into this visit, or nothing. Called for one that fits all other limits. */
export type Room = (field: Field) => Reason<SkipWord> | undefined;

/** All rules of a definition together, loaded where it names any. */
export interface PlanRules {
  /** The profile with the classes that follow from it; idempotent. */
  derive(profile: Profile, signals: Signals, answers: Answers): Profile;
  /** What one plan goes by instead of the profile and the steps it was given. */
  prepare(profile: Profile, signals: Signals, answers: Answers): Prepared;
}

export interface Prepared {
  readonly known: Profile;
  readonly steps: readonly Step[];
  /** Closes fields, and tells how to ask whether there is room for one that is left open. */
  limit(judged: Judgements): readonly [Judgements, Room?];
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
  /** Takes submissions without answers too, that only tell what was refused. */
  readonly keepsAsks?: boolean;
  send(
    submission: Submission,
    context: SendContext,
  ): Promise<DeliveryOutcome | void> | DeliveryOutcome | void;
  /** Hears the events of the form from now on: it is open. */
  watch?(form: EventTarget): void;
  /** Whoever is at the page said "Not you?": what a script of the page keeps of the one before is to go. */
  forget?(): void;
  /**
   * Tells the back end what it will never get, so that no loss is silent; resolves with the ids it has noted. What is
   * not noted is told again later. Without it losses are known to the page alone.
   */
  report?:
    | ((losses: readonly Loss[], context: Pick<SendContext, 'signal'>) => Promise<readonly string[]>)
    | undefined;
}

/** A service that chooses between variants: flags, experiments, personalisation. Never blocks, see `Flag`. */
export interface FlagClient {
  readonly name: string;
  /** The variant for this visitor; nothing where there is none. */
  decide(request: FlagRequest): string | undefined | Promise<string | undefined>;
  /** `exposed` when the form is shown with it, once; `completed` when nothing is left to ask on this visit. */
  track?(event: 'exposed' | 'completed', choice: FlagChoice): void;
}

export interface FlagRequest {
  /** What the service calls it. */
  readonly key: string;
  readonly variants: readonly string[];
  /** What holds where nothing is answered in time. */
  readonly fallback: string;
  /** Nobody waits any more. */
  readonly signal: AbortSignal;
}

export interface FlagChoice {
  readonly key: string;
  readonly variant: string;
}

/** Who this visitor is, according to one source. Never blocks: a late or failing source leads to asking. */
export interface ProfileSource {
  readonly name: string;
  /** An ID token that the back end can check for itself: it makes a login of the host page known there. */
  readonly idToken?: string;
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
  readonly idToken?: string;
  /** What the form asks, for sources on this page that map what they know; never sent. */
  readonly fields?: readonly Field[];
  readonly signal: AbortSignal;
}

export interface Recognised {
  readonly profile: ProfilePatch;
  /** Travels back with submissions, see `Submission.proof`. */
  readonly proof?: string;
  readonly asset?: AssetGrant;
}

/** Looks up, by a confirmed address, what its owner would else be asked. Runs in the back end only. */
export interface Enricher {
  /** Kept with every value it gives. */
  readonly name: string;
  /** Values by field name, name in the back end, or autofill token; rejecting, or nothing: not known. Called once an address. */
  enrich(
    person: { readonly email: string },
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/** Keys to plain records on this device; every method rejects where storage is missing or refuses. */
export interface RecordStore {
  get(key: string): Promise<unknown>;
  /** Resolves when the record is durable: transaction complete, strict. */
  put(key: string, record: unknown): Promise<void>;
  /** May be undone by a loss of power, as everything but `put` and `move` may. */
  remove(keys: readonly string[]): Promise<void>;
  /** Up to `limit` records whose keys start with `prefix` and come after `after`, in key order. */
  page(
    prefix: string,
    after: string,
    limit: number,
  ): Promise<readonly (readonly [key: string, record: unknown])[]>;
  /**
   * Writes `put` and removes `remove` in one transaction; durable as with `put`. With `given` only where a record lies
   * under that key that `is` is content with; tells whether it was done.
   */
  move(
    put: readonly (readonly [key: string, record: unknown])[],
    remove: readonly string[],
    given?: string,
    is?: (record: unknown) => boolean,
  ): Promise<boolean>;
  /** Reads, decides and writes in one transaction; `change` gives back what to store, `undefined` to leave it. */
  update(key: string, change: (record: unknown) => unknown): Promise<void>;
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
      readonly reason: Exclude<LossReason, 'purged'>;
    }
  | { readonly type: 'queued'; readonly id: string; readonly formId: string }
  | { readonly type: 'parked'; readonly id: string; readonly formId: string; readonly status: number }
  /** The answers in a dead letter are gone for good: it lay there too long, or there were too many. */
  | { readonly type: 'erased'; readonly id: string; readonly formId: string }
  /** Erased at the visitor's or the page's wish, before it arrived. */
  | { readonly type: 'purged'; readonly id: string; readonly formId: string }
  /** `full`: too much waits already, and none of it is given up for something new. */
  | {
      readonly type: 'storage';
      readonly state: 'memory' | 'durable';
      readonly reason?: 'unavailable' | 'full';
    };

/** Keeps submissions until the back end has them. */
export interface Outbox {
  /**
   * Persists, then tries to send at once; resolves with how safe the answers are. `kept` is called as soon as they
   * are on the device.
   */
  submit(submission: Submission, kept?: () => void): Promise<SubmitReceipt>;
  /** Tries to send what is due. */
  flush(): Promise<void>;
  /** How many submissions wait. */
  waiting(): Promise<number>;
  readonly deadLetters: DeadLetters;
  /**
   * Erases every submission on this device, waiting or dead and for whatever back end, and the keys they were sealed
   * with; gives up what is under way, in every tab. Resolves with how many that were.
   */
  purge(): Promise<number>;
  close(): void;
}

/** What will not be sent by itself any more. `ids` absent: all. */
export interface DeadLetters {
  /** Oldest first; no answers in it. */
  list(): Promise<readonly DeadLetter[]>;
  /** Puts them back in the queue, under their old ids; resolves with how many that were. */
  retry(ids?: readonly string[]): Promise<number>;
  /** The submissions themselves, as far as they can be read: personal. */
  export(ids?: readonly string[]): Promise<readonly Submission[]>;
  /** Erases their answers for good; resolves with how many that were. */
  purge(ids?: readonly string[]): Promise<number>;
}

export type LossReason = 'refused' | 'expired' | 'unreadable' | 'purged';

export interface DeadLetter {
  readonly id: string;
  readonly formId: string;
  readonly reason: LossReason;
  /** HTTP status of the last attempt; 0 for none. */
  readonly status: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly diedAt: number;
  /** Only the count is left. */
  readonly erased: boolean;
}

/** What a back end is told of a dead letter. */
export interface Loss {
  readonly id: string;
  readonly formId: string;
  readonly reason: LossReason;
  readonly status: number;
  /** Milliseconds since 1970, by this device's clock. */
  readonly at: number;
}
