/**
 * What the host page or the back end says about the visitor, cut down to what the definition asks for: own members,
 * declared fields, values of the right kind. The rest is dropped, never sent back.
 */
import { isBlank, type AnswerValue, type IssueCode } from '../model/answers.js';
import type { Field } from '../model/form-config.js';
import type { Fact, FactSource } from '../model/profile.js';

export interface AcceptedFacts {
  readonly facts: Readonly<Record<string, Fact>>;
  /** Of the right kind, but against the field's present rules: asked again, with the value and what is wrong. */
  readonly doubtful: readonly {
    readonly field: string;
    readonly value: AnswerValue;
    readonly code: IssueCode;
  }[];
}

/**
 * `values`: by field name, either the value itself or `{ value, at?, source? }`. Consents and transient answers are
 * never taken from elsewhere. `at` is an ISO 8601 instant.
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
    const { name, type, transient } = field;
    if (transient || type === 'consent') continue;
    const given = readMember(values, name);
    const value = isRecord(given) ? given['value'] : given;
    if (!hasKind(field, value) || isBlank(value)) continue;
    const code = misfit(field, value);
    if (code) doubtful.push({ field: name, value, code });
    else facts[name] = { value, source, at: instant(given) ?? at };
  }
  return { facts, doubtful };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readMember = (values: unknown, name: string): unknown =>
  isRecord(values) && Object.hasOwn(values, name) ? values[name] : undefined;

function instant(given: unknown): string | undefined {
  const at = isRecord(given) ? given['at'] : undefined;
  return typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? at : undefined;
}

function hasKind({ type, options }: Field, value: unknown): value is AnswerValue {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'checkbox' && !options) return typeof value === 'boolean';
  if (type === 'checkbox') return Array.isArray(value) && value.every((one) => typeof one === 'string');
  return typeof value === 'string';
}

/** The rules that a stored value can outlive; the full check follows when the visitor submits. */
function misfit({ type, options, rules = {} }: Field, value: AnswerValue): IssueCode | undefined {
  const chosen = options && [value].flat().every((one) => options.some((option) => option.value === one));
  if (chosen === false) return 'notAnOption';
  if (typeof value === 'number') {
    if (value < (rules.min ?? -Infinity)) return 'tooSmall';
    return value > (rules.max ?? Infinity) ? 'tooLarge' : undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (value.length < (rules.minLength ?? 0)) return 'tooShort';
  if (value.length > (rules.maxLength ?? 5000)) return 'tooLong';
  return type === 'email' && !value.includes('@') ? 'email' : undefined;
}
