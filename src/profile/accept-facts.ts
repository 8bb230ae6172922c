/**
 * What the host page or the back end says about the visitor, cut down to what the definition asks for: own members,
 * declared fields, values of the right kind. The rest is dropped, never sent back.
 */
import { isBlank, type AnswerValue, type Issue } from '../model/answers.js';
import type { Field } from '../model/form-config.js';
import { findDayFault } from '../model/read-day.js';
import { factSources, type Fact, type FactSource } from '../model/profile.js';
import { normaliseValue } from './normalise-value.js';

export interface AcceptedFacts {
  readonly facts: Readonly<Record<string, Fact>>;
  /** Of the right kind, but against the field's present rules: asked again, with the value and what is wrong. */
  readonly doubtful: readonly { readonly value: AnswerValue; readonly issue: Issue }[];
}

/**
 * `values`: by field name, either the value itself or `{ value, at?, confirmedAt?, source?, provider? }`; times are
 * ISO 8601 instants. A value may name the source it came from, where that is trusted no more than `highest`. Consents
 * and transient answers are never taken from elsewhere, and what is sensitive is never shown.
 */
export function acceptFacts(
  fields: readonly Field[],
  values: unknown,
  source: FactSource,
  at: string,
  highest = source,
): AcceptedFacts {
  const facts: Record<string, Fact> = {};
  const doubtful: AcceptedFacts['doubtful'][number][] = [];
  for (const field of fields) {
    const { name, type, transient, sensitive } = field;
    if (transient || type === 'consent') continue;
    const given = readMember(values, name);
    const told = isRecord(given) ? given : {};
    const said = isRecord(given) ? told['value'] : given;
    const value = type === 'country' || type === 'date' ? normaliseValue(field, said) : said;
    if (!hasKind(field, value) || isBlank(value)) continue;
    const misfit = findMisfit(field, value);
    const provider = told['provider'];
    const confirmedAt = instant(told['confirmedAt']);
    if (!misfit)
      facts[name] = {
        value,
        source: readSource(told['source'], highest) ?? source,
        at: instant(told['at']) ?? at,
        ...(confirmedAt !== undefined && { confirmedAt }),
        ...(typeof provider === 'string' && { provider }),
      };
    else if (!sensitive) doubtful.push({ value, issue: { field: name, ...misfit } });
  }
  return { facts, doubtful };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readMember = (values: unknown, name: string): unknown =>
  isRecord(values) && Object.hasOwn(values, name) ? values[name] : undefined;

const instant = (at: unknown): string | undefined =>
  typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? new Date(at).toISOString() : undefined;

/** What was typed here, or came by a link, only we know; a device tells no values. */
const nameable: readonly unknown[] = ['inferred', 'enrichment', 'backend', 'host', 'login'];

function readSource(named: unknown, highest: FactSource): FactSource | undefined {
  const rank = factSources.indexOf(named as FactSource);
  return nameable.includes(named) && rank <= factSources.indexOf(highest) ? factSources[rank] : undefined;
}

function hasKind({ type, options }: Field, value: unknown): value is AnswerValue {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'checkbox' && !options) return typeof value === 'boolean';
  if (type === 'checkbox' || type === 'multiselect')
    return Array.isArray(value) && value.every((one) => typeof one === 'string');
  return typeof value === 'string';
}

/** The rules that a stored value can outlive; the full check follows when the visitor submits. */
function findMisfit(
  { type, options, rules = {} }: Field,
  value: AnswerValue,
): Omit<Issue, 'field'> | undefined {
  const { min = -Infinity, max = Infinity, minLength = 0, maxLength = 5000 } = rules;
  const chosen = options && [value].flat().every((one) => options.some((option) => option.value === one));
  if (chosen === false) return { code: 'notAnOption' };
  if (typeof value === 'number') {
    if (value < min) return { code: 'tooSmall', params: { min } };
    return value > max ? { code: 'tooLarge', params: { max } } : undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (value.length < minLength) return { code: 'tooShort', params: { min: minLength } };
  if (value.length > maxLength) return { code: 'tooLong', params: { max: maxLength } };
  if (type === 'date') return findDayFault(value, rules);
  if (type === 'country') return /^[A-Z]{2}$/.test(value) ? undefined : { code: 'notAnOption' };
  return type === 'email' && !value.includes('@') ? { code: 'email' } : undefined;
}
