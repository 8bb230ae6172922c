/** Proof of what was agreed to (Article 7(1) GDPR): append-only, in the exact words, by both clocks. */
import { correctedTime } from './corrected-time.js';
import type { Queries } from '../db.js';
import { digest } from '../digest.js';
import type { Receipt } from './receipt.js';

/** `withdrawnAt`: when a later version of the step, which came first, took them back. */
export async function recordConsents(
  tx: Queries,
  receipt: Receipt,
  withdrawnAt: Date | undefined,
): Promise<void> {
  const { submission, email, receivedAt, sentAt } = receipt;
  const path = submission.signals['page.path'];
  for (const { purpose, text, locale, at } of submission.consents) {
    // No visitor was there before 1970; a database need not know the year 0.
    const clientAt = Math.max(0, Date.parse(at));
    await tx.query(
      `INSERT INTO consent (tenant, submission_id, purpose, session_id, email_key, text, text_hash, locale,
         form_id, form_version, page_path, at, client_at, received_at, withdrawn_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING`,
      [
        tx.tenant,
        submission.id,
        purpose,
        submission.sessionId,
        email?.key ?? null,
        text,
        digest(text),
        locale,
        submission.formId,
        submission.formVersion,
        typeof path === 'string' ? path.replaceAll('\0', '') : null,
        new Date(correctedTime(clientAt, sentAt, receivedAt.getTime())),
        new Date(clientAt),
        receivedAt,
        withdrawnAt ?? null,
      ],
    );
  }
}

/** They count no more; their record stays as a proof of what was shown. */
export async function withdrawConsents(
  tx: Queries,
  submissionIds: readonly string[],
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE consent SET withdrawn_at = $3
     WHERE tenant = $1 AND submission_id = ANY($2::uuid[]) AND withdrawn_at IS NULL`,
    [tx.tenant, submissionIds, at],
  );
}
