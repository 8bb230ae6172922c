/** A submission as HubSpot's form interface takes it. */
import { own } from '../../model/own.js';
import type { Submission } from '../../model/submission.js';
import { createNames, type NameMap } from '../names.js';
import { renamed } from './map-names.js';

export interface HubSpotMapping {
  /** By field name, the property; one of another object as HubSpot itself writes it, e.g. `0-2/domain` of the company. */
  readonly names?: NameMap;
  /** By purpose, the id of the subscription type that the consent is for. */
  readonly subscriptions?: Readonly<Record<string, string>>;
}

/** What only the page knows. */
export interface HubSpotPage {
  /** The visitor's HubSpot cookie. */
  readonly hutk?: string | undefined;
  readonly pageUri?: string | undefined;
}

/** HubSpot takes no time older than a month, and the shortest has 28 days: milliseconds. */
const longestAgo = 27 * 24 * 60 * 60_000;

/** `sentAt` in milliseconds since 1970. Lists become `a;b`. HubSpot keeps what it has where an answer is empty. */
export function mapSubmission(
  submission: Submission,
  { names, subscriptions = {} }: HubSpotMapping,
  sentAt: number,
): Readonly<Record<string, unknown>> {
  const { consents } = submission;
  const at = Date.parse(submission.submittedAt);
  return {
    submittedAt: sentAt - at < longestAgo ? `${at}` : undefined,
    fields: createNames(names, renamed)
      .pairs(submission)
      .map(([path, value]) => {
        const [name, objectTypeId = '0-1'] = path.split('/').reverse();
        return { objectTypeId, name, value: [value].flat().join(';') };
      }),
    legalConsentOptions: consents[0] && {
      consent: {
        consentToProcess: true,
        text: consents.map(({ text }) => text).join('\n'),
        communications: consents.flatMap(({ purpose, text }) => {
          const type = own(subscriptions, purpose);
          return type ? { value: true, subscriptionTypeId: +type, text } : [];
        }),
      },
    },
  };
}
