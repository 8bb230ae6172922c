/** Whether to write to somebody two days later: decided when the mail leaves, since much may have happened by then. */
import type { FormConfig } from '../../model/form-config.js';
import type { Plan } from '../../model/plan.js';
import type { Context } from '../context.js';
import { asksAnything, planForPerson } from '../plan-for-person.js';

/**
 * What would be asked of her, where her consent still stands and there is something that she has not answered, refused
 * or put off; else nothing.
 */
export async function planNurture(
  context: Context,
  form: FormConfig,
  personId: string,
): Promise<Plan | undefined> {
  const agreed = await context.db.query(
    `SELECT 1 FROM consent
     WHERE tenant = $1 AND person_id = $2 AND purpose = $3 AND confirmed_at IS NOT NULL
       AND withdrawn_at IS NULL LIMIT 1`,
    [context.db.tenant, personId, form.profile?.purpose ?? null],
  );
  if (agreed.length === 0) return undefined;
  const plan = await planForPerson(context, form, personId, context.clock());
  return asksAnything(plan, form) ? plan : undefined;
}
