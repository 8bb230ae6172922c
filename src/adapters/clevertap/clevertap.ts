/** Delivers to CleverTap, by the script of the page. */
import type { Adapter } from '../../model/ports.js';
import { createAdapter, type CleverTapOptions } from './adapter.js';

/**
 * Uses `globalThis.clevertap` (developer.clevertap.com, "Web SDK"), which the page must have set up with its account:
 * `onUserLogin.push({ Site })` for the submission that first brings `Email` or `Identity`, `profile.push({ Site })` for
 * all others, and the event `Form Step Submitted` with `Submission ID`, `Form ID` and `Step`, without answers. The
 * script gives no answer, so a submission is `accepted`; `retryable` where the script is not there, or its snippet only.
 *
 * Where the ids of the device differ, or the answers `email`, it is somebody else's: it waits until she gave `Email` or
 * `Identity`, lest it land in the profile of the first. After a reload, or of who is not remembered and gives no address,
 * it cannot be known. `consent_<purpose>` is told as `true` where `map` names it.
 */
export function createCleverTapAdapter(options: CleverTapOptions = {}): Adapter {
  return createAdapter(options);
}

export type { CleverTapOptions };
