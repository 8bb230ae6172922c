/** Answers as they are checked and kept: without the blanks around them, numbers as numbers, days as `YYYY-MM-DD`. */
import type { Answers, AnswerValue } from '../model/answers.js';
import type { Field, FieldType } from '../model/form-config.js';
import { readDay } from '../model/read-day.js';
import { isUrl } from './is-url.js';

/** Tidies every answer by the type of its field; the passwords stay as typed, since a blank may be part of one. */
export function tidyAnswers(answers: Answers, fields: readonly Field[]): Answers {
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  const tidied = Object.entries(answers).map(
    ([name, value]) => [name, tidy(types.get(name), value)] as const,
  );
  return Object.fromEntries(tidied); // defines own members, so that a hostile name stays harmless
}

/**
 * A number may be typed with a point or a comma. `1,000` stays text: it is a thousand to some and one to others, and the
 * check asks again; so does `03/04/2027`. A web address without its scheme is one of https.
 */
function tidy(type: FieldType | undefined, value: AnswerValue): AnswerValue {
  if (typeof value !== 'string' || type === 'password') return value;
  const text = value.trim();
  if (type === 'date') return readDay(text) ?? text;
  if (type === 'url') return isUrl(`https://${text}`) ? `https://${text}` : text;
  const isNumber = /^-?\d+([.,]\d+)?$/.test(text) && !/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  return type === 'number' && isNumber ? Number(text.replace(',', '.')) : text;
}
