/** What an enrichment service says, held to the rules of the fields as if it had been typed. */
import type { Answers, AnswerValue, Issue } from '../../model/answers.js';
import { isBlank } from '../../model/answers.js';
import { factName } from '../../model/fact-name.js';
import type { Field } from '../../model/form-config.js';
import type { Fact } from '../../model/profile.js';
import { checkAnswers } from '../../check/check-answers.js';
import { tidyAnswers } from '../../check/tidy-answers.js';
import { acceptFacts } from '../../profile/accept-facts.js';
import { normaliseValue } from '../../profile/normalise-value.js';

export interface AcceptedValues {
  readonly facts: Readonly<Record<string, Fact>>;
  /** What was of no use, without the value. */
  readonly rejected: readonly Issue[];
}

/** `values`: by field name, name in the back end or autofill token; own members only. `at`: an ISO 8601 instant. */
export function acceptValues(fields: readonly Field[], values: unknown, at: string): AcceptedValues {
  const given = tidyAnswers(pickValues(fields, values), fields);
  const issues = checkAnswers(
    fields.filter(({ name }) => Object.hasOwn(given, name)),
    given,
  );
  const bad = new Set(issues.map(({ field }) => field));
  const { facts, doubtful } = acceptFacts(
    fields.filter(({ name }) => !bad.has(name)),
    given,
    'enrichment',
    at,
  );
  return {
    facts,
    rejected: [...issues, ...doubtful.map(({ issue }) => issue)],
  };
}

/** Anything may be in it: what is no kind of answer is found out by the check. */
function pickValues(fields: readonly Field[], values: unknown): Answers {
  const member = (name: string | undefined) =>
    name !== undefined && typeof values === 'object' && values !== null && Object.hasOwn(values, name)
      ? (values as Answers)[name]
      : undefined;
  const given = fields.flatMap((field): [string, AnswerValue][] => {
    const value = member(field.name) ?? member(factName(field)) ?? member(field.autocomplete);
    if (value === undefined || value === null || isBlank(value)) return [];
    return [[field.name, normaliseValue(field, value) as AnswerValue]];
  });
  return Object.fromEntries(given);
}
