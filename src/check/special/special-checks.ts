/**
 * What only some definitions ask of answers: addresses at work, countries that there are, patterns, validators. Asked
 * after `checkAnswers` has found nothing wrong.
 */
import { isBlank, type Answers, type AnswerValue, type Issue } from '../../model/answers.js';
import { listCodes } from '../../model/country-codes.js';
import type { Field } from '../../model/form-config.js';
import { own } from '../../model/own.js';
import type { Validator } from '../../model/ports.js';
import { findPatternFault } from './find-pattern-fault.js';
import { createMatcher, longestText } from './match-pattern.js';
import { askValidator, type Finding, type Timer } from './ask-validator.js';

export interface SpecialOptions {
  /** By the names that definitions call them. */
  readonly validators?: Readonly<Record<string, Validator>> | undefined;
  /** Validators of ours, loaded when a definition names one that `validators` has not; told the country answered. */
  readonly builtIn?:
    Readonly<Record<string, (country: string | undefined) => Promise<Validator>>> | undefined;
  /** Milliseconds that a validator may take, with its loading; 3,000 where absent. */
  readonly patience?: number | undefined;
  readonly timer?: Timer | undefined;
  /** `free` for private addresses. */
  readonly kindOf: (address: string) => string | undefined;
}

export interface SpecialChecks {
  /** At most one issue a field. Never rejects: what cannot be checked passes. */
  check(fields: readonly Field[], answers: Answers): Promise<readonly Issue[]>;
}

export function createSpecialChecks(options: SpecialOptions): SpecialChecks {
  const check = async (field: Field, value: AnswerValue, country?: string): Promise<Finding> =>
    checkAlone(field, value, options) ?? checkByName(field, value, options, country);
  return {
    check: async (fields, answers) => {
      const country = findCountry(fields, answers);
      const found = fields.map(async (field): Promise<readonly Issue[]> => {
        const value = own(answers, field.name);
        const finding = isBlank(value) ? undefined : await check(field, value as AnswerValue, country);
        return finding ? [{ field: field.name, ...finding }] : [];
      });
      return (await Promise.all(found)).flat();
    },
  };
}

/** What a question for the country was answered with. */
function findCountry(fields: readonly Field[], answers: Answers): string | undefined {
  const name = fields.find(({ type }) => type === 'country')?.name;
  const country = name === undefined ? undefined : own(answers, name);
  return typeof country === 'string' ? country : undefined;
}

function checkAlone(
  { type, emailPolicy, rules = {} }: Field,
  value: AnswerValue,
  { kindOf }: SpecialOptions,
): Finding {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (type === 'email' && emailPolicy === 'businessOnly' && kindOf(text) === 'free')
    return { code: 'businessOnly' };
  if (type === 'country' && !listCodes().includes(text)) return { code: 'notAnOption' };
  return rules.pattern === undefined ? undefined : checkPattern(rules.pattern, text);
}

/** What the inspector refuses to the author is not held against the visitor. */
function checkPattern(pattern: string, text: string): Finding {
  if (findPatternFault(pattern) !== undefined) return undefined;
  if (text.length > longestText) return { code: 'tooLong', params: { max: longestText } };
  return createMatcher(pattern)(text) ? undefined : { code: 'pattern' };
}

/** A name that nobody has is the author's fault, which the inspector tells. */
async function checkByName(
  { validator: name }: Field,
  value: AnswerValue,
  { validators = {}, builtIn = {}, patience, timer }: SpecialOptions,
  country: string | undefined,
): Promise<Finding> {
  if (name === undefined) return undefined;
  const given = own(validators, name);
  const create = own(builtIn, name);
  const load = given ? async () => given : create && (() => create(country));
  return load && askValidator(load, value, patience, timer);
}
