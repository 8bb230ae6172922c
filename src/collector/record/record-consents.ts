/** Proof of what was agreed to (Article 7(1) GDPR): append-only, in the exact words, by both clocks. */
import { tenant } from '../context.js';
import { correctedTime } from './corrected-time.js';
import type { Queries } from '../db.js';
import { digest } from '../digest.js';
import type { Attributed } from './receipt.js';

/** `confirmed`: the address is shown to be the sender's already, so the consents need no click. */
export async function recordConsents(tx: Queries, receipt: Attributed, confirmed: boolean): Promise<void> {
  const { submission, personId, anonymousId, email, receivedAt, sentAt } = receipt;
  const path = submission.signals['page.path'];
  for (const { purpose, text, locale, at } of submission.consents) {
    const clientAt = Date.parse(at);
    await tx.query(
      `INSERT INTO consent (tenant, submission_id, purpose, session_id, person_id, anonymous_id, email_key,
         text, text_hash, locale, form_id, form_version, page_path, at, client_at, received_at, confirmed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       ON CONFLICT DO NOTHING`,
      [
        tenant,
        submission.id,
        purpose,
        submission.sessionId,
        personId ?? null,
        anonymousId ?? null,
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
        confirmed ? receivedAt : null,
      ],
    );
  }
}
