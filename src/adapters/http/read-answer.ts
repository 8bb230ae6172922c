/** What the collector's answer means; only one that names the submission settles anything. */
import type { Issue, IssueCode } from '../../model/answers.js';
import type { DeliveryOutcome } from '../../model/delivery-outcome.js';
import type { SaidAnswer } from '../wire.js';

/** Statuses by which the collector itself may refuse for good. */
const refusals = [400, 410, 413, 422];

/** Every `IssueCode` but the one that stands for all others. */
const codes =
  'required email tel url number date pattern businessOnly noLinks tooShort tooLong tooSmall tooLarge badStep tooEarly tooLate notAnOption told';

/** Nothing where the answer does not name the submission. */
export function readAnswer({ status, headers, said }: SaidAnswer, id: string): DeliveryOutcome | undefined {
  if (said['id'] !== id) return undefined;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const problem = headers.get('content-type')?.startsWith('application/problem+json');
  if (!problem || !refusals.includes(status)) return undefined;
  return { kind: 'rejected', status, issues: readIssues(said['issues']) };
}

/** Field names and known codes only: the words come from our own locales. */
function readIssues(list: unknown): readonly Issue[] {
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
