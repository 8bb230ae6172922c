/** Delivers to a form of Marketo, by the script of the page. */
import type { Adapter } from '../../model/ports.js';
import { requireHttps } from '../require-https.js';
import { createAdapter, type MarketoOptions } from './adapter.js';

/**
 * Uses `MktoForms2` (experienceleague.adobe.com, "Forms API reference"), which the page must have loaded from its
 * Marketo subscription; Marketo refuses direct posts. The form is loaded once, is not shown, and must require nothing
 * that is not asked; a page that uses it must not also show it. A submission is `accepted` when the form's `onSuccess`
 * is heard, `retryable` where it is not in time or the script is not there, and parked where the form finds its own
 * rules broken. One is sent after the other. There is no place for the submission's id: Marketo merges people by their
 * address. Throws a `ConfigError` for a base address that answers may not be sent to.
 */
export function createMarketoAdapter(options: MarketoOptions): Adapter {
  requireHttps(options.endpoint, 'adapter.endpoint');
  return createAdapter(options);
}
