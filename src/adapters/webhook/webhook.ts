/** Delivers to any address that takes a form post: Zapier, Make, a script of one's own. */
import type { Adapter } from '../../model/ports.js';
import { requireHttps } from '../require-https.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { createWire, type WebhookOptions } from './wire.js';

export interface WebhookAdapterOptions extends Omit<WebhookOptions, 'endpoint'>, WireOptions {
  /** Absolute https address (http on localhost); whoever knows it can post to it, and every visitor can. */
  readonly url: string;
}

/**
 * Posts the pairs of `mapSubmission`, form-encoded with lists joined by `, `, or as JSON. A 2xx answer means `accepted`,
 * since a webhook proves nothing, but to JSON a page, as of a sign-in, is none and has it tried again; one whose JSON
 * echoes the submission's `id` means `delivered`; 400, 413 or 422 with that `id` and `issues` of what was asked in it
 * means `rejected`. Each step comes by itself: those of one opened form have the same `session_id`. A submission may
 * arrive twice: tell copies by `submission_id`. Throws a `ConfigError` for an address that answers may not be sent to.
 */
export function createWebhookAdapter({ url, ...options }: WebhookAdapterOptions): Adapter {
  const endpoint = requireHttps(url, 'adapter.endpoint').href;
  return createWireAdapter(createWire({ ...options, endpoint }), options);
}
