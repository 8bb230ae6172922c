/** Which question a mail asks, and which answers it refers to; pure. */
import type { Field, FormConfig } from '../../model/form-config.js';
import { factName } from '../../model/fact-name.js';
import type { Plan, SkipWord } from '../../model/plan.js';
import type { Fact } from '../../model/profile.js';
import { isMailQuestion, optionOf } from '../links/mail-question.js';

/** Open, though the page has no room for them now: a mail has. */
const roomOnly: readonly SkipWord[] = [
  'noStep',
  'stepCondition',
  'viewLimit',
  'visitLimit',
  'priority',
  'effort',
];

/** The first that is open: not known, refused or put off, allowed, and its own condition holds. */
export function chooseQuestion({ fields }: FormConfig, plan: Plan): Field | undefined {
  const onPage = plan.steps.flatMap(({ ask, confirm }) => [...ask, ...confirm].map(({ field }) => field));
  const left = plan.skip.flatMap(({ field, reason }) => (roomOnly.includes(reason.word) ? [field] : []));
  const open = new Set([...onPage, ...left]);
  return fields.find((field) => isMailQuestion(field) && open.has(field.name));
}

/**
 * The sentences of the options that she chose herself, of all questions that mails ask. Nobody's `sensitive` answer is
 * told back. `facts` by the name of the fact.
 */
export function mentionsOf(
  { fields }: FormConfig,
  facts: ReadonlyMap<string, Pick<Fact, 'value' | 'source'>>,
  asked: Field | undefined,
): readonly string[] {
  return fields
    .filter((field) => isMailQuestion(field) && !field.sensitive && field !== asked)
    .flatMap((field) => {
      const fact = facts.get(factName(field));
      const chosen = fact?.source === 'typed' ? [fact.value].flat() : [];
      return chosen.flatMap((value) => optionOf(field, value)?.mention ?? []);
    });
}
