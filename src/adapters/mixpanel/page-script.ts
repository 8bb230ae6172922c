/** Mixpanel's script on the page: it knows the visitor's choice and her id best. */
import type { Submission } from '../../model/submission.js';
import { createHandOver } from '../hand-over.js';
import type { NameMap } from '../names.js';
import { mapSubmission } from './map-submission.js';

interface PageScript {
  get_distinct_id(): string;
  identify(id: string): void;
  track(event: string, properties: object): void;
  reset(): void;
  readonly people: { set(properties: object): void; union(lists: object): void };
}

export const createPageScript = (names?: NameMap): ((submission: Submission) => boolean) =>
  createHandOver<PageScript>(['mixpanel'], 'track', (script, submission) => {
    const { set, union, events } = mapSubmission(submission, names);
    // The id that she has already: from now on her profile is sent, instead of being kept on the device.
    script.identify(script.get_distinct_id());
    script.people.set(set);
    script.people.union(union);
    for (const [event, properties] of events) script.track(event, properties);
  });
