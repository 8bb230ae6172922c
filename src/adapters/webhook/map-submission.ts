/** A submission as the flat pairs that Zapier, Make and spreadsheets take. */
import type { AnswerValue } from '../../model/answers.js';
import type { Submission } from '../../model/submission.js';
import { createNames, type NameMap } from '../names.js';

/**
 * Answers by field name beside `submission_id form_id form_version step submitted_at`, `consent_<purpose>` with the
 * text agreed to, and, where this submission brought it about, `stage` and `entered_segments`. An answer whose name is
 * one of these is sent as `answer_<name>`.
 */
export function mapSubmission(
  submission: Submission,
  names?: NameMap,
): readonly (readonly [name: string, value: AnswerValue])[] {
  const { id, formId, formVersion, step, submittedAt, answers, consents, reached = {} } = submission;
  const { stage, segments } = reached;
  const ours: readonly (readonly [string, AnswerValue])[] = [
    ['submission_id', id],
    ['form_id', formId],
    ['form_version', formVersion],
    ['step', step],
    ['submitted_at', submittedAt],
    ...(stage === undefined ? [] : [['stage', stage] as const]),
    ...(segments ? [['entered_segments', segments] as const] : []),
    ...consents.map(({ purpose, text }) => [`consent_${purpose}`, text] as const),
  ];
  const taken = new Set(ours.map(([name]) => name));
  const given = createNames(names)
    .pairs({ answers })
    .map(([name, value]) => [taken.has(name) ? `answer_${name}` : name, value] as const);
  return [...ours, ...given];
}
