/**
 * What only some definitions ask of answers: addresses at work, countries that there are, patterns, validators. Asked
 * after `checkAnswers` has found nothing wrong.
 */
import { isBlank, type Answers, type AnswerValue, type Issue } from '../../model/answers.js';
import { listCodes } from '../../model/country-codes.js';
import type { Field } from '../../model/form-config.js';
import { own } from '../../model/own.js';
import type { Validator } from '../../model/ports.js';
import { createMatcher, longestText } from './match-pattern.js';
import { askValidator, type Finding, type Timer } from './ask-validator.js';

export interface SpecialOptions {
  /** Of the whole form: what is asked in one view may count in another. */
  readonly fields?: readonly Field[] | undefined;
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
  /** At most one issue a field; of other answers the country counts. Never rejects: what cannot be checked passes. */
  check(fields: readonly Field[], answers: Answers): Promise<readonly Issue[]>;
}

export function createSpecialChecks(options: SpecialOptions): SpecialChecks {
  // Both take long to make.
  let codes: ReadonlySet<string> | undefined;
  const matchers = new Map<string, Matcher | undefined>();
  const tools: Tools = {
    kindOf: options.kindOf,
    isCountry: (code) => (codes ??= new Set(listCodes())).has(code),
    matcherOf: (pattern) => {
      if (!matchers.has(pattern)) matchers.set(pattern, tryMatcher(pattern));
      return matchers.get(pattern);
    },
  };
  const check = async (field: Field, value: AnswerValue, country?: string): Promise<Finding> =>
    checkAlone(field, value, tools) ?? checkByName(field, value, options, country);
  return {
    check: async (fields, answers) => {
      const country = findCountry([...fields, ...(options.fields ?? [])], answers);
      const found = fields.map(async (field): Promise<readonly Issue[]> => {
        const value = own(answers, field.name);
        const finding = isBlank(value) ? undefined : await check(field, value as AnswerValue, country);
        return finding ? [{ field: field.name, ...finding }] : [];
      });
      return (await Promise.all(found)).flat();
    },
  };
}

type Matcher = (text: string) => boolean;

interface Tools extends Pick<SpecialOptions, 'kindOf'> {
  isCountry(code: string): boolean;
  /** Nothing for a pattern that is none. */
  matcherOf(pattern: string): Matcher | undefined;
}

/** What the first question for a country that was answered was answered with. */
function findCountry(fields: readonly Field[], answers: Answers): string | undefined {
  const values = fields.map(({ type, name }) => (type === 'country' ? own(answers, name) : undefined));
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

function checkAlone(
  { type, emailPolicy, rules = {} }: Field,
  value: AnswerValue,
  { kindOf, isCountry, matcherOf }: Tools,
): Finding {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (type === 'email' && emailPolicy === 'businessOnly' && kindOf(text) === 'free')
    return { code: 'businessOnly' };
  if (type === 'country' && !isCountry(text)) return { code: 'notAnOption' };
  const fits = rules.pattern === undefined ? undefined : matcherOf(rules.pattern);
  if (!fits) return undefined;
  if (text.length > longestText) return { code: 'tooLong', params: { max: longestText } };
  return fits(text) ? undefined : { code: 'pattern' };
}

/** What the inspector refuses to the author is not held against the visitor. */
function tryMatcher(pattern: string): Matcher | undefined {
  try {
    return createMatcher(pattern);
  } catch {
    return undefined;
  }
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
