/** What HubSpot is posted, and what its answer means. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import type { Issue } from '../../model/answers.js';
import type { Submission } from '../../model/submission.js';
import { createNames } from '../names.js';
import { refuse } from '../refuse.js';
import type { Wire } from '../wire.js';
import { renamed } from './map-names.js';
import { mapSubmission, type HubSpotMapping, type HubSpotPage } from './map-submission.js';

export type HubSpotOptions = Omit<SettingsOf<'hubspot'>, 'endpoint'> & HubSpotMapping;

export function createWire(options: HubSpotOptions): Wire {
  const { portalId, formId, region } = options;
  const { from } = createNames(options.names, renamed);
  return {
    name: 'hubspot',
    address: `https://api${region === 'eu1' ? '-eu1' : ''}.hsforms.com/submissions/v3/integration/submit/${portalId}/${formId}`,
    write: (submission, { attempt, sentAt }) => ({
      body: JSON.stringify({
        ...mapSubmission(submission, options, sentAt),
        // A later attempt may start from another page, and what the page knows may be what was refused.
        context: attempt ? undefined : look(submission),
      }),
      type: 'application/json',
    }),
    read({ status, text }, submission, { attempt }) {
      // It says the same of what it drops.
      if (status === 200 && /^{/.test(text)) return { kind: 'accepted' };
      if (status !== 400) return undefined;
      // "Error in 'fields.0-2/name'. …","errorType":"REQUIRED_FIELD": what a visitor can mend; all else is the set-up.
      const found = text.matchAll(
        /'fields\.([^']+)[^{]*:"(REQUIRED_FIELD|\w+(?:EMAIL|NUMBER|RANGE|LARGE))"/g,
      );
      const issues = [...found].map(([, name, type]) => ({
        field: from(name as string, submission),
        code: type === 'REQUIRED_FIELD' ? 'required' : 'refused',
      }));
      // What names no field may be about the page.
      return attempt || issues[0]
        ? refuse(issues as Partial<Issue>[], submission, status)
        : { kind: 'retryable' };
    },
  };
}

/** The cookie only where the visitor agreed to anything at all; the address without what may be personal in it. */
const look = ({ consents }: Submission): HubSpotPage | undefined =>
  globalThis.document && {
    hutk: consents[0] && /hubspotutk=(\w+)/.exec(document.cookie)?.[1],
    pageUri: document.URL.split(/[?#]/)[0],
  };
