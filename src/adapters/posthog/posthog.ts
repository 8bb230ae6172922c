/** Delivers to PostHog. */
import type { Adapter } from '../../model/ports.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { createWire, type PostHogOptions } from './wire.js';

export interface PostHogAdapterOptions extends PostHogOptions, WireOptions {}

/**
 * Hands over to `posthog` where it is on the page: `setPersonProperties`, then `capture` without answers, see
 * `mapSubmission`. Else one POST to `<endpoint>/batch/`: the same events and one `$set`, each with a UUID of its own by
 * which copies are told.
 *
 * A 2xx is `accepted`, for nothing is processed by then. A project over its quota drops what it answers a 200 to: such a
 * submission is parked, as are 400, 401 and 413.
 *
 * Two submissions whose ids of the device differ, or whose answers `email`, are taken for two people: the script is told
 * to `reset()` before it is told of the second, lest her answers land in the profile of the first. So it is by
 * "Not you?", also after a reload. Who says nothing and is not remembered cannot be known to be another after one: a page
 * for many should reset the script itself.
 * `reset()` also forgets whether the visitor opted out of being watched: the site must ask again.
 * Where only the script's snippet is there, the submission waits: a request would go round the choice that it keeps.
 *
 * Throws a `ConfigError` for an address that answers may not be sent to. Source: posthog.com/docs/api/capture.
 */
export const createPostHogAdapter = (options: PostHogAdapterOptions): Adapter =>
  createWireAdapter(createWire(options), options);
