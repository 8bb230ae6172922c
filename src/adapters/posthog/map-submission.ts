/** A submission as PostHog takes it: what is now known of the person, and events without a value of an answer. */
import type { Submission } from '../../model/submission.js';
import { consentTexts } from '../consent-answers.js';
import type { NameMap } from '../names.js';
import { rename } from '../rename.js';
import { names as usual } from './map-names.js';

type Properties = Readonly<Record<string, unknown>>;

export interface Mapped {
  /** Answers, the texts of `consent_<purpose>` and, where this submission brought it about, `stage` and `segments`. */
  readonly person: Properties;
  readonly events: readonly (readonly [event: string, properties: Properties])[];
}

export function mapSubmission(submission: Submission, names?: NameMap): Mapped {
  const { id, formId, step, exposures, consents, earlier, answers } = submission;
  const reached = rename(submission.reached, names);
  const about = {
    form_id: formId,
    step,
    submission_id: id,
    ...(exposures.length && { variants: exposures }),
  };
  const known = { ...consentTexts(consents), ...submission.reached, ...earlier, ...answers };
  return {
    person: rename(known, { ...usual, ...names }),
    events: [
      ['form_step_submitted', about],
      ...(Object.keys(reached)[0] ? [['stage_reached', { ...about, ...reached }] as const] : []),
    ],
  };
}

/** Of one submission's events each has its own: the version of the UUID tells them apart, and copies are told by it. */
export const uuidOf = (id: string, place: number): string =>
  `${id.slice(0, 14)}${(7 + place).toString(16)}${id.slice(15)}`;
