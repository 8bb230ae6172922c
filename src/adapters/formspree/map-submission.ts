/** A submission as Formspree mails and lists it. */
import type { Submission } from '../../model/submission.js';
import type { NameMap } from '../names.js';
import { mapSubmission as mapFlat } from '../webhook/map-submission.js';

/** The flat pairs of a webhook, of which `submission_id` tells copies; lists joined by `, `. */
export const mapSubmission = (submission: Submission, names?: NameMap): [name: string, value: string][] =>
  mapFlat(submission, names).map(([name, value]) => [name, [value].flat().join(', ')]);
