/** Delivers to Segment, RudderStack or Customer.io Pipelines, whichever the end point is of. */
import type { Adapter } from '../../model/ports.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { createWire, type SegmentOptions } from './wire.js';

export interface SegmentAdapterOptions extends SegmentOptions, WireOptions {}

/**
 * Hands over to `analytics` or `rudderanalytics` where one is on the page: `identify` with traits alone, then `track`
 * without answers, see `mapSubmission`. Else one POST to `<endpoint>/v1/batch`: hosts of `segment.io` and
 * `segmentapis.com` without a preflight, `customer.io` in its strict mode, any other as RudderStack.
 *
 * A 2xx is `accepted`: Segment gives it to nearly everything, the other two before anything is processed. Behind one a
 * message of more than 32 KiB is dropped, so that such a submission is parked, as are 400, 401, 404 and 413.
 *
 * Two submissions with neither the device's id nor the session in common are taken for two people: the script is told
 * to `reset()` before it is told of the second, lest her answers land in the profile of the first. A script that cannot
 * is passed over for the request, which names its visitor itself.
 *
 * Throws a `ConfigError` for an address that answers may not be sent to. Sources: segment.com/docs, "HTTP Tracking API";
 * rudderstack.com/docs, "HTTP API"; docs.customer.io, "Pipelines API".
 */
export const createSegmentAdapter = (options: SegmentAdapterOptions): Adapter =>
  createWireAdapter(createWire(options), options);
