/** What was recorded, as the operator sees it. Times are ISO 8601 instants in UTC. */
import type { AnswerValue } from '../model/answers.js';
import type { TraceEntry } from '../model/condition.js';
import type { Field } from '../model/form-config.js';
import type { FactSource } from '../model/profile.js';

export type BantCriterion = NonNullable<Field['bant']>;

export interface LeadFact {
  readonly name: string;
  /** The question as the form words it today; absent where no form asks it any more. */
  readonly label?: string;
  readonly value: AnswerValue;
  /** The words of a chosen option, as the form has them today. */
  readonly text?: string;
  readonly source: FactSource;
  readonly at: string;
  /** When it was last confirmed. */
  readonly confirmedAt?: string;
  /** Which service, login or import said it. */
  readonly provider?: string;
  /** What else was said, and does not hold; absent where nobody said anything else. */
  readonly conflicts?: readonly LeadConflict[];
}

export type LeadConflict = Pick<LeadFact, 'value' | 'text' | 'source' | 'at' | 'provider'>;

export interface LeadSubmission {
  readonly id: string;
  readonly formId: string;
  readonly step: string;
  readonly submittedAt: string;
  readonly receivedAt: string;
}

export interface LeadConsent {
  readonly purpose: string;
  readonly text: string;
  readonly locale: string;
  readonly at: string;
  /** Version of the form that showed the text. */
  readonly version: string;
}

/** One move in the lifecycle, as a form has it. */
export interface LeadMove {
  readonly formId: string;
  /** Absent for the first. */
  readonly from?: string;
  readonly to: string;
  /** The words of the stage, as the form has them today. */
  readonly label?: string;
  /** The comparisons that held. */
  readonly reason: readonly TraceEntry[];
  readonly at: string;
  /** The submission it came with. */
  readonly submissionId: string;
}

export interface LeadScore {
  readonly formId: string;
  readonly id: string;
  readonly points: number;
}

/** Which of budget, authority, need and timeline are known, and how many. */
export interface LeadBant extends Readonly<Record<BantCriterion, boolean>> {
  readonly complete: number;
}

/** One person, with what is currently held and everything it came from. */
export interface Lead {
  readonly id: string;
  /** Rises with all that is written of this person; see `Collector.write`. */
  readonly revision: number;
  readonly createdAt: string;
  /** When the address was confirmed by a click. */
  readonly confirmedAt?: string;
  readonly facts: readonly LeadFact[];
  readonly submissions: readonly LeadSubmission[];
  readonly consents: readonly LeadConsent[];
  /** Id of the stage that was reached last. */
  readonly stage?: string;
  /** In their order. */
  readonly moves: readonly LeadMove[];
  /** Of the forms this person answered: what the facts on record are worth. Behaviour is known to the device alone. */
  readonly scores: readonly LeadScore[];
  /** Absent where none of these forms asks for any of it. */
  readonly bant?: LeadBant;
}

/** A submission that was served but whose sender did not agree to be remembered. */
export interface SubmissionWithoutPerson extends LeadSubmission {
  readonly confirmed: boolean;
}
