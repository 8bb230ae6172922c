/** Which answers a draft may hold, and which of those in one still fit the questions of today. */
import { isBlank, type Answers, type AnswerValue } from '../model/answers.js';
import type { Field, FormConfig } from '../model/form-config.js';

const isDrafted = ({ type, sensitive, transient }: Field): boolean =>
  !sensitive && !transient && !/^(password|consent|hidden)$/.test(type);

/** What was typed for fields of `config`, in whatever version of it, without what is blank or does not fit any more. */
export function pickDrafted({ fields }: Pick<FormConfig, 'fields'>, answers: Answers): Answers {
  const fitting = fields.filter(isDrafted).flatMap((field) => {
    const value = Object.hasOwn(answers, field.name) ? fit(field, answers[field.name]) : undefined;
    return value === undefined || isBlank(value) ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries(fitting);
}

/** As it was typed, right or wrong: the check comes later. */
function fit({ type, options }: Field, value: unknown): AnswerValue | undefined {
  const isChoice = (one: unknown): one is string =>
    typeof one === 'string' && (options?.some((option) => option.value === one) ?? true);
  if (type === 'multiselect' || (type === 'checkbox' && options))
    return Array.isArray(value) ? value.filter(isChoice) : undefined;
  if (type === 'checkbox') return typeof value === 'boolean' ? value : undefined;
  if (type === 'number' && typeof value === 'number') return value;
  return isChoice(value) ? value : undefined;
}
