/** Tells Google Tag Manager, and what reads the same list, of leads. */
import type { Adapter } from '../../model/ports.js';
import { createAdapter, type DataLayerOptions } from './adapter.js';

/**
 * Pushes GA4's recommended event `generate_lead` (developers.google.com, "Recommended events") to `window.dataLayer`
 * once a lead, with `event_id` (the submission's id), `form_id`, `step`, `variant`, `lead_source`, and `currency` with
 * `value` where both are set; and by `watch(form)` `pf_view pf_start pf_step pf_submit pf_unlock pf_error`. No answer is
 * ever in it, and consent is left to whoever asks for it. Best as a mirror: then a lead is told when the back end has
 * it. Alone it is `accepted`, and answers go nowhere.
 */
export function createDataLayerAdapter(options: DataLayerOptions = {}): Adapter {
  return createAdapter(options);
}

export type { DataLayerOptions };
