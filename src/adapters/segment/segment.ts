/** Delivers to Segment, RudderStack or Customer.io Pipelines, whichever the end point is of. */
import type { Adapter } from '../../model/ports.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { createWire, type SegmentOptions } from './wire.js';

export interface SegmentAdapterOptions extends SegmentOptions, WireOptions {}

/**
 * Hands over to `analytics` or `rudderanalytics` where one is on the page: `identify` with traits alone, then `track`
 * without answers, see `mapSubmission`. Else one POST to `<endpoint>/v1/batch`: to hosts of `segment.io` and
 * `segmentapis.com`, and to `/v1/b` of `customer.io`, without a preflight, as their own scripts post; to any other with
 * the key in a header too.
 *
 * A 2xx is `accepted`: Segment gives it to nearly everything, the other two before anything is processed. 400, 401, 404
 * and 413 are parked. So is, unsent and also where a script is there, a submission that comes to more than 30,000 bytes:
 * one call may hold 32 KB, and Segment drops a longer one of a batch with a 200.
 *
 * A group of traits, as `address`, is replaced whole by a later step: ask for what is in one group in one step.
 *
 * Two submissions whose ids of the device differ, or whose answers `email`, are taken for two people: the script is told
 * to `reset()` before it is told of the second, lest her answers land in the profile of the first. So it is by
 * "Not you?", also after a reload. Who says nothing and is not remembered cannot be known to be another after one: a page
 * for many should reset the script itself.
 * Where only the script's snippet is there, the submission waits: a request would go round the choice that it keeps.
 *
 * Throws a `ConfigError` for an address that answers may not be sent to. Sources: segment.com/docs, "HTTP Tracking API";
 * rudderstack.com/docs, "HTTP API"; docs.customer.io, "Pipelines API".
 */
export const createSegmentAdapter = (options: SegmentAdapterOptions): Adapter =>
  createWireAdapter(createWire(options), options);
