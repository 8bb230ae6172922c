/** What whoever wrote an adapter says of it, for it to be tried. */
import type { DeliveryOutcome } from '../../model/delivery-outcome.js';
import type { Adapter } from '../../model/ports.js';
import type { Submission } from '../../model/submission.js';
import type { Reply } from './scripted-fetch.js';

/** What the adapter works with while it is tried. */
export interface Given {
  /** To be used for every request. Answers to `no-cors` requests are opaque, as they are in a browser. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Milliseconds after which an adapter with a limit of its own gives a request up: few, since the cases wait for it.
   * One without goes by the signal of the attempt.
   */
  readonly timeout: number;
}

interface Subject {
  readonly name: string;
  /** A new adapter; called several times in most cases. */
  create(given: Given): Adapter;
  /** What is sent in place of a sample, e.g. where a back end takes nothing without certain answers. */
  readonly submission?: Submission;
  /** Why the back end has no place for the submission's id, by which it could tell copies; the id must travel otherwise. */
  readonly withoutId?: string;
  /** Values that may be found in nothing that is sent: a secret, or an answer that this back end is not told. */
  readonly forbidden?: readonly string[];
}

/** An adapter that makes requests. */
export interface RequestSubject extends Subject {
  /** The answer with which the back end takes a submission. */
  readonly accepts: Reply;
  /**
   * What that answer comes to: `delivered` where it proves that the submission was taken. Then any other 2xx is to be
   * tried again, else it would be lost to whatever stands between; but see `unproven`.
   */
  readonly outcome: 'delivered' | 'accepted';
  /** For an adapter that can tell proof, and yet is done with a 2xx that is none. */
  readonly unproven?: 'accepted';
  /** Answers of this very back end that are to be understood. */
  readonly failures?: readonly Failure[];
  /**
   * A body without what rightly differs from one attempt to the next, e.g. their number. Everything else must be the
   * same, so that no copy counts as something new.
   */
  alike?(body: string): string;
}

/** An adapter that hands over to a script of the vendor on the page, and makes no request itself. */
export interface ScriptSubject extends Subject {
  /** All that the vendor's script was handed since the last `create`, which sets up the page afresh; as text. */
  received(): readonly string[];
}

export interface Failure {
  /** Ends a sentence: `<name> understands <title>`. */
  readonly title: string;
  readonly response: Response | Reply;
  /** Members that are named must be as named, and `park` must not be set where it is not named. */
  readonly outcome: DeliveryOutcome;
}

export type AdapterSubject = RequestSubject | ScriptSubject;
