/** A submission as HubSpot's form interface takes it. */
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
  /** Its title. */
  readonly pageName?: string;
}

/** Lists become `a;b`. HubSpot keeps what it has where an answer is empty. */
export function mapSubmission(
  submission: Submission,
  { names, subscriptions = {} }: HubSpotMapping,
): Readonly<Record<string, unknown>> {
  const { consents } = submission;
  return {
    fields: createNames(names, renamed)
      .pairs(submission)
      .map(([path, value]) => {
        const [name, objectTypeId = '0-1'] = path.split('/').reverse();
        return { name, objectTypeId, value: [value].flat().join(';') };
      }),
    legalConsentOptions: consents[0] && {
      consent: {
        consentToProcess: true,
        text: consents.map(({ text }) => text).join('\n'),
        communications: consents.flatMap(({ purpose, text }) => {
          // Not a number for what no purpose of ours is called, e.g. `constructor`.
          const subscriptionTypeId = Number(subscriptions[purpose]);
          return subscriptionTypeId ? { subscriptionTypeId, value: true, text } : [];
        }),
      },
    },
  };
}
