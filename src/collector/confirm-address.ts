/** The click that confirms an address, and what it releases. */
import type { Context } from './context.js';
import { hour } from './context.js';
import type { Queries } from './db.js';
import { digest } from './digest.js';
import { isToken, mintToken } from './opaque-token.js';
import { confirmPerson, confirmSession } from './record/confirm-session.js';
import { readSession } from './record/read-session.js';
import { enterBesideOthers, lockSession } from './record/take-turns.js';

export interface Confirmation {
  readonly id: string;
  readonly formId: string;
  readonly sessionId: string;
  readonly emailKey: string;
  readonly personId: string | null;
  readonly expired: boolean;
  /** The texts that were agreed to in the same session. */
  readonly consents: readonly string[];
}

const lifetime = 72 * hour;

/** A new token for a confirmation. */
export async function mintConfirmToken(tx: Queries, confirmationId: string, now: number): Promise<string> {
  const token = mintToken();
  await tx.query(
    'INSERT INTO confirmation_token (tenant, token_hash, confirmation_id, expires_at) VALUES ($1, $2, $3, $4)',
    [tx.tenant, digest(token), confirmationId, new Date(now + lifetime)],
  );
  return token;
}

/** Reads only. */
export async function findConfirmation(
  { db, clock }: Context,
  token: string,
): Promise<Confirmation | undefined> {
  if (!isToken(token)) return undefined;
  const rows = await db.query<Confirmation>(
    `SELECT confirmation.id, form_id AS "formId", session_id AS "sessionId", email_key AS "emailKey",
       person_id AS "personId", expires_at <= $3 AS expired,
       ARRAY(SELECT text FROM consent WHERE consent.tenant = $1 AND consent.session_id = confirmation.session_id
             AND consent.form_id = confirmation.form_id AND withdrawn_at IS NULL ORDER BY purpose) AS consents
     FROM confirmation_token JOIN confirmation USING (tenant)
     WHERE tenant = $1 AND token_hash = $2 AND confirmation.id = confirmation_id
       AND confirmation.withdrawn_at IS NULL`,
    [db.tenant, digest(token), new Date(clock())],
  );
  return rows[0];
}

/**
 * Harmless when repeated: the first instant stays. Confirms whatever the session holds by now, if the address still
 * stands: a mistyped one, mended later, confirms nothing. Resolves with whether it does.
 */
export async function confirmAddress(context: Context, confirmation: Confirmation): Promise<boolean> {
  const now = new Date(context.clock());
  return context.db.tx(async (tx) => {
    await enterBesideOthers(tx);
    await lockSession(tx, confirmation);
    const session = await readSession(tx, confirmation);
    if (session.emailKey !== confirmation.emailKey || !(await markConfirmed(tx, confirmation, now)))
      return false;
    await confirmSession(tx, confirmation, now);
    if (session.personId) await confirmPerson(tx, session.personId, now);
    return true;
  });
}

/** Not where it was withdrawn or erased since it was found by its token. */
async function markConfirmed(tx: Queries, { id }: Confirmation, now: Date): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE confirmation SET confirmed_at = coalesce(confirmed_at, $3)
     WHERE tenant = $1 AND id = $2 AND withdrawn_at IS NULL RETURNING id`,
    [tx.tenant, id, now],
  );
  return rows.length > 0;
}
