/** A submission as Netlify takes it from a static form. */
import type { Submission } from '../../model/submission.js';
import type { NameMap } from '../names.js';
import { mapSubmission as mapFlat } from '../webhook/map-submission.js';

/** The flat pairs of a webhook, of which `submission_id` tells copies, after the name of the form; lists joined by `, `. */
export function mapSubmission(
  submission: Submission,
  formName: string,
  names?: NameMap,
): [name: string, value: string][] {
  const pairs = mapFlat(submission, names).filter(([name]) => name !== 'form-name');
  return [
    ['form-name', formName],
    ...pairs.map(([name, value]): [string, string] => [name, [value].flat().join(', ')]),
  ];
}
