/** Delivers to a form of HubSpot. */
import type { Adapter } from '../../model/ports.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { createWire, type HubSpotOptions } from './wire.js';

/**
 * Posts JSON to `/submissions/v3/integration/submit/{portalId}/{formId}` of `api.hsforms.com`, for `eu1` of
 * `api-eu1.hsforms.com` (developers.hubspot.com, "Submit data to a form", v3), see `mapSubmission`.
 *
 * - HubSpot gives no proof: it answers 200 for addresses that it drops, e.g. `@example.com`. So a 200 with JSON means
 *   `accepted`; any other is tried again.
 * - A 400 is `rejected` only with a fault that the visitor can mend, in an answer of this submission. Whatever is set
 *   up wrongly (a field that the form does not have, a required one that was not asked, CAPTCHA, a consent without its
 *   text) parks the submission. So only `email` may be required in the form, and CAPTCHA must be off.
 * - There is no place for the submission's id: fields that the form does not have are refused. Contacts are merged by
 *   their address, so a copy changes nothing but the number of submissions.
 * - The page's address without query and fragment, `submittedAt` by the visitor's clock, and, only where she agreed to
 *   `trackingPurpose`, the `hubspotutk` cookie and the page's title go with the first attempt alone. HubSpot refuses
 *   cookies of another account and times that are more than a month old or to come: the next attempt does without.
 * - `consentToProcess` comes with whatever was agreed to, in its exact words; `legitimateInterest` is never claimed.
 */
export function createHubSpotAdapter(options: HubSpotOptions & WireOptions): Adapter {
  return createWireAdapter(createWire(options), options);
}
