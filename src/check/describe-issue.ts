/** Says in an author's words what the schema found. zod/mini brings codes, not sentences. */
import type * as z from 'zod/mini';
import { own } from '../model/own.js';
import type { ConfigProblem } from '../model/ports.js';
import { didYouMean } from './did-you-mean.js';
import { joinPath } from './join-path.js';
import { describeKind, withArticle } from './describe-kind.js';
import { kindOf } from './kind-of.js';
import { listMembers } from './list-members.js';
import { suggestAdapter } from './suggest-adapter.js';
import { valueAt } from './value-at.js';

type Issue = z.core.$ZodIssue;

/** What people look for under another name. */
const elsewhere: Readonly<Record<string, string>> = {
  experiments: 'Use flags: a service chooses between variants.',
  consents: 'Use fields of type consent.',
};

const kinds: Readonly<Record<string, string>> = {
  array: 'list',
  record: 'object',
  int: 'whole number',
};

/** Conditions are alternatives within alternatives, about which zod can only say that none fits. */
export function isInCondition({ code, path }: Issue): boolean {
  if (code === 'invalid_key') return false; // the name of a segment, say
  const [member, , third, , fifth] = path;
  const isSegment = member === 'segments' && path.length > 1;
  return isSegment || member === 'trigger' || third === 'when' || (member === 'scores' && fifth === 'when');
}

export function describeIssue(
  issue: Issue,
  plain: unknown,
  schema: z.core.$ZodType,
): readonly ConfigProblem[] {
  const path = writePath(issue.path);
  const value = valueAt(plain, path);
  const found = describeKind(value);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => describeStranger(key, path, listMembers(schema, issue.path, plain)));
    case 'invalid_type': {
      const expected = kinds[issue.expected] ?? issue.expected;
      const told = issue.message === 'Invalid input' ? `Write ${withArticle(expected)}.` : issue.message;
      const remedy = namePurposes(path, plain) ?? told.replace(/\.$/, `${quotes(expected, value)}.`);
      return [{ path, problem: found, remedy }];
    }
    case 'invalid_value':
      return [describeChoice(path, value, issue.values.map(String))];
    case 'invalid_union': // only adapters are told apart by a member; conditions are looked at elsewhere
      return [describeChoice(path, value, 'options' in issue ? (issue.options ?? []).map(String) : [])];
    case 'invalid_key':
      return [{ path, problem: 'has an unusable name', remedy: issue.issues[0]?.message ?? '' }];
    default:
      return [{ path, problem: `${found} that does not fit`, remedy: issue.message }];
  }
}

/** What differs by its quotes alone. */
function quotes(expected: string, value: unknown): string {
  if (expected === 'string') return ['number', 'boolean'].includes(kindOf(value)) ? ', in quotes' : '';
  const isMeant =
    typeof value === 'string' &&
    (/^(number|int)$/.test(expected)
      ? /^-?\d+(\.\d+)?$/.test(value)
      : expected === 'boolean' && /^(true|false)$/.test(value));
  return isMeant ? ', without quotes' : '';
}

/** A field needs one of the purposes that the definition declares. */
function namePurposes(path: string, plain: unknown): string | undefined {
  const purposes = valueAt(plain, 'purposes');
  const names = kindOf(purposes) === 'object' ? Object.keys(purposes as object) : [];
  return names.length && fieldMember(path) === 'purpose' ? `Write one of: ${names.join(', ')}.` : undefined;
}

function describeChoice(path: string, value: unknown, words: readonly string[]): ConfigProblem {
  const word = typeof value === 'string' ? value : '';
  const near = didYouMean(word, words) ?? (/\.use$/.test(path) ? suggestAdapter(word) : undefined);
  const list = `Use ${words.join(', ')}.`;
  if (value === undefined) return { path, problem: 'is missing', remedy: list };
  if (fieldMember(path) === 'type')
    return { path, problem: 'is no field type known here', remedy: near ? `${near} ${list}` : list };
  return { path, problem: `${describeKind(value)} that is not known here`, remedy: near ?? list };
}

const fieldMember = (path: string): string | undefined => /^fields\[\d+]\.(\w+)$/.exec(path)?.[1];

function describeStranger(key: string, path: string, members: readonly string[]): ConfigProblem {
  const place = joinPath(path, key);
  const other = own(elsewhere, place);
  return {
    path: place,
    problem: 'is no member known here',
    remedy: other ?? didYouMean(key, members) ?? 'Remove it.',
  };
}

function writePath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : joinPath(path, String(key))),
    '',
  );
}
