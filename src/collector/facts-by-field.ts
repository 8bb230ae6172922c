/** Facts as a form sees them. */
import type { AnswerValue } from '../model/answers.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { Fact, FactSource } from '../model/profile.js';
import { factFields } from './form-fields.js';

export interface FactOnRecord {
  readonly value: AnswerValue;
  readonly source: FactSource;
  readonly at: Date;
}

export function factsByField(
  form: FormConfig,
  find: (field: Field) => FactOnRecord | undefined,
): Readonly<Record<string, Fact>> {
  const facts: Record<string, Fact> = {};
  for (const field of factFields(form)) {
    const fact = find(field);
    if (fact) facts[field.name] = { value: fact.value, source: fact.source, at: fact.at.toISOString() };
  }
  return facts;
}
