/** What became of the questions that a session did not answer for good, as rows of a person by the name of the fact. */
import { isBlank } from '../../model/answers.js';
import { factName } from '../../model/fact-name.js';
import type { Field, FormConfig } from '../../model/form-config.js';
import type { AskRecord } from '../../model/profile.js';
import type { Queries } from '../db.js';
import type { StepOnRecord } from './read-session.js';
import type { Keeper } from './record-facts.js';

interface AskRow extends AskRecord {
  readonly id: string;
  readonly name: string;
}

export async function removeAsks(tx: Queries, steps: readonly StepOnRecord[]): Promise<void> {
  await tx.query('DELETE FROM ask WHERE tenant = $1 AND submission_id = ANY($2::uuid[])', [
    tx.tenant,
    steps.map(({ id }) => id),
  ]);
}

export async function recordAsks(
  tx: Queries,
  form: FormConfig,
  steps: readonly StepOnRecord[],
  { personId, anonymousId }: Omit<Keeper, 'giver'>,
): Promise<void> {
  const asks = steps.flatMap((step) => asksOf(form, step));
  await tx.query(
    `INSERT INTO ask (tenant, person_id, anonymous_id, submission_id, name, outcome, at, until)
     SELECT $1, $2::uuid, $3::text, * FROM unnest($4::uuid[], $5::text[], $6::text[], $7::timestamptz[],
       $8::timestamptz[])`,
    [
      tx.tenant,
      personId,
      anonymousId ?? null,
      asks.map(({ id }) => id),
      asks.map(({ name }) => name),
      asks.map(({ outcome }) => outcome),
      asks.map(({ at }) => at),
      asks.map(({ until }) => until ?? null),
    ],
  );
}

/** One a fact, the latest: several fields may ask for it. */
function asksOf({ fields }: FormConfig, step: StepOnRecord): readonly AskRow[] {
  const rows = new Map<string, AskRow>();
  for (const field of fields) {
    const ask = Object.hasOwn(step.asks, field.name) ? step.asks[field.name] : answerNotKept(field, step);
    const name = factName(field);
    const earlier = rows.get(name);
    if (ask && !(earlier && earlier.at >= ask.at)) rows.set(name, { ...ask, id: step.id, name });
  }
  return [...rows.values()];
}

/** An answer that may leave no fact, by the field's write policy, ends a refusal all the same. */
function answerNotKept({ name, writePolicy }: Field, { answers, at }: StepOnRecord): AskRecord | undefined {
  const isAnswered = Object.hasOwn(answers, name) && !isBlank(answers[name]);
  if (!isAnswered || (writePolicy !== 'never' && writePolicy !== 'ifEmpty')) return undefined;
  const iso = at.toISOString();
  return { outcome: 'answered', at: iso, until: iso };
}
