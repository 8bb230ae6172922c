/** A submission as Mixpanel takes it: what is now known of the person, and events without a value of an answer. */
import type { Submission } from '../../model/submission.js';
import type { NameMap } from '../names.js';
import { rename } from '../rename.js';
import { names as usual } from './map-names.js';

type Properties = Readonly<Record<string, unknown>>;

export interface Mapped {
  /** Replaces what the profile had by these names. */
  readonly set: Properties;
  /** Joins lists of the profile; a second time changes nothing. */
  readonly union: Properties;
  readonly events: readonly (readonly [event: string, properties: Properties])[];
}

/**
 * Set are the answers, `form_submission_id`, the instants of `consent_<purpose>` and, where this submission brought it
 * about, `stage`. Joined are `form_steps` (`<form>/<step>`) and `segments`. Mixpanel cuts a text after 255 bytes.
 */
export function mapSubmission(submission: Submission, names?: NameMap): Mapped {
  const { id, formId, step, exposures, consents, earlier, answers } = submission;
  const { segments, ...stage } = { ...submission.reached };
  const reached = rename(submission.reached, names);
  const about = {
    form_id: formId,
    step,
    // Copies are told by it, by the name of the event and by the time.
    $insert_id: id,
    time: Date.parse(submission.submittedAt) / 1000,
    ...(exposures.length && { variants: exposures }),
  };
  const agreed = Object.fromEntries(consents.map(({ purpose, at }) => [`consent_${purpose}`, at]));
  const known = { form_submission_id: id, ...agreed, ...stage, ...earlier, ...answers };
  return {
    set: rename(known, { ...usual, ...names }),
    union: rename({ form_steps: [`${formId}/${step}`], ...(segments && { segments }) }, names),
    events: [
      ['Form Step Submitted', about],
      ...(Object.keys(reached)[0] ? [['Stage Reached', { ...about, ...reached }] as const] : []),
    ],
  };
}
