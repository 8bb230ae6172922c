/** Says in an author's words what the schema found. zod/mini brings codes, not sentences. */
import type * as z from 'zod/mini';
import type { ConfigProblem } from '../model/ports.js';
import { didYouMean } from './did-you-mean.js';
import { joinPath } from './join-path.js';
import { describeKind, withArticle } from './describe-kind.js';
import { listMembers } from './list-members.js';
import { valueAt } from './value-at.js';

type Issue = z.core.$ZodIssue;

/** Members that are planned but not built: silence about them would mislead. */
const planned = ['segments', 'scores', 'stages', 'experiments', 'consents', 'pattern'];

const kinds: Readonly<Record<string, string>> = {
  array: 'list',
  record: 'object',
  int: 'whole number',
};

/** Conditions are alternatives within alternatives, about which zod can only say that none fits. */
export function isInCondition({ path }: Issue): boolean {
  return path[2] === 'when';
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
      return issue.keys.map((key) => describeStranger(key, path, listMembers(schema, issue.path)));
    case 'invalid_type': {
      const expected = kinds[issue.expected] ?? issue.expected;
      return [{ path, problem: found, remedy: `Write ${withArticle(expected)}.` }];
    }
    case 'invalid_value': {
      const words = issue.values.map(String);
      const remedy = didYouMean(typeof value === 'string' ? value : '', words) ?? `Use ${words.join(', ')}.`;
      return [{ path, problem: `${found} that is not known here`, remedy }];
    }
    case 'invalid_key':
      return [{ path, problem: 'has an unusable name', remedy: issue.issues[0]?.message ?? '' }];
    default:
      return [{ path, problem: `${found} that does not fit`, remedy: issue.message }];
  }
}

function describeStranger(key: string, path: string, members: readonly string[]): ConfigProblem {
  const isPlanned = planned.includes(key);
  return {
    path: joinPath(path, key),
    problem: isPlanned ? 'is not supported yet' : 'is no member known here',
    remedy: (isPlanned ? undefined : didYouMean(key, members)) ?? 'Remove it.',
  };
}

function writePath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : joinPath(path, String(key))),
    '',
  );
}
