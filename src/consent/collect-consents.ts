/** The consents given with a step, in the exact words that were shown. */
import type { Answers } from '../model/answers.js';
import type { Field } from '../model/form-config.js';
import type { ConsentGiven } from '../model/submission.js';

/** `at`: ISO 8601 instant; `locale`: BCP 47 tag of the texts. A box left open is no consent and no refusal. */
export function collectConsents(
  fields: readonly Field[],
  answers: Answers,
  locale: string,
  at: string,
): readonly ConsentGiven[] {
  return fields
    .filter(({ name, type }) => type === 'consent' && answers[name] === true)
    .map(({ purpose, label }) => ({ purpose, text: label, locale, at }));
}
