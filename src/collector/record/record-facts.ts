/** The answers of a session become dated facts of a person, one value a name and purpose. */
import type { AnswerValue } from '../../model/answers.js';
import { isBlank } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Queries } from '../db.js';
import { factFields } from '../form-fields.js';
import { factName } from '../../model/fact-name.js';
import type { StepOnRecord } from './read-session.js';

export interface Keeper {
  readonly personId: string;
  readonly anonymousId: string | undefined;
}

interface FactRow {
  readonly name: string;
  readonly purpose: string;
  readonly value: AnswerValue;
  readonly from: StepOnRecord;
}

export async function removeFacts(tx: Queries, steps: readonly StepOnRecord[]): Promise<void> {
  await tx.query('DELETE FROM fact WHERE tenant = $1 AND submission_id = ANY($2::uuid[])', [
    tx.tenant,
    steps.map(({ id }) => id),
  ]);
}

/** `steps` in the order of their completion: a later answer takes the place of an earlier one of the same session. */
export async function recordFacts(
  tx: Queries,
  form: FormConfig,
  steps: readonly StepOnRecord[],
  { personId, anonymousId }: Keeper,
): Promise<void> {
  const facts = factsOf(form, steps, await namesHeld(tx, personId));
  await tx.query(
    `INSERT INTO fact (tenant, person_id, anonymous_id, source, submission_id, name, purpose, value, at)
     SELECT $1, $2::uuid, $3::text, 'typed', id, name, purpose, value::json, at
     FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
       AS given (id, name, purpose, value, at)`,
    [
      tx.tenant,
      personId,
      anonymousId ?? null,
      facts.map(({ from }) => from.id),
      facts.map(({ name }) => name),
      facts.map(({ purpose }) => purpose),
      facts.map(({ value }) => JSON.stringify(value)),
      facts.map(({ from }) => from.at.toISOString()),
    ],
  );
}

/** Leaves out blanks, which never erase, and what a field's write policy forbids. */
function factsOf(
  form: FormConfig,
  steps: readonly StepOnRecord[],
  held: ReadonlySet<string>,
): readonly FactRow[] {
  const facts = new Map<string, FactRow>();
  for (const from of steps) {
    for (const field of factFields(form)) {
      const value = Object.hasOwn(from.answers, field.name) ? from.answers[field.name] : undefined;
      if (value === undefined || isBlank(value) || field.writePolicy === 'never') continue;
      const { purpose } = field;
      const name = factName(field);
      const key = JSON.stringify([name, purpose]);
      const earlier = facts.get(key);
      const isTaken = earlier !== undefined || held.has(name);
      if (earlier?.from === from || (field.writePolicy === 'ifEmpty' && isTaken)) continue;
      facts.set(key, { name, purpose, value, from });
    }
  }
  return [...facts.values()];
}

async function namesHeld(tx: Queries, personId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ name: string }>(
    'SELECT DISTINCT name FROM fact WHERE tenant = $1 AND person_id = $2',
    [tx.tenant, personId],
  );
  return new Set(rows.map(({ name }) => name));
}
