/** Delivers to any address that takes a form post: Zapier, Make, a script of one's own. */
import type { DeliveryOutcome } from '../../model/delivery-outcome.js';
import type { Adapter } from '../../model/ports.js';
import { classifyStatus } from '../classify-status.js';
import { post, type Answer } from '../post.js';
import { readJson } from '../read-json.js';
import { requireHttps } from '../require-https.js';
import { mapSubmission } from './map-submission.js';

export interface WebhookAdapterOptions {
  /** Absolute https address (http on localhost); whoever knows it can post to it, and every visitor can. */
  readonly url: string;
  /** The page's own, as it is when the adapter is made, where absent. */
  readonly fetch?: typeof fetch;
  /** Milliseconds for a request with its whole answer; 20000 where absent. */
  readonly timeout?: number;
}

/**
 * Posts form-encoded pairs, see `mapSubmission`. A 2xx answer means `accepted`, since a webhook proves nothing;
 * one whose JSON echoes the submission's `id` means `delivered`. A submission may arrive twice: tell copies by
 * `submission_id`. Throws a `ConfigError` for an address that answers may not be sent to.
 */
export function createWebhookAdapter(options: WebhookAdapterOptions): Adapter {
  const url = requireHttps(options.url, 'adapter.endpoint').href;
  const { fetch = globalThis.fetch.bind(globalThis), timeout = 20_000 } = options;
  return {
    name: 'webhook',
    endpointKey: `webhook:${url}`,
    async send(submission, { id, sentAt, keepalive, signal }) {
      const body = new URLSearchParams(mapSubmission(submission).map((pair) => [...pair])).toString();
      const type = 'application/x-www-form-urlencoded';
      return classify(await post({ fetch, url, body, type, keepalive, signal, timeout }), id, sentAt);
    },
  };
}

function classify({ status, headers, text }: Answer, id: string, now: number): DeliveryOutcome {
  if (status < 200 || status > 299) return classifyStatus(status, headers, now);
  return { kind: readJson(text)['id'] === id ? 'delivered' : 'accepted' };
}
