/** What the collector's answer means; only one that names the submission settles anything. */
import type { Issue } from '../../model/answers.js';
import type { DeliveryOutcome } from '../../model/delivery-outcome.js';
import type { SaidAnswer } from '../wire.js';

/** Statuses by which the collector itself may refuse for good. */
const refusals = [400, 410, 413, 422];

/** Nothing where the answer does not name the submission. */
export async function readAnswer(
  { status, headers, said }: SaidAnswer,
  id: string,
  readIssues: (list: unknown) => readonly Issue[] | Promise<readonly Issue[]>,
): Promise<DeliveryOutcome | undefined> {
  if (said['id'] !== id) return undefined;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const problem = headers.get('content-type')?.startsWith('application/problem+json');
  if (!problem || !refusals.includes(status)) return undefined;
  return { kind: 'rejected', status, issues: await readIssues(said['issues']) };
}
