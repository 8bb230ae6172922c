/** Facts as a form sees them: of all that was said of each the one that holds, the rest behind it. */
import type { AnswerValue } from '../model/answers.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { Fact, FactSource } from '../model/profile.js';
import { mergeFacts } from '../profile/merge-facts.js';
import { factFields } from './form-fields.js';

export interface FactOnRecord {
  readonly value: AnswerValue;
  readonly source: FactSource;
  readonly at: Date;
  readonly confirmedAt?: Date | null;
  readonly provider?: string | null;
}

/** Of the table `fact`; what is read of one says all that decides whether it holds. */
export const factColumns =
  'fact.name, fact.purpose, fact.value, fact.source, fact.at, fact.confirmed_at AS "confirmedAt", fact.provider';

/** Of one person at once, the newest: so that no history is too long to be read. */
export const mostCandidates = 1_000;

export function toFact({ value, source, at, confirmedAt, provider }: FactOnRecord): Fact {
  return {
    value,
    source,
    at: at.toISOString(),
    ...(confirmedAt && { confirmedAt: confirmedAt.toISOString() }),
    ...(provider && { provider }),
  };
}

/** `now`: milliseconds since 1970, for what is no longer fresh. */
export function factsByField(
  form: FormConfig,
  now: number,
  find: (field: Field) => readonly FactOnRecord[],
): Readonly<Record<string, Fact>> {
  const facts: Record<string, Fact> = {};
  for (const field of factFields(form)) {
    const fact = mergeFacts(field, now, ...find(field).map(toFact));
    if (fact) facts[field.name] = fact;
  }
  return facts;
}

export function groupBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
