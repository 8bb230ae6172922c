/** What to ask on this visit, in which order, and why. */
import type { AnswerValue } from './answers.js';
import type { TraceEntry } from './condition.js';
import type { FactSource } from './profile.js';

export type AskWord =
  | 'missing'
  | 'stale'
  /** Others told it, and the visitor has not yet said that it is so. */
  | 'unconfirmed'
  | 'alwaysAsk'
  /** Known, and shown filled in beside open questions. */
  | 'prefilled';

export type SkipWord =
  | 'known'
  /** The field's own condition does not hold. */
  | 'condition'
  /** No step that lists the field is eligible. */
  | 'stepCondition'
  /** Its purpose needs a consent that was not given. */
  | 'consent'
  /** It is never shown: its value goes along with the answers of its step. */
  | 'hidden'
  /** No step lists the field. */
  | 'noStep'
  /** The view is full. */
  | 'viewLimit'
  /** Enough was asked on this visit. */
  | 'visitLimit'
  /** Something more important is still open. */
  | 'priority'
  /** The visitor asked not to be asked this for now. */
  | 'paused'
  /** An answer of hers lets it rest until a date: one of `pauses`. */
  | 'resting'
  /** In reserve: everything it stands in for is still open. */
  | 'queued'
  /** The visit would take longer than it may. */
  | 'effort'
  /** As many questions were put to this person as may be, over all forms. */
  | 'budget';

/** Why a field is or is not asked; `trace` and `fact` are there where they decided. */
export interface Reason<Word extends string> {
  readonly word: Word;
  readonly trace?: readonly TraceEntry[] | undefined;
  readonly fact?: { readonly source: FactSource; readonly at: string };
}

/** Of one field: `open` ones are asked if there is room; `prefill` is there where the value may be shown. */
export interface Judgement {
  readonly open: boolean;
  readonly reason: Reason<AskWord | SkipWord>;
  readonly prefill?: Prefill | undefined;
}

export interface Prefill {
  readonly value: AnswerValue;
  readonly source: FactSource;
}

export interface Ask {
  readonly field: string;
  readonly reason: Reason<AskWord>;
  readonly prefill?: Prefill | undefined;
}

export interface Skip {
  readonly field: string;
  readonly reason: Reason<SkipWord>;
}

export interface PlannedStep {
  readonly id: string;
  readonly reason: string;
  readonly title?: string | undefined;
  readonly ask: readonly Ask[];
  /** Known facts that one tap confirms: stale ones, and such as others told. */
  readonly confirm: readonly Ask[];
}

export interface Plan {
  readonly steps: readonly PlannedStep[];
  readonly skip: readonly Skip[];
  /** Nothing is to be asked now. */
  readonly complete: boolean;
}
