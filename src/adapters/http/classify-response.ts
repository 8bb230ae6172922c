/** What the collector's answer means; only one that names the submission settles anything. */
import type { Issue, IssueCode } from '../../model/answers.js';
import type { DeliveryOutcome } from '../../model/delivery-outcome.js';
import { classifyStatus } from '../classify-status.js';
import type { Answer } from '../post.js';
import { readJson } from '../read-json.js';

/** Statuses by which the collector itself may refuse for good. */
const refusals = [400, 410, 413, 422];

const codes: readonly unknown[] = [
  'required',
  'email',
  'tel',
  'url',
  'number',
  'date',
  'pattern',
  'businessOnly',
  'noLinks',
  'tooShort',
  'tooLong',
  'tooSmall',
  'tooLarge',
  'badStep',
  'tooEarly',
  'tooLate',
  'notAnOption',
  'told',
] satisfies IssueCode[];

export function classifyResponse(answer: Answer, id: string, now: number): DeliveryOutcome {
  const { status, headers, text } = answer;
  const said = readJson(text);
  const signed = said['id'] === id;
  if (signed && status >= 200 && status < 300) return { kind: 'delivered' };
  const problem = headers.get('content-type')?.startsWith('application/problem+json');
  if (signed && problem && refusals.includes(status)) {
    return { kind: 'rejected', status, issues: readIssues(said['issues']) };
  }
  return classifyStatus(status, headers, now);
}

/** Field names and known codes only: the words come from our own locales. */
function readIssues(list: unknown): readonly Issue[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: Partial<Issue> | null): Issue[] => {
    const { field, code, params } = item ?? {};
    if (typeof field !== 'string') return [];
    return [
      { field, code: code && codes.includes(code) ? code : 'refused', ...(isParams(params) && { params }) },
    ];
  });
}

function isParams(params: unknown): params is Record<string, string | number> {
  if (typeof params !== 'object' || !params) return false;
  return Object.values(params).every((value) => typeof value === 'string' || typeof value === 'number');
}
