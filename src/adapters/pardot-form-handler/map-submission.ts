/** A submission as the flat pairs that a Pardot form handler takes. */
import type { Submission } from '../../model/submission.js';
import { createNames, type NameMap } from '../names.js';
import { names as usual } from './map-names.js';

/**
 * Answers by external field name, lists joined by `;`, beside `submission_id form_id step`, `consent_<purpose>` with the
 * text agreed to, and, where this submission brought it about, `stage` and `segments`. What the handler has no field for
 * it ignores. `names` is by field name, and may name ours too. An answer wins where two have the same name.
 */
export function mapSubmission(
  { id, formId, step, consents, answers, reached }: Submission,
  names?: NameMap,
): readonly (readonly [name: string, value: string])[] {
  const ours = { submission_id: id, form_id: formId, step, ...reached };
  const agreed = Object.fromEntries(consents.map(({ purpose, text }) => [`consent_${purpose}`, text]));
  const { pairs } = createNames(names, usual);
  const all = [...pairs({ answers: { ...ours, ...agreed } }), ...pairs({ answers })];
  return [
    ...new Map(
      all.map(([name, value]) => [name, typeof value === 'object' ? value.join(';') : String(value)]),
    ),
  ];
}
