/** What is told of one field. No personal value is in it, save what the definition itself compares with. */
import type { TraceEntry } from '../model/condition.js';
import type { AskWord, SkipWord } from '../model/plan.js';
import type { FactSource } from '../model/profile.js';

/**
 * `skipped`: it is settled that the question is not put. `deferred`: it comes later by itself, with more visits, hours
 * or doings, or once there is room. `forbidden`: its purpose needs a consent that nobody gave.
 */
export type FieldVerdict = 'asked' | 'confirm' | 'prefilled' | 'skipped' | 'deferred' | 'forbidden';

/** The allowance of `ask.budget`: how much of it the questions before this plan have used. */
export interface BudgetState {
  readonly questions: number;
  readonly spent: number;
  readonly left: number;
}

export interface Explanation {
  readonly field: string;
  readonly verdict: FieldVerdict;
  /** The plan's own word. */
  readonly word: AskWord | SkipWord;
  /** Id of the step it is asked in, or else of the one that speaks for it. */
  readonly step?: string;
  /**
   * What decided, as a path in the definition, e.g. `steps[1].when`, or in the profile, e.g. `profile.facts.email`:
   * without it the decision is another one, or has another reason. `steps` and `matrix` alone: nothing there is for it.
   */
  readonly rule: string;
  readonly in: 'definition' | 'profile';
  /** Where the fact that decided came from, and when. */
  readonly source?: FactSource;
  readonly at?: string;
  /** Which service or login exactly, where that is known. */
  readonly provider?: string;
  /** When the visitor last said that it is still so. */
  readonly confirmedAt?: string;
  /** Who said something else, which does not hold. */
  readonly others?: readonly FactSource[];
  /** The number of this visit. */
  readonly visit: number;
  /** Where the definition has one. */
  readonly budget?: BudgetState;
  /** The comparisons of the condition that decided. */
  readonly trace?: readonly TraceEntry[];
  /** One sentence in plain English. */
  readonly text: string;
}
