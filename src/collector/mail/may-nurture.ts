/** Whether to write to somebody two days later: decided when the mail leaves, since much may have happened by then. */
import type { FormConfig } from '../../model/form-config.js';
import type { Context } from '../context.js';
import { asksAnything, planForPerson } from '../plan-for-person.js';

/** Her consent still stands, and there is something to ask that she has not answered, refused or put off. */
export async function mayNurture(context: Context, form: FormConfig, personId: string): Promise<boolean> {
  const agreed = await context.db.query(
    `SELECT 1 FROM consent
     WHERE tenant = $1 AND person_id = $2 AND purpose = $3 AND confirmed_at IS NOT NULL
       AND withdrawn_at IS NULL LIMIT 1`,
    [context.db.tenant, personId, form.profile?.purpose ?? null],
  );
  if (agreed.length === 0) return false;
  return asksAnything(await planForPerson(context, form, personId, context.clock()), form);
}
