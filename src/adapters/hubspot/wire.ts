/** What HubSpot is posted, and what its answer means. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import type { Issue } from '../../model/answers.js';
import type { Submission } from '../../model/submission.js';
import { createNames } from '../names.js';
import { refuse } from '../refuse.js';
import type { Wire } from '../wire.js';
import { renamed } from './map-names.js';
import { mapSubmission, type HubSpotMapping, type HubSpotPage } from './map-submission.js';

export type HubSpotOptions = SettingsOf<'hubspot'> & HubSpotMapping;

export function createWire(options: HubSpotOptions): Wire {
  const { portalId, formId, region, trackingPurpose } = options;
  const { from } = createNames(options.names, renamed);
  return {
    name: 'hubspot',
    address: `https://api${region === 'eu1' ? '-eu1' : ''}.hsforms.com/submissions/v3/integration/submit/${portalId}/${formId}`,
    write: (submission, { attempt }) => ({
      body: JSON.stringify({
        ...mapSubmission(submission, options),
        // What may be refused besides the answers: a time by a clock that is wrong or that is too long ago, and what the
        // page knows. A later attempt may start from another page.
        ...(!attempt && {
          context: look(submission, trackingPurpose),
          submittedAt: `${Date.parse(submission.submittedAt)}`,
        }),
      }),
      type: 'application/json',
    }),
    read({ status, text, said }, submission, { attempt }) {
      // It says the same of what it drops.
      if (status === 200 && text[0] === '{') return { kind: 'accepted' };
      if (status !== 400) return undefined;
      const errors = [said['errors']].flat() as readonly HubSpotError[];
      const issues = errors.map((error) => {
        // "Error in 'fields.0-2/name'. …"
        const name = /fields\.([^']+)/.exec(error?.message as string)?.[1];
        // What a visitor can mend (REQUIRED_FIELD, …_EMAIL, …_NUMBER, …_RANGE, …_LARGE); all else is the set-up.
        const type = error?.errorType as string;
        const code = /^REQ/.test(type) ? 'required' : /(IL|ER|GE)$/.test(type) && 'refused';
        return { field: from(name ?? '', submission), code };
      });
      const outcome = refuse(issues as Partial<Issue>[], submission, status);
      // It may be about the page or the time.
      return attempt || outcome.kind === 'rejected' ? outcome : { kind: 'retryable' };
    },
  };
}

/** One error; what is of another kind than text is looked at as text, and matches nothing. */
type HubSpotError = { readonly message?: unknown; readonly errorType?: unknown } | null | undefined;

/**
 * The address without what may be personal in it; the cookie, and the title, in which a page may greet whoever is signed
 * in or name what she looked up, only where the visitor agreed to being tracked.
 */
const look = ({ consents, agreed = [] }: Submission, tracking = ''): HubSpotPage | undefined =>
  globalThis.document && {
    pageUri: document.URL.split(/[?#]/)[0],
    ...([...consents.map(({ purpose }) => purpose), ...agreed].includes(tracking) && {
      hutk: /\bhubspotutk=(\w+)/.exec(document.cookie)?.[1],
      pageName: document.title,
    }),
  };
