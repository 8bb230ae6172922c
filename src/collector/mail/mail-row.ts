/** A waiting mail: what it is about, not what it says. */
export interface MailRow {
  readonly id: string;
  readonly kind: 'confirm' | 'nurture';
  readonly formId: string;
  readonly confirmationId: string | null;
  readonly personId: string | null;
  /** Attempts, this one included. */
  readonly attempts: number;
}
