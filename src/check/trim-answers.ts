/** Answers as they are kept: without the blanks around them. */
import type { Answers, AnswerValue } from '../model/answers.js';
import type { Field } from '../model/form-config.js';

/** Trims every text. The passwords of `fields` stay as typed, since a blank may be part of one. */
export function trimAnswers(answers: Answers, fields: readonly Field[]): Answers {
  const untouched = new Set(fields.filter((field) => field.type === 'password').map((field) => field.name));
  const trimmed = Object.entries(answers).map(([name, value]): [string, AnswerValue] => [
    name,
    typeof value === 'string' && !untouched.has(name) ? value.trim() : value,
  ]);
  return Object.fromEntries(trimmed); // defines own members, so that a hostile name stays harmless
}
