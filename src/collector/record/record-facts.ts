/** Answers become dated facts: appended, never overwritten; what holds is the latest of a name. */
import { isBlank } from '../../model/answers.js';
import type { Field } from '../../model/form-config.js';
import { tenant } from '../context.js';
import type { Queries } from '../db.js';
import { factFields } from '../form-fields.js';
import { factName } from '../../model/fact-name.js';
import type { Attributed } from './receipt.js';

/** Leaves out blanks, which never erase, and what a field's write policy forbids. */
export async function recordFacts(tx: Queries, receipt: Attributed, personId: string): Promise<void> {
  const { form, answers, submission, anonymousId, at } = receipt;
  for (const field of factFields(form)) {
    const value = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;
    if (isBlank(value) || !(await mayWrite(tx, field, personId))) continue;
    await tx.query(
      `INSERT INTO fact (tenant, submission_id, name, purpose, person_id, anonymous_id, value, source, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'typed', $8) ON CONFLICT DO NOTHING`,
      [
        tenant,
        submission.id,
        factName(field),
        field.purpose,
        personId,
        anonymousId ?? null,
        JSON.stringify(value),
        at,
      ],
    );
  }
}

async function mayWrite(tx: Queries, field: Field, personId: string): Promise<boolean> {
  if (field.writePolicy === 'never') return false;
  if (field.writePolicy !== 'ifEmpty') return true;
  const held = await tx.query(
    'SELECT 1 FROM fact WHERE tenant = $1 AND person_id = $2 AND name = $3 LIMIT 1',
    [tenant, personId, factName(field)],
  );
  return held.length === 0;
}
