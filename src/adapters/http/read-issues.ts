/** What our own collector finds wrong with answers. */
import type { Issue, IssueCode } from '../../model/answers.js';

/** Every `IssueCode` but the one that stands for all others. */
const codes =
  'required email tel url number date pattern businessOnly noLinks tooShort tooLong tooSmall tooLarge badStep tooEarly tooLate notAnOption told';

/** Field names and known codes only: the words come from our own locales. */
export function readIssues(list: unknown): readonly Issue[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: Partial<Issue> | null): Issue[] => {
    const { field, code, params } = item ?? {};
    if (typeof field !== 'string') return [];
    return [{ field, code: isCode(code) ? code : 'refused', ...(isParams(params) && { params }) }];
  });
}

const isCode = (code: unknown): code is IssueCode => codes.split(' ').includes(code as string);

function isParams(params: unknown): params is Record<string, string | number> {
  if (typeof params !== 'object' || !params) return false;
  return Object.values(params).every((value) => typeof value === 'string' || typeof value === 'number');
}
