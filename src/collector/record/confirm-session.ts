/** Double opt-in: which submissions and consents of a session count as confirmed. */
import type { Queries } from '../db.js';
import type { Identity } from './identify.js';
import type { SessionKey, SessionOnRecord } from './read-session.js';

export interface Confirmable {
  readonly session: SessionKey;
  readonly before: SessionOnRecord;
  readonly after: SessionOnRecord;
  readonly identity: Identity;
  readonly personId: string | undefined;
  readonly anonymousId: string | undefined;
  readonly now: Date;
}

/** Resolves with whether the sender has shown that the address is hers: by its link, or by a click for it. */
export async function settleConfirmation(tx: Queries, question: Confirmable): Promise<boolean> {
  const { session, after, personId, now } = question;
  await attributeConfirmations(tx, session, after.emailKey, personId);
  const clickedAt = await clickOf(tx, session, after.emailKey);
  const confirmed = clickedAt !== undefined || (await isShown(tx, question));
  if (confirmed) await confirmSession(tx, session, clickedAt ?? now);
  else await unconfirmSession(tx, session);
  if (clickedAt && personId) await confirmPerson(tx, personId, clickedAt);
  return confirmed;
}

/** Harmless when repeated: the first instant stays. */
export async function confirmSession(tx: Queries, session: SessionKey, at: Date): Promise<void> {
  for (const table of ['submission', 'consent']) {
    const holds = table === 'consent' ? 'AND withdrawn_at IS NULL' : '';
    await tx.query(
      `UPDATE ${table} SET confirmed_at = $4
       WHERE tenant = $1 AND session_id = $2 AND form_id = $3 AND confirmed_at IS NULL ${holds}`,
      [tx.tenant, session.sessionId, session.formId, at],
    );
  }
}

export async function confirmPerson(tx: Queries, personId: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE person SET confirmed_at = $3, vouched_by = coalesce(vouched_by, 'owner')
     WHERE tenant = $1 AND id = $2 AND confirmed_at IS NULL`,
    [tx.tenant, personId, at],
  );
}

async function unconfirmSession(tx: Queries, { sessionId, formId }: SessionKey): Promise<void> {
  for (const table of ['submission', 'consent']) {
    const holds = table === 'consent' ? 'AND withdrawn_at IS NULL' : '';
    await tx.query(
      `UPDATE ${table} SET confirmed_at = NULL
       WHERE tenant = $1 AND session_id = $2 AND form_id = $3 AND confirmed_at IS NOT NULL ${holds}`,
      [tx.tenant, sessionId, formId],
    );
  }
}

/** Links that went to another address than the one that stands now lead nowhere any more: it was a slip. */
async function attributeConfirmations(
  tx: Queries,
  { sessionId, formId }: SessionKey,
  emailKey: string | undefined,
  personId: string | undefined,
): Promise<void> {
  const key = [tx.tenant, sessionId, formId, emailKey ?? null];
  await tx.query(
    `UPDATE confirmation SET person_id = CASE WHEN email_key = $4 THEN $5::uuid END
     WHERE tenant = $1 AND session_id = $2 AND form_id = $3`,
    [...key, personId ?? null],
  );
  await tx.query(
    `WITH stale AS (SELECT id FROM confirmation
         WHERE tenant = $1 AND session_id = $2 AND form_id = $3 AND email_key IS DISTINCT FROM $4),
       unsent AS (DELETE FROM mail USING stale
         WHERE tenant = $1 AND confirmation_id = stale.id AND sent_at IS NULL)
     DELETE FROM confirmation_token USING stale WHERE tenant = $1 AND confirmation_id = stale.id`,
    key,
  );
}

async function clickOf(
  tx: Queries,
  { sessionId, formId }: SessionKey,
  emailKey: string | undefined,
): Promise<Date | undefined> {
  const [row] = await tx.query<{ at: Date | null }>(
    `SELECT min(confirmed_at) AS at FROM confirmation
     WHERE tenant = $1 AND session_id = $2 AND form_id = $3 AND email_key = $4
       AND withdrawn_at IS NULL`,
    [tx.tenant, sessionId, formId, emailKey ?? null],
  );
  return row?.at ?? undefined;
}

/** By a link; by what this session had shown for the same person; or by a click for her on this device. */
async function isShown(tx: Queries, question: Confirmable): Promise<boolean> {
  const { before, after, identity, personId, anonymousId, session } = question;
  const rows = await tx.query(
    `SELECT 1 FROM submission
     WHERE tenant = $1 AND anonymous_id = $2 AND person_id = $3 AND confirmed_at IS NOT NULL
       AND ($4::text IS NULL OR email_key = $4) AND (session_id, form_id) <> ($5, $6) LIMIT 1`,
    [
      tx.tenant,
      anonymousId ?? null,
      personId ?? null,
      after.emailKey ?? null,
      session.sessionId,
      session.formId,
    ],
  );
  const unchanged = before.personId === personId && before.emailKey === after.emailKey;
  return identity.proved || (unchanged && before.confirmed) || rows.length > 0;
}
