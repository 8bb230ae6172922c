/** Conditions and their traces in words that the author of a definition reads. */
import type { Condition, Operator, Operators, Scalar, Test, TraceEntry } from '../model/condition.js';
import { describeDuration } from './describe-duration.js';
import { describePath, quote, type LabelOf } from './describe-path.js';

type Want = Scalar | readonly Scalar[];

interface Phrase {
  readonly text: string;
  readonly joined?: 'and' | 'or';
}

const noLabel: LabelOf = () => undefined;

/** A clause such as `it is visit 3 or later and “Company” is known`; `always` and `never` for what is fixed. */
export function describeCondition(condition: Condition, label: LabelOf = noLabel): string {
  return phrase(condition, true, label).text;
}

/** A negation goes down to the comparisons, where it is one word. */
function phrase(condition: Condition, holds: boolean, label: LabelOf): Phrase {
  if (typeof condition === 'boolean') return { text: condition === holds ? 'always' : 'never' };
  const many = (parts: readonly Condition[], word: 'and' | 'or'): Phrase =>
    join(
      parts.map((part) => phrase(part, holds, label)),
      (word === 'and') === holds ? 'and' : 'or',
    );
  if ('all' in condition) return many(condition.all as readonly Condition[], 'and');
  if ('any' in condition) return many(condition.any as readonly Condition[], 'or');
  if ('not' in condition) return phrase(condition.not as Condition, !holds, label);
  const clauses = listTests(condition as Readonly<Record<string, Test>>).map(([path, op, want]) => ({
    text: describeComparison(path, op, want, holds, label),
  }));
  return join(clauses, holds ? 'and' : 'or');
}

function listTests(tests: Readonly<Record<string, Test>>): [string, Operator, Want][] {
  return Object.entries(tests).flatMap(([path, test]): [string, Operator, Want][] => {
    if (Array.isArray(test)) return [[path, 'in', test]];
    if (typeof test !== 'object') return [[path, 'eq', test]];
    return Object.entries(test as Operators).map(([op, want]) => [path, op as Operator, want as Want]);
  });
}

/** Nothing at all holds as `and`, and fails as `or`. */
function join(parts: readonly Phrase[], word: 'and' | 'or'): Phrase {
  const [first] = parts;
  if (!first) return { text: word === 'and' ? 'always' : 'never' };
  if (parts.length === 1) return first;
  const texts = parts.map(({ text, joined }) => (joined && joined !== word ? `(${text})` : text));
  return { text: listWords(texts, word), joined: word };
}

/** `a`, `a or b`, `a, b or c`. */
export function listWords(words: readonly string[], word: 'and' | 'or'): string {
  const last = words.at(-1) ?? 'nothing';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} ${word} ${last}` : last;
}

/** One comparison as a clause; with `holds` false its opposite. */
export function describeComparison(
  path: string,
  op: Operator,
  want: Want,
  holds: boolean,
  label: LabelOf,
): string {
  const negative = op === 'ne' || op === 'notIn' || (op === 'known' && want === false) ? holds : !holds;
  const plain = op === 'ne' ? 'eq' : op === 'notIn' ? 'in' : op;
  const is = negative ? 'is not' : 'is';
  if (path === 'visit.count') {
    const visit = describeVisit(plain, want);
    if (visit) return `it ${is} ${visit}`;
  }
  // A flag has a variant, whatever it is called: none of them is on or off.
  if (plain === 'eq' && typeof want === 'boolean' && !path.startsWith('flag.'))
    return describeFlag(path, want === negative ? 'is not' : 'is', label);
  const subject = describePath(path, label);
  const verb = verbs[plain]?.[negative ? 1 : 0];
  return verb ? `${subject} ${verb} ${describeWant(want)}` : `${subject} ${is} ${complement(plain, want)}`;
}

const verbs: Partial<Readonly<Record<Operator, readonly [string, string]>>> = {
  contains: ['contains', 'does not contain'],
  startsWith: ['starts with', 'does not start with'],
  endsWith: ['ends with', 'does not end with'],
};

function complement(op: Operator, want: Want): string {
  const value = describeWant(want);
  const inTime = typeof want === 'string';
  switch (op) {
    case 'gt':
      return `${inTime ? 'after' : 'more than'} ${value}`;
    case 'gte':
      return `${value} or ${inTime ? 'later' : 'more'}`;
    case 'lt':
      return `${inTime ? 'before' : 'less than'} ${value}`;
    case 'lte':
      return `${value} or ${inTime ? 'earlier' : 'less'}`;
    case 'within':
      return `within the last ${describeDuration(String(want))}`;
    case 'known':
      return 'known';
    case 'only':
      return `nothing but ${value}`;
    default:
      return value;
  }
}

/** Numbers of visits, in words that a person would use; nothing where the test makes no sense of them. */
function describeVisit(op: Operator, want: Want): string | undefined {
  const list = [want].flat();
  if (!list.length || !list.every(Number.isInteger)) return undefined;
  if (op === 'in') return `visit ${listWords(list.map(String), 'or')}`;
  const count = Number(want);
  if (op === 'eq') return `visit ${count}`;
  if (op === 'gte' || op === 'gt') return `visit ${op === 'gt' ? count + 1 : count} or later`;
  const last = op === 'lt' ? count - 1 : count;
  if (op === 'lt' || op === 'lte') return last === 1 ? 'the first visit' : `visit ${last} or earlier`;
  return undefined;
}

/** What is so or not so. */
function describeFlag(path: string, is: 'is' | 'is not', label: LabelOf): string {
  const name = path.slice(path.indexOf('.') + 1);
  if (label(path)) return `${describePath(path, label)} ${is} ticked`;
  if (path.startsWith('segment.')) return `the visitor ${is} in the segment ${quote(name)}`;
  if (path.startsWith('consent.')) return `${describePath(path, label)} ${is} given`;
  if (path.startsWith('bant.')) return `${describePath(path, label)} ${is} known`;
  if (path === 'page.exit') return `the visitor ${is} about to leave`;
  if (path === 'form.trap') return `${describePath(path, label)} ${is} filled in`;
  return `${describePath(path, label)} ${is} so`;
}

const describeWant = (want: Want): string =>
  listWords(
    [want].flat().map((one) => (typeof one === 'string' ? quote(one) : String(one))),
    'or',
  );

/** What a comparison found, as a clause: of a field only whether there was an answer, and whether it was this one. */
export function describeFinding(
  { path, op, want, got, ok, why }: TraceEntry,
  label: LabelOf = noLabel,
): string {
  const subject = describePath(path, label);
  if (why === 'valueWithheld') return `${subject} is known here without its value`;
  if (why === 'missing') return label(path) ? `nobody has told us ${subject} yet` : `${subject} is not known`;
  if (why === 'masked') {
    if (op === 'known') return `${subject} is known`;
    const fits = ok !== (op === 'ne' || op === 'notIn');
    return fits ? `that was the answer to ${subject}` : `${subject} was answered otherwise`;
  }
  if (path === 'visit.count') return `this is visit ${String(got)}`;
  if (typeof got === 'boolean') return describeComparison(path, 'eq', got, true, label);
  // What follows from an answer may be the answer, and an address may tell of a person.
  const [group = ''] = path.split('.');
  const isOpen = !label(group) && (typeof got === 'number' || !/^(page|utm)$/.test(group));
  return isOpen && got !== null
    ? `${subject} is ${describeWant(got)}`
    : describeComparison(path, op, want, ok, label);
}
