/** Comparisons that mean nothing, since the two sides are of different kinds or the value is none of those there are. */
import type { Operator, Scalar } from '../../model/condition.js';
import type { FormConfig } from '../../model/form-config.js';
import type { ConfigProblem } from '../../model/ports.js';
import { isDay, readDay } from '../../model/read-day.js';
import { listConditions } from './list-conditions.js';
import { kindOfPath, type PathKind } from './path-kind.js';
import { splitCondition, type Comparison, type Part } from './split-condition.js';

/** The remedy for a word that is nearly one of those known, or nothing. */
export type Suggest = (word: string, known: readonly string[]) => string | undefined;

export function findMismatches(config: FormConfig, suggest: Suggest): readonly ConfigProblem[] {
  const check = ({ comparison, parts, at }: Part): readonly ConfigProblem[] =>
    comparison ? checkComparison(config, comparison, at, suggest) : parts.flatMap(check);
  return listConditions(config).flatMap(({ condition, at }) => check(splitCondition(condition, at)));
}

type Finding = Omit<ConfigProblem, 'path'> | undefined;

function checkComparison(
  config: FormConfig,
  { path, op, want }: Comparison,
  at: string,
  suggest: Suggest,
): readonly ConfigProblem[] {
  const kind = kindOfPath(config, path);
  const tell = (found: Finding, place: string) => (found ? [{ path: place, ...found }] : []);
  const misused = op === 'known' ? undefined : checkOperator(config, path, op, kind);
  if (misused || op === 'known' || op === 'within') return tell(misused, at);
  const checkOne = (one: Scalar, place: string) => {
    const found =
      checkType(path, kind, op, one) ??
      checkWord(path, kind, op, one, suggest) ??
      checkDay(config, path, kind, op, one);
    return tell(found, place);
  };
  if (!Array.isArray(want)) return checkOne(want as Scalar, at);
  return (want as readonly Scalar[]).flatMap((one, i) => checkOne(one, `${at}[${i}]`));
}

const orders: readonly Operator[] = ['gt', 'gte', 'lt', 'lte'];
const textual: readonly Operator[] = ['contains', 'startsWith', 'endsWith'];

/** Whether the operator can be used on values of this kind at all. */
function checkOperator(config: FormConfig, path: string, op: Operator, kind: PathKind): Finding {
  const is = `${path} is ${words[kind.type]}`;
  if (op === 'within' && !['instant', 'text', 'any'].includes(kind.type))
    return { problem: `is a span of time, but ${is}`, remedy: 'Use within for instants such as visit.last.' };
  if (textual.includes(op) && (kind.type === 'number' || kind.type === 'boolean'))
    return { problem: `looks for a text, but ${is}`, remedy: 'Compare it by eq or in.' };
  if (!orders.includes(op) || kind.type === 'number') return undefined;
  const problem = `asks for an order, but ${is}`;
  if (kind.type === 'boolean') return { problem, remedy: 'Compare it with true or false.' };
  if (kind.type !== 'choice') return undefined;
  const sized = config.fields.some(({ name, classify }) => name === path && classify === 'companySize');
  return {
    problem,
    remedy: sized ? `Use ${path}.size, which is a number.` : 'List the values that are meant.',
  };
}

const words: Readonly<Record<PathKind['type'], string>> = {
  number: 'a number',
  boolean: 'true or false',
  choice: 'one of a list of words',
  list: 'a list of words',
  text: 'a text',
  instant: 'an instant',
  any: 'anything',
};

/** Nothing is coerced: what differs in type is never equal. */
function checkType(path: string, kind: PathKind, op: Operator, want: Scalar): Finding {
  if (kind.type === 'any') return undefined;
  const expected = kind.type === 'number' || kind.type === 'boolean' ? kind.type : 'string';
  if (kind.type === 'boolean' && kind.only && want === false && (op === 'eq' || op === 'in'))
    return {
      problem: `is never so: ${path} is true or not there`,
      remedy: `Write { "${path}": { "known": false } }.`,
    };
  if (typeof want === expected) return undefined;
  const problem = `is ${words[kindOfScalar(want)]}, but ${path} is ${words[kind.type]}`;
  return { problem, remedy: convert(kind, want) ?? `Compare it with ${examples[expected]}.` };
}

const kindOfScalar = (value: Scalar) =>
  (typeof value === 'string' ? 'text' : typeof value) as 'text' | 'number' | 'boolean';
const examples = { number: 'a number', boolean: 'true or false', string: 'a text in quotes' } as const;

/** The same with or without quotes, where that was meant. */
function convert({ type }: PathKind, want: Scalar): string | undefined {
  const text = String(want).trim();
  const isMeant =
    (type === 'number' && text !== '' && Number.isFinite(Number(text)) && typeof want === 'string') ||
    (type === 'boolean' && /^(true|false)$/.test(text));
  if (isMeant) return `Write ${text} without quotes.`;
  return typeof want === 'number' && type !== 'boolean' && type !== 'number'
    ? `Write "${text}" in quotes.`
    : undefined;
}

/** Whether a word is one of those that there are, or a part of one. */
function checkWord(path: string, kind: PathKind, op: Operator, want: Scalar, suggest: Suggest): Finding {
  if (kind.type !== 'choice' || kind.values.some((value) => fits(op, fold(value), fold(want))))
    return undefined;
  const list = kind.values.slice(0, mostListed).join(', ') + (kind.values.length > mostListed ? ', …' : '');
  return {
    problem: textual.includes(op)
      ? `is in no value that ${path} can have`
      : `is no value that ${path} can have`,
    remedy: suggest(String(want), kind.values) ?? `Use ${list}.`,
  };
}

function fits(op: Operator, value: string, want: string): boolean {
  if (op === 'contains') return value.includes(want);
  if (op === 'startsWith') return value.startsWith(want);
  return op === 'endsWith' ? value.endsWith(want) : value === want;
}

/** Days and instants stand in their order as text, and only so. */
function checkDay({ fields }: FormConfig, path: string, kind: PathKind, op: Operator, want: Scalar): Finding {
  const isDate = path === 'now.date' || fields.some(({ name, type }) => name === path && type === 'date');
  if ((!isDate && kind.type !== 'instant') || textual.includes(op) || typeof want !== 'string')
    return undefined;
  // The beginning of a day has its place in the order, too.
  const isBeginning = orders.includes(op) && /^\d{4}(-(0\d|1[0-2]))?$/.test(want);
  if (isDay(want) || isBeginning || (!isDate && isInstant(want))) return undefined;
  const [time = ''] = /^.*(?=T)/.exec(want) ?? [];
  const meant = readDay(time || want);
  return {
    problem: `is no ${isDate ? 'day' : 'instant'} that ${path} can be compared with`,
    remedy: meant ? `Write "${meant}".` : `Write a day such as "2026-12-31".`,
  };
}

/** As they are kept: in UTC, to the millisecond. */
const isInstant = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(text) && isDay(text.slice(0, 10));

const mostListed = 20;
const fold = (value: Scalar) => String(value).normalize('NFKC').toLowerCase();
