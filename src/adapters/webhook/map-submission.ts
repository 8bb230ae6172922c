/** A submission as the flat pairs that Zapier, Make and spreadsheets take. */
import type { AnswerValue } from '../../model/answers.js';
import type { Submission } from '../../model/submission.js';
import { consentTexts } from '../consent-answers.js';
import { createNames, type NameMap } from '../names.js';

/**
 * Answers by field name beside `submission_id session_id form_id form_version step submitted_at`, `consent_<purpose>`
 * with the text agreed to, and, where this submission brought it about, `stage` and `entered_segments`, which `names`
 * may call otherwise by `stage` and `segments`. An answer whose name is one of these is sent as `answer_<name>`.
 */
export function mapSubmission(
  { reached, ...submission }: Submission,
  names?: NameMap,
): readonly (readonly [name: string, value: AnswerValue])[] {
  const { id, sessionId, formId, formVersion, step, submittedAt, consents } = submission;
  const ours: Readonly<Record<string, AnswerValue>> = {
    submission_id: id,
    session_id: sessionId,
    form_id: formId,
    form_version: formVersion,
    step,
    submitted_at: submittedAt,
    ...consentTexts(consents),
  };
  const told = createNames(names, { segments: 'entered_segments' })
    .pairs({ answers: { ...reached } })
    .map(([name, value]) => [name, value] as const);
  const first = [...Object.entries(ours), ...told];
  const taken = first.map(([name]) => name);
  const given = createNames(names)
    .pairs(submission)
    .map(([name, value]) => [taken.includes(name) ? `answer_${name}` : name, value] as const);
  return [...first, ...given];
}
