/** What was sent, as answers to the fields of a view. */
import { tidyAnswers } from '../../check/tidy-answers.js';
import type { Answers, AnswerValue } from '../../model/answers.js';
import type { Field } from '../../model/form-config.js';
import { controlOf } from './control-of.js';

/** Whatever else was sent is not looked at. */
export function readAnswers(fields: readonly Field[], given: URLSearchParams): Answers {
  return tidyAnswers(Object.fromEntries(fields.map((field) => [field.name, read(field, given)])), fields);
}

function read(field: Field, given: URLSearchParams): AnswerValue {
  const control = controlOf(field);
  if (control === 'box') return given.has(field.name);
  if (control === 'ticks') return [...new Set(given.getAll(field.name).map(asTyped))];
  return asTyped(given.get(field.name) ?? '');
}

/** Forms send line breaks as two characters; what a database cannot hold nobody can type. */
const asTyped = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\0', '');
