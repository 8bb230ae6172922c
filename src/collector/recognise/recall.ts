/** What a person, or one device of a person, has done here. With `anonymousId`, only what came from that device. */
import type { FormConfig } from '../../model/form-config.js';
import { tenant } from '../context.js';
import type { Queries } from '../db.js';

export interface Whose {
  readonly personId: string;
  readonly anonymousId?: string | undefined;
}

/** The form's purposes agreed to, each with the instant of the latest consent. */
export async function consentsOn(
  db: Queries,
  form: FormConfig,
  { personId, anonymousId }: Whose,
): Promise<Record<string, string>> {
  const rows = await db.query<{ purpose: string; at: Date }>(
    `SELECT purpose, max(at) AS at FROM consent
     WHERE tenant = $1 AND person_id = $2 AND withdrawn_at IS NULL AND ($3::text IS NULL OR anonymous_id = $3)
     GROUP BY purpose ORDER BY purpose`,
    [tenant, personId, anonymousId ?? null],
  );
  const ofForm = rows.filter(({ purpose }) => Object.hasOwn(form.purposes, purpose));
  return Object.fromEntries(ofForm.map(({ purpose, at }) => [purpose, at.toISOString()]));
}

/** Where the form asks for a confirmed address, a click is needed; else a submission is enough. */
export async function hasEarnedAsset(
  db: Queries,
  form: FormConfig,
  { personId, anonymousId }: Whose,
): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 FROM submission
     WHERE tenant = $1 AND form_id = $2 AND person_id = $3 AND ($4::text IS NULL OR anonymous_id = $4)
       AND (confirmed_at IS NOT NULL OR NOT $5) LIMIT 1`,
    [tenant, form.id, personId, anonymousId ?? null, form.afterSubmit?.doubleOptIn ?? false],
  );
  return rows.length > 0;
}

/** Visits in which something was submitted. */
export async function countSessions(db: Queries, personId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'SELECT count(DISTINCT session_id)::int AS count FROM submission WHERE tenant = $1 AND person_id = $2',
    [tenant, personId],
  );
  return row?.count ?? 0;
}
