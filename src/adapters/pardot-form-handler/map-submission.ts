/** A submission as the flat pairs that a Pardot form handler takes. */
import type { Submission } from '../../model/submission.js';
import { consentTexts } from '../consent-answers.js';
import { createNames, type NameMap } from '../names.js';
import { names as usual } from './map-names.js';

/**
 * Answers by external field name, lists joined by `;`, beside `submission_id form_id step`, `consent_<purpose>` with the
 * text agreed to, and, where this submission brought it about, `stage` and `segments`. What the handler has no field for
 * it ignores. `names` is by field name, and may name ours too. An answer wins where two have the same name.
 */
export function mapSubmission(
  { reached, ...submission }: Submission,
  names?: NameMap,
): readonly (readonly [name: string, value: string])[] {
  const { id, formId, step, consents } = submission;
  const ours = { submission_id: id, form_id: formId, step, ...reached, ...consentTexts(consents) };
  const { pairs } = createNames(names, usual);
  const all = [...pairs({ answers: ours }), ...pairs(submission)];
  return [
    ...new Map(
      all.map(([name, value]) => [name, typeof value === 'object' ? value.join(';') : String(value)]),
    ),
  ];
}
