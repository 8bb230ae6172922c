/**
 * What the host page or the back end says about the visitor, cut down to what the definition asks for: own members,
 * declared fields, values of the right kind. The rest is dropped, never sent back.
 */
import { isBlank, type AnswerValue, type Issue } from '../model/answers.js';
import type { Field } from '../model/form-config.js';
import type { Fact, FactSource } from '../model/profile.js';

export interface AcceptedFacts {
  readonly facts: Readonly<Record<string, Fact>>;
  /** Of the right kind, but against the field's present rules: asked again, with the value and what is wrong. */
  readonly doubtful: readonly { readonly value: AnswerValue; readonly issue: Issue }[];
}

/**
 * `values`: by field name, either the value itself or `{ value, at?, source? }`; times are ISO 8601 instants, and the only
 * source that may be named is `inferred`, for what was guessed. Consents and
 * transient answers are never taken from elsewhere, and what is sensitive is never shown.
 */
export function acceptFacts(
  fields: readonly Field[],
  values: unknown,
  source: FactSource,
  at: string,
): AcceptedFacts {
  const facts: Record<string, Fact> = {};
  const doubtful: AcceptedFacts['doubtful'][number][] = [];
  for (const field of fields) {
    const { name, type, transient, sensitive } = field;
    if (transient || type === 'consent') continue;
    const given = readMember(values, name);
    const value = isRecord(given) ? given['value'] : given;
    if (!hasKind(field, value) || isBlank(value)) continue;
    const misfit = findMisfit(field, value);
    const guessed = isRecord(given) && given['source'] === 'inferred';
    if (!misfit) facts[name] = { value, source: guessed ? 'inferred' : source, at: instant(given) ?? at };
    else if (!sensitive) doubtful.push({ value, issue: { field: name, ...misfit } });
  }
  return { facts, doubtful };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readMember = (values: unknown, name: string): unknown =>
  isRecord(values) && Object.hasOwn(values, name) ? values[name] : undefined;

function instant(given: unknown): string | undefined {
  const at = isRecord(given) ? given['at'] : undefined;
  return typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? new Date(at).toISOString() : undefined;
}

function hasKind({ type, options }: Field, value: unknown): value is AnswerValue {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'checkbox' && !options) return typeof value === 'boolean';
  if (type === 'checkbox') return Array.isArray(value) && value.every((one) => typeof one === 'string');
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
  return type === 'email' && !value.includes('@') ? { code: 'email' } : undefined;
}
