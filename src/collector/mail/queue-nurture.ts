/** The mail that invites a reader back two days after the first download. */
import type { Claims } from '../sign-token.js';
import type { Context } from '../context.js';
import { hour } from '../context.js';

const delay = 48 * hour;

/**
 * Queued once a person and form, and only for a person whose address is confirmed and who confirmed the consent to
 * be remembered: one that somebody else may have typed does not count.
 */
export async function queueNurture(context: Context, grant: Claims): Promise<void> {
  const form = grant.form === undefined ? undefined : context.forms.get(grant.form);
  const purpose = form?.profile?.purpose;
  if (!form || !purpose || !grant.subject || !Object.hasOwn(context.pages, form.id)) return;
  const now = context.clock();
  await context.db.query(
    `INSERT INTO mail (tenant, id, kind, form_id, person_id, created_at, due_at)
     SELECT $1, $2::uuid, 'nurture', $3::text, person.id, $5::timestamptz, $6::timestamptz FROM person
     WHERE tenant = $1 AND id = $4 AND confirmed_at IS NOT NULL AND EXISTS (
       SELECT 1 FROM consent
       WHERE consent.tenant = $1 AND person_id = $4 AND purpose = $7 AND consent.confirmed_at IS NOT NULL
         AND withdrawn_at IS NULL)
     ON CONFLICT DO NOTHING`,
    [
      context.db.tenant,
      context.mintId(),
      form.id,
      grant.subject,
      new Date(now),
      new Date(now + delay),
      purpose,
    ],
  );
}
