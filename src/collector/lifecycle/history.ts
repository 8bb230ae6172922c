/** What a person did here, step by step, as far as the lifecycle looks at it. */
import type { Scalar } from '../../model/condition.js';
import type { FactOnRecord } from '../facts-by-field.js';

export interface PastStep {
  readonly id: string;
  readonly sessionId: string;
  readonly formId: string;
  /** When it was completed: by our clock, and by the visitor's in milliseconds since 1970. */
  readonly at: Date;
  readonly clientMs: number;
  readonly signals: Readonly<Record<string, Scalar>>;
}

export interface PastFact extends FactOnRecord {
  /** The step that gave it. */
  readonly submissionId: string;
  readonly name: string;
  readonly purpose: string;
}

export interface PastConsent {
  readonly submissionId: string;
  readonly purpose: string;
  readonly at: Date;
}

/**
 * Of what happened before `steps` only the sum is here: `facts` and `consents` of steps that are not among them. Facts
 * that nobody typed belong to no step.
 */
export interface History {
  readonly steps: readonly PastStep[];
  readonly facts: readonly PastFact[];
  readonly consents: readonly PastConsent[];
  /** By form, on how many visits something was submitted before `steps`. */
  readonly visitsBefore: Readonly<Record<string, number>>;
}

/** A move on record. */
export interface LoggedMove {
  readonly formId: string;
  readonly to: string;
  readonly version: string;
  readonly submissionId: string;
}
