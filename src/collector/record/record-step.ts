/** The answers of one step; a step that is completed again replaces them. */
import type { Queries } from '../db.js';
import type { StepOnRecord } from './read-session.js';
import type { Receipt } from './receipt.js';

/** Whether what is on record was completed after what has come: by the visitor's clock, then by the order of ids. */
export function isLater(step: StepOnRecord, { submission, clientMs }: Receipt): boolean {
  return step.clientMs > clientMs || (step.clientMs === clientMs && step.id > submission.id);
}

/** Whose it is, is settled afterwards, for the whole session. */
export async function recordStep(tx: Queries, receipt: Receipt): Promise<void> {
  const { submission, answers, asks, email, proofPerson, clientMs, at, receivedAt } = receipt;
  await tx.query(
    `INSERT INTO submission (tenant, session_id, form_id, step, id, form_version, answers, signals, exposures,
       email_key, proof_person, client_ms, submitted_at, received_at, asks, questions)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
       (SELECT id FROM person WHERE tenant = $1 AND id = $11), $12, $13, $14, $15, $16)
     ON CONFLICT (tenant, session_id, form_id, step) DO UPDATE SET id = excluded.id,
       form_version = excluded.form_version, answers = excluded.answers, signals = excluded.signals,
       exposures = excluded.exposures, email_key = excluded.email_key,
       proof_person = coalesce(excluded.proof_person, submission.proof_person),
       client_ms = excluded.client_ms, submitted_at = excluded.submitted_at, received_at = excluded.received_at,
       asks = excluded.asks, questions = excluded.questions`,
    [
      tx.tenant,
      submission.sessionId,
      submission.formId,
      submission.step,
      submission.id,
      submission.formVersion,
      JSON.stringify(answers),
      JSON.stringify(submission.signals),
      JSON.stringify(submission.exposures),
      email?.key ?? null,
      proofPerson ?? null,
      clientMs,
      at,
      receivedAt,
      JSON.stringify(asks),
      submission.questions ?? 0,
    ],
  );
}

/** That the visitor came by a link is true of the session, also where the step that shows it was replaced before it came. */
export async function recordProof(tx: Queries, { submission, proofPerson }: Receipt): Promise<void> {
  await tx.query(
    `UPDATE submission SET proof_person = person.id FROM person
     WHERE submission.tenant = $1 AND session_id = $2 AND form_id = $3 AND step = $4 AND proof_person IS NULL
       AND person.tenant = $1 AND person.id = $5`,
    [tx.tenant, submission.sessionId, submission.formId, submission.step, proofPerson ?? null],
  );
}
