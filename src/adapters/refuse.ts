/** What a back end's refusal comes to. */
import type { Issue } from '../model/answers.js';
import type { DeliveryOutcome } from '../model/delivery-outcome.js';
import type { Submission } from '../model/submission.js';

/**
 * Refused for good is only what the visitor was asked in this very submission and can mend. Where the back end wants
 * what she was not asked, it is set up wrongly: the submission waits until somebody has put that right.
 */
export function refuse(
  issues: readonly Partial<Issue>[],
  { answers, asks }: Submission,
  status: number,
): DeliveryOutcome {
  const hers = issues.filter(
    (issue): issue is Issue => Object.hasOwn({ ...answers, ...asks }, issue.field ?? '') && !!issue.code,
  );
  return hers.length ? { kind: 'rejected', issues: hers, status } : { kind: 'retryable', park: true, status };
}
