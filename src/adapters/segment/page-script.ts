/** The script of Segment or RudderStack on the page: it knows the visitor's choice, its queue and its ids best. */
import type { Submission } from '../../model/submission.js';
import { createHandOver } from '../hand-over.js';
import type { NameMap } from '../names.js';
import { mapSubmission, type Message } from './map-submission.js';

interface PageScript extends Readonly<Record<Message['type'], (...told: readonly unknown[]) => void>> {
  reset(andAnonymousId?: boolean): void;
}

/** She stays who she is there: an id, least of all an address, is for the site to give. */
export const createPageScript = (names?: NameMap): ((submission: Submission) => boolean) =>
  createHandOver<PageScript>(
    ['analytics', 'rudderanalytics'],
    'identify',
    (script, submission) => {
      // What is left is what they take, in this order: traits; or the name of an event and its properties.
      for (const { type, messageId, ...rest } of mapSubmission(submission, names))
        script[type](...Object.values(rest), { messageId });
    },
    true,
  );
