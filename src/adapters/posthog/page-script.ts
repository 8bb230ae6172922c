/** PostHog's script on the page: it knows the visitor's choice, its queue and its ids best. */
import type { Submission } from '../../model/submission.js';
import { createHandOver } from '../hand-over.js';
import type { NameMap } from '../names.js';
import { mapSubmission, uuidOf } from './map-submission.js';

interface PageScript {
  setPersonProperties(properties: object): void;
  capture(event: string, properties: object, options: object): void;
  reset(): void;
}

export const createPageScript = (names?: NameMap): ((submission: Submission) => boolean) =>
  createHandOver<PageScript>(['posthog'], 'setPersonProperties', (script, submission) => {
    const { person, events } = mapSubmission(submission, names);
    script.setPersonProperties(person);
    const timestamp = new Date(submission.submittedAt);
    events.forEach(([event, properties], i) =>
      script.capture(event, properties, { uuid: uuidOf(submission.id, i), timestamp }),
    );
  });
