/** Submissions that were taken back on the device they came from: who knows an id may do so. */
import type { Context } from '../context.js';
import type { Queries } from '../db.js';
import { forgetStep } from '../forgotten.js';
import { removeMoves } from '../lifecycle/record-moves.js';
import { blankFingerprints, claimForNothing } from '../record/claim-id.js';
import { readSession } from '../record/read-session.js';
import type { SessionKey, StepOnRecord } from '../record/read-session.js';
import { withdrawConsents } from '../record/record-consents.js';
import { removeAsks } from '../record/record-asks.js';
import { removeFacts } from '../record/record-facts.js';
import { dropEmptyPerson } from '../record/record-person.js';
import { settleSession } from '../record/settle-session.js';
import { enterBesideOthers, lockSession } from '../record/take-turns.js';

/** What one session holds of what is withdrawn. */
interface Part extends SessionKey {
  readonly ids: readonly string[];
}

/**
 * Removes what is recorded under the ids, save the proof of their consents, which are marked as withdrawn. Neither a
 * copy that is still on its way nor an earlier version of the same step takes its place. Harmless when repeated, so
 * that it need not be one transaction: first the ids are claimed, after which nothing comes under them any more, then
 * each session loses its part. A session is locked before anything of it is touched, and never two at once.
 */
export async function withdrawSubmissions(context: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await context.db.tx((tx) => claimForNothing(tx, ids));
  for (const part of await partsOf(context.db, ids)) await withdrawPart(context, part);
}

async function partsOf(db: Queries, ids: readonly string[]): Promise<readonly Part[]> {
  return db.query<Part>(
    `SELECT session_id AS "sessionId", form_id AS "formId", array_agg(id::text) AS ids
     FROM (SELECT session_id, form_id, id FROM submission WHERE tenant = $1 AND id = ANY($2::uuid[])
       UNION SELECT session_id, form_id, submission_id FROM confirmation
         WHERE tenant = $1 AND submission_id = ANY($2::uuid[])) AS held
     GROUP BY session_id, form_id`,
    [db.tenant, ids],
  );
}

async function withdrawPart(context: Context, part: Part): Promise<void> {
  const { ids } = part;
  await context.db.tx(async (tx) => {
    await enterBesideOthers(tx);
    await lockSession(tx, part);
    const now = new Date(context.clock());
    await blankFingerprints(tx, ids);
    await withdrawConsents(tx, ids, now);
    await withdrawConfirmations(tx, ids, now);
    await removeSteps(tx, context, part, now);
  });
}

async function removeSteps(
  tx: Queries,
  context: Context,
  { ids, ...session }: Part,
  now: Date,
): Promise<void> {
  const before = await readSession(tx, session);
  const steps = before.steps.filter(({ id }) => ids.includes(id));
  if (steps.length === 0) return; // replaced by later versions, maybe while we waited for our turn
  for (const step of steps) await removeStep(tx, session, step);
  const form = context.forms.get(session.formId);
  if (form) {
    await settleSession(tx, context, { form, session, before, anonymousId: undefined, now });
    return;
  }
  // Nobody can tell any more what the remaining steps mean: they stay as they are.
  await removeFacts(tx, steps);
  await removeAsks(tx, steps);
  await removeMoves(tx, steps);
  if (before.personId) await dropEmptyPerson(tx, before.personId);
}

async function removeStep(tx: Queries, session: SessionKey, step: StepOnRecord): Promise<void> {
  await tx.query('DELETE FROM submission WHERE tenant = $1 AND id = $2', [tx.tenant, step.id]);
  await forgetStep(tx, session, step);
}

/**
 * Its links lead nowhere any more. What was mailed is remembered for as long as it counts against the number of mails
 * an address may get.
 */
async function withdrawConfirmations(
  tx: Queries,
  submissionIds: readonly string[],
  now: Date,
): Promise<void> {
  const params = [tx.tenant, submissionIds];
  await tx.query(
    `DELETE FROM confirmation WHERE tenant = $1 AND submission_id = ANY($2::uuid[]) AND NOT EXISTS
       (SELECT 1 FROM mail WHERE mail.tenant = $1 AND confirmation_id = confirmation.id AND attempts > 0)`,
    params,
  );
  await tx.query(
    `WITH kept AS (UPDATE confirmation SET withdrawn_at = $3 WHERE tenant = $1 AND submission_id = ANY($2::uuid[]) RETURNING id),
       unsent AS (DELETE FROM mail USING kept WHERE tenant = $1 AND confirmation_id = kept.id AND sent_at IS NULL)
     DELETE FROM confirmation_token USING kept WHERE tenant = $1 AND confirmation_id = kept.id`,
    [...params, now],
  );
}
