/** A submission as the flat pairs that Zapier, Make and spreadsheets take. */
import type { AnswerValue } from '../../model/answers.js';
import type { Submission } from '../../model/submission.js';
import { consentTexts } from '../consent-answers.js';
import { createNames, type NameMap } from '../names.js';

/**
 * Answers by field name beside `submission_id session_id form_id form_version step submitted_at`, `consent_<purpose>`
 * with the text agreed to, `exposures` where the form was shown with variants, and, where this submission brought it
 * about, `stage` and `entered_segments`, which `names` may call otherwise by `stage` and `segments`. An answer whose name
 * is one of these is sent as `answer_<name>`.
 */
export function mapSubmission(
  { reached, ...submission }: Submission,
  names?: NameMap,
): readonly (readonly [name: string, value: AnswerValue, ...unknown[]])[] {
  const { id, sessionId, formId, formVersion, step, submittedAt, consents, exposures } = submission;
  const first = [
    ...Object.entries<AnswerValue>({
      submission_id: id,
      session_id: sessionId,
      form_id: formId,
      form_version: formVersion,
      step,
      submitted_at: submittedAt,
      ...consentTexts(consents),
    }),
    ...createNames(names, { segments: 'entered_segments' }).pairs({
      answers: { ...reached, ...(exposures[0] && { exposures }) },
    }),
  ];
  return [
    ...first,
    ...createNames(names)
      .pairs(submission)
      .map(
        ([name, value]) => [first.some(([one]) => one === name) ? `answer_${name}` : name, value] as const,
      ),
  ];
}
