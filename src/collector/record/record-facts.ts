/** The answers of a session become dated facts of a person, one value a name and purpose. */
import type { AnswerValue } from '../../model/answers.js';
import { isBlank } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Queries } from '../db.js';
import { factFields } from '../form-fields.js';
import { factName } from '../../model/fact-name.js';
import { own } from '../../model/own.js';
import type { StepOnRecord } from './read-session.js';

export interface Keeper {
  readonly personId: string;
  readonly anonymousId: string | undefined;
  /**
   * `device`: the session neither names the person nor came by her link. Then somebody at her device gave it: it spares
   * her the question, but whoever else may have sat there must not turn up in front of her.
   */
  readonly giver: 'typed' | 'device';
}

interface FactRow {
  readonly name: string;
  readonly purpose: string;
  /** What is never shown nobody typed: the page told it. */
  readonly isHidden: boolean;
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
  { personId, anonymousId, giver }: Keeper,
): Promise<void> {
  const facts = factsOf(form, steps);
  await tx.query(
    `INSERT INTO fact (tenant, person_id, anonymous_id, source, submission_id, name, purpose, value, at)
     SELECT $1, $2::uuid, $3::text, source, id, name, purpose, value::json, at
     FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::text[])
       AS given (id, name, purpose, value, at, source)`,
    [
      tx.tenant,
      personId,
      anonymousId ?? null,
      facts.map(({ from }) => from.id),
      facts.map(({ name }) => name),
      facts.map(({ purpose }) => purpose),
      facts.map(({ value }) => JSON.stringify(value)),
      facts.map(({ from }) => from.at.toISOString()),
      facts.map(({ isHidden }) => (isHidden && giver === 'typed' ? 'host' : giver)),
    ],
  );
}

/** Leaves out blanks, which never erase, and what is never to be recorded; what holds is decided on reading. */
function factsOf(form: FormConfig, steps: readonly StepOnRecord[]): readonly FactRow[] {
  const facts = new Map<string, FactRow>();
  for (const from of steps) {
    for (const field of factFields(form)) {
      const value = own(from.answers, field.name);
      if (value === undefined || isBlank(value) || field.writePolicy === 'never') continue;
      const { purpose } = field;
      const isHidden = field.type === 'hidden';
      const name = factName(field);
      const key = JSON.stringify([name, purpose]);
      // Of two fields that ask the same thing in one step the first tells it.
      if (facts.get(key)?.from !== from) facts.set(key, { name, purpose, isHidden, value, from });
    }
  }
  return [...facts.values()];
}
