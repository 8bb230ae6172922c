/** Double opt-in: when an address must be confirmed by a click, and the mail that asks for it. */
import type { Context } from '../context.js';
import { hour } from '../context.js';
import type { Queries } from '../db.js';
import { digest } from '../digest.js';
import { emailField } from '../form-fields.js';
import type { Receipt } from './receipt.js';

/** Nobody's mailbox can be flooded by typing its address again and again. */
const mailsPerAddressAndHour = 3;

export async function requestConfirmation(
  tx: Queries,
  { mintId }: Context,
  { form, submission, email, receivedAt }: Receipt,
  personId: string | undefined,
): Promise<void> {
  const field = emailField(form);
  if (!form.afterSubmit?.doubleOptIn || !field || !email) return;
  if (!(await mayMail(tx, email.key, receivedAt))) return;
  const id = mintId();
  const words = [field.label, ...submission.consents.map((consent) => consent.text)];
  await tx.query(
    `INSERT INTO confirmation (tenant, id, submission_id, session_id, form_id, form_version, purpose, words_hash,
       address, email_key, person_id, requested_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      tx.tenant,
      id,
      submission.id,
      submission.sessionId,
      form.id,
      submission.formVersion,
      field.purpose,
      digest(JSON.stringify(words)),
      email.address,
      email.key,
      personId ?? null,
      receivedAt,
    ],
  );
  await tx.query(
    `INSERT INTO mail (tenant, id, kind, form_id, confirmation_id, created_at, due_at)
     VALUES ($1, $2, 'confirm', $3, $4, $5, $5)`,
    [tx.tenant, mintId(), form.id, id, receivedAt],
  );
}

/** Transactions about one address wait for each other here, so that many at once cannot all be the third. */
async function mayMail(tx: Queries, emailKey: string, now: Date): Promise<boolean> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.tenant}:${emailKey}`]);
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM confirmation
     WHERE tenant = $1 AND email_key = $2 AND requested_at > $3`,
    [tx.tenant, emailKey, new Date(now.getTime() - hour)],
  );
  return (row?.count ?? 0) < mailsPerAddressAndHour;
}
