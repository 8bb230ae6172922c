/** A submission as the flat pairs that Zapier, Make and spreadsheets take. */
import type { Submission } from '../../model/submission.js';

/**
 * Answers by field name, lists joined by `, `, beside `submission_id form_id form_version step submitted_at` and
 * `consent_<purpose>` with the text agreed to. An answer whose name is one of these is sent as `answer_<name>`.
 */
export function mapSubmission(submission: Submission): readonly (readonly [name: string, value: string])[] {
  const { id, formId, formVersion, step, submittedAt, answers, consents } = submission;
  const ours: readonly (readonly [string, string])[] = [
    ['submission_id', id],
    ['form_id', formId],
    ['form_version', formVersion],
    ['step', step],
    ['submitted_at', submittedAt],
    ...consents.map(({ purpose, text }) => [`consent_${purpose}`, text] as const),
  ];
  const taken = new Set(ours.map(([name]) => name));
  const given = Object.entries(answers).map(([name, value]) => {
    const text = typeof value === 'object' ? value.join(', ') : String(value);
    return [taken.has(name) ? `answer_${name}` : name, text] as const;
  });
  return [...ours, ...given];
}
