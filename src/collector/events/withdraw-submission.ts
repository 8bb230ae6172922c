/** A submission that was taken back on the device it came from: who knows its id may do so. */
import type { Context } from '../context.js';
import { tenant } from '../context.js';
import type { Queries } from '../db.js';
import { forgetTraces, stepTrace } from '../forgotten.js';
import { claimForNothing } from '../record/claim-id.js';
import { readSession } from '../record/read-session.js';
import type { SessionKey } from '../record/read-session.js';
import { withdrawConsents } from '../record/record-consents.js';
import { removeFacts } from '../record/record-facts.js';
import { dropEmptyPerson } from '../record/record-person.js';
import { settleSession } from '../record/settle-session.js';
import { enterBesideOthers, lockSession } from '../record/take-turns.js';

/**
 * Removes what is recorded under the id, save the proof of its consents, which are marked as withdrawn. Neither a copy
 * that is still on its way nor an earlier version of the same step takes its place. Harmless when repeated.
 */
export async function withdrawSubmission(context: Context, id: string): Promise<void> {
  await context.db.tx(async (tx) => {
    await enterBesideOthers(tx);
    await claimForNothing(tx, id);
    const now = new Date(context.clock());
    const session = await sessionOf(tx, id);
    if (session) await lockSession(tx, session);
    await withdrawConsents(tx, id, now);
    await withdrawConfirmations(tx, id, now);
    if (session) await removeStep(tx, context, session, id, now);
  });
}

async function sessionOf(tx: Queries, id: string): Promise<SessionKey | undefined> {
  const rows = await tx.query<SessionKey>(
    `SELECT session_id AS "sessionId", form_id AS "formId" FROM submission WHERE tenant = $1 AND id = $2`,
    [tenant, id],
  );
  return rows[0];
}

async function removeStep(
  tx: Queries,
  context: Context,
  session: SessionKey,
  id: string,
  now: Date,
): Promise<void> {
  const before = await readSession(tx, session);
  const step = before.steps.find((candidate) => candidate.id === id);
  if (!step) return; // replaced by a later version while we waited for our turn
  await tx.query('DELETE FROM submission WHERE tenant = $1 AND id = $2', [tenant, id]);
  const until = new Date(step.clientMs);
  await forgetTraces(tx, [{ hash: stepTrace({ ...session, step: step.step }), until }]);
  const form = context.forms.get(session.formId);
  if (form) {
    await settleSession(tx, context, { form, session, before, anonymousId: undefined, now });
    return;
  }
  // Nobody can tell any more what the remaining steps mean: they stay as they are.
  await removeFacts(tx, [step]);
  if (before.personId) await dropEmptyPerson(tx, before.personId);
}

/**
 * Its links lead nowhere any more. What was mailed is remembered for as long as it counts against the number of mails
 * an address may get.
 */
async function withdrawConfirmations(tx: Queries, submissionId: string, now: Date): Promise<void> {
  const params = [tenant, submissionId];
  await tx.query(
    `DELETE FROM confirmation WHERE tenant = $1 AND submission_id = $2 AND NOT EXISTS
       (SELECT 1 FROM mail WHERE mail.tenant = $1 AND confirmation_id = confirmation.id AND attempts > 0)`,
    params,
  );
  await tx.query(
    `WITH kept AS (UPDATE confirmation SET withdrawn_at = $3 WHERE tenant = $1 AND submission_id = $2 RETURNING id),
       unsent AS (DELETE FROM mail USING kept WHERE tenant = $1 AND confirmation_id = kept.id AND sent_at IS NULL)
     DELETE FROM confirmation_token USING kept WHERE tenant = $1 AND confirmation_id = kept.id`,
    [...params, now],
  );
}
