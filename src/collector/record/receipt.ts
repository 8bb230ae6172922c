/** A submission on its way into the database: what came, and what was worked out about it. */
import type { Answers } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Submission } from '../../model/submission.js';
import type { Identity } from './identify.js';

export interface Receipt {
  readonly form: FormConfig;
  readonly submission: Submission;
  /** Trimmed. */
  readonly answers: Answers;
  /** By the visitor's clock, milliseconds since 1970. */
  readonly sentAt: number;
  readonly receivedAt: Date;
  /** When the step was completed, by our clock. */
  readonly at: Date;
  /** The address as typed, and the key it is matched by. */
  readonly email?: { readonly address: string; readonly key: string } | undefined;
}

/** A receipt, and whom it is kept under. */
export interface Attributed extends Receipt {
  readonly identity: Identity;
  /** Absent where nothing may be remembered; then the device is not recorded either. */
  readonly personId?: string | undefined;
  readonly anonymousId?: string | undefined;
}
