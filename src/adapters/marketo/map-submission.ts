/** A submission as Marketo's forms hold it. */
import type { Submission } from '../../model/submission.js';
import { consentAnswers } from '../consent-answers.js';
import { createNames, type NameMap } from '../names.js';
import { names as usual } from './map-names.js';

/**
 * Lists become `a;b`; what was left empty is not sent, so that it erases nothing. What was agreed to is `true` in the
 * field that `names` has for `consent_<purpose>`.
 */
export function mapSubmission(
  { consents, ...submission }: Submission,
  names?: NameMap,
): Readonly<Record<string, string>> {
  const answers = { ...consentAnswers(consents, names), ...submission.answers };
  return Object.fromEntries(
    createNames(names, usual)
      .pairs({ ...submission, answers })
      .map(([name, value]) => [name, [value].flat().join(';')] as const)
      .filter(([, value]) => value),
  );
}
