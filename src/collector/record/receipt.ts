/** A submission on its way into the database: what came, and what was worked out about it. */
import type { Answers } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Submission } from '../../model/submission.js';
import type { Asks } from './read-asks.js';

export interface Receipt {
  readonly form: FormConfig;
  readonly submission: Submission;
  /** Trimmed. */
  readonly answers: Answers;
  /** Of the form's own fields, by our clock. */
  readonly asks: Asks;
  /** By the visitor's clock, milliseconds since 1970. */
  readonly sentAt: number;
  readonly receivedAt: Date;
  /** When the step was completed: by our clock, and by the visitor's in milliseconds since 1970. */
  readonly at: Date;
  readonly clientMs: number;
  /** The address as typed, and the key it is matched by. */
  readonly email?: { readonly address: string; readonly key: string } | undefined;
  /** The person that a valid proof names. */
  readonly proofPerson?: string | undefined;
}
