/** What to ask on this visit, in which order, and why. */
import type { AnswerValue } from './answers.js';
import type { TraceEntry } from './condition.js';
import type { FactSource } from './profile.js';

export type AskWord =
  | 'missing'
  | 'stale'
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
  /** No step lists the field. */
  | 'noStep'
  /** The view is full. */
  | 'viewLimit'
  /** Enough was asked on this visit. */
  | 'visitLimit'
  /** Something more important is still open. */
  | 'priority'
  /** The visitor asked not to be asked this for now. */
  | 'paused';

/** Why a field is or is not asked; `trace` and `fact` are there where they decided. */
export interface Reason<Word extends string> {
  readonly word: Word;
  readonly trace?: readonly TraceEntry[];
  readonly fact?: { readonly source: FactSource; readonly at: string };
}

export interface Prefill {
  readonly value: AnswerValue;
  readonly source: FactSource;
}

export interface Ask {
  readonly field: string;
  readonly reason: Reason<AskWord>;
  readonly prefill?: Prefill;
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
  /** Known but stale facts that one tap confirms. */
  readonly confirm: readonly Ask[];
}

export interface Plan {
  readonly steps: readonly PlannedStep[];
  readonly skip: readonly Skip[];
  /** Nothing is to be asked now. */
  readonly complete: boolean;
}
