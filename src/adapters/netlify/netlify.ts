/** Delivers to a form of the Netlify site that the page is on. */
import type { Adapter } from '../../model/ports.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { createWire, type NetlifyOptions } from './wire.js';

/**
 * Posts form-encoded pairs, see `mapSubmission`, with `form-name` to a page of the same site
 * (docs.netlify.com/manage/forms/setup, "Work with JavaScript-rendered forms"). Any 2xx means `accepted`: Netlify shows
 * the same page whether it kept the submission or not. The form and every field must have stood in static HTML when
 * the site was deployed: paste what `writeSkeleton` gives into a page. A submission may arrive twice: tell copies by
 * `submission_id`. Throws a `ConfigError` where there is no page, or for a path that leads away from its site.
 */
export function createNetlifyAdapter(options: NetlifyOptions & WireOptions): Adapter {
  return createWireAdapter(createWire(options), options);
}

export { writeSkeleton } from './map-skeleton.js';
