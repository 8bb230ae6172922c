/** What was recorded, as the operator sees it. Times are ISO 8601 instants in UTC. */
import type { AnswerValue } from '../model/answers.js';
import type { FactSource } from '../model/profile.js';

export interface LeadFact {
  readonly name: string;
  /** The question as the form words it today; absent where no form asks it any more. */
  readonly label?: string;
  readonly value: AnswerValue;
  /** The words of a chosen option, as the form has them today. */
  readonly text?: string;
  readonly source: FactSource;
  readonly at: string;
}

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

/** One person, with what is currently held and everything it came from. */
export interface Lead {
  readonly id: string;
  readonly createdAt: string;
  /** When the address was confirmed by a click. */
  readonly confirmedAt?: string;
  readonly facts: readonly LeadFact[];
  readonly submissions: readonly LeadSubmission[];
  readonly consents: readonly LeadConsent[];
}

/** A submission that was served but whose sender did not agree to be remembered. */
export interface SubmissionWithoutPerson extends LeadSubmission {
  readonly confirmed: boolean;
}
