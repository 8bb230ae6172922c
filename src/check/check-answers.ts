/**
 * Whether answers will do. The element and the collector ask the same functions, and whatever came over the wire
 * is taken as unknown: a wrong kind of value is an issue, never an exception.
 */
import { isBlank } from '../model/answers.js';
import type { Answers, Issue } from '../model/answers.js';
import type { Field } from '../model/form-config.js';
import type { AnswerChecker } from '../model/ports.js';
import { findDayFault } from '../model/read-day.js';
import { isEmail } from './is-email.js';
import { isTel } from './is-tel.js';
import { isUrl } from './is-url.js';

type Finding = Omit<Issue, 'field'> | undefined;

export function createAnswerChecker(): AnswerChecker {
  return { check: checkAnswers };
}

/** At most one issue a field: the first that the visitor should put right. */
export function checkAnswers(fields: readonly Field[], answers: Answers): readonly Issue[] {
  return fields.flatMap((field) => {
    const value = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;
    const finding = isBlank(value) ? checkBlank(field) : checkValue(field, value);
    return finding ? [{ field: field.name, ...finding }] : [];
  });
}

const checkBlank = (field: Field): Finding => (field.required ? { code: 'required' } : undefined);

function checkValue(field: Field, value: unknown): Finding {
  switch (field.type) {
    case 'number':
      return checkNumber(field, value);
    case 'select':
    case 'radio':
      return checkChoices(field, [value]);
    case 'multiselect':
      return checkChoices(field, value);
    case 'checkbox':
      return field.options ? checkChoices(field, value) : checkTick(value);
    case 'consent':
      return checkTick(value);
    default:
      return checkText(field, value);
  }
}

const checkTick = (value: unknown): Finding => (value === true ? undefined : { code: 'refused' });

function checkChoices({ options = [] }: Field, values: unknown): Finding {
  const isChoice = (value: unknown) => options.some((option) => option.value === value);
  const fits = Array.isArray(values) && values.length <= options.length && values.every(isChoice);
  return fits ? undefined : { code: 'notAnOption' };
}

/** Text that is a number beyond doubt is one already; what is text still, was in doubt. */
function checkNumber({ rules = {} }: Field, number: unknown): Finding {
  if (typeof number !== 'number' || !Number.isFinite(number)) return { code: 'number' };
  const { min = -Infinity, max = Infinity, step } = rules;
  if (number < min) return { code: 'tooSmall', params: { min } };
  if (number > max) return { code: 'tooLarge', params: { max } };
  if (step && !isOnStep(number, step, rules.min ?? 0)) return { code: 'badStep', params: { step } };
  return undefined;
}

/** With room for what binary fractions lose: 0.3 is on the steps of 0.1. */
function isOnStep(number: number, step: number, base: number): boolean {
  const steps = (number - base) / step;
  return Math.abs(steps - Math.round(steps)) <= 1e-9 * Math.max(1, Math.abs(steps));
}

function checkText(field: Field, value: unknown): Finding {
  if (typeof value !== 'string') return { code: 'refused' };
  const text = field.type === 'password' ? value : value.trim();
  return checkLength(field, text) ?? checkFormat(field, text);
}

/** Characters are code points. Without a rule, 1,000 of them fit in a line and 5,000 in a text area. */
function checkLength({ type, rules = {} }: Field, text: string): Finding {
  const { minLength: min = 0, maxLength: max = type === 'textarea' ? 5_000 : 1_000 } = rules;
  const tooLong: Finding = { code: 'tooLong', params: { max } };
  if (text.length > 2 * max) return tooLong; // a code point takes at most two units: no need to count a megabyte
  const length = [...text].length;
  if (length > max) return tooLong;
  return length < min ? { code: 'tooShort', params: { min } } : undefined;
}

/** Whether a country is one of those that there are is looked at by `special/`. */
function checkFormat({ type, autocomplete, rules = {} }: Field, text: string): Finding {
  if (type === 'email' && !isEmail(text)) return { code: 'email' };
  if (type === 'tel' && !isTel(text)) return { code: 'tel' };
  if (type === 'url' && !isUrl(text)) return { code: 'url' };
  if (type === 'date') return findDayFault(text, rules);
  if (type === 'country' && !/^[A-Z]{2}$/.test(text)) return { code: 'notAnOption' };
  // Names and companies hold no links, but mails that greet by name would carry them: a known way to send spam.
  if (type === 'text' && autocomplete !== 'url' && link.test(text)) return { code: 'noLinks' };
  return undefined;
}

const link = /https?:\/\/|\bwww\./i;
