/** Delivers to our own collector, or to anything that answers as it does. */
import type { Adapter } from '../../model/ports.js';
import { post } from '../post.js';
import { requireHttps } from '../require-https.js';
import { classifyResponse } from './classify-response.js';

export interface HttpAdapterOptions {
  /** Absolute https address of the collector (http on localhost), without `/v1/…`. */
  readonly endpoint: string;
  /** The page's own, as it is when the adapter is made, where absent. */
  readonly fetch?: typeof fetch;
  /** Milliseconds for a request with its whole answer; 20000 where absent. */
  readonly timeout?: number;
}

/**
 * Posts `{id, sentAt, n, body}` as text to `<endpoint>/v1/submissions`, `body` being the stored JSON untouched.
 * Delivered is only what a 2xx JSON answer names by `id`; refused only what `application/problem+json` names by `id`.
 * Throws a `ConfigError` for an end point that answers may not be sent to.
 */
export function createHttpAdapter(options: HttpAdapterOptions): Adapter {
  const { origin, pathname } = requireHttps(options.endpoint, 'adapter.endpoint');
  const endpoint = origin + pathname.replace(/\/+$/, '');
  const { fetch = globalThis.fetch.bind(globalThis), timeout = 20_000 } = options;
  return {
    name: 'http',
    endpointKey: `http:${endpoint}`,
    async send(_submission, { id, body, attempt, sentAt, keepalive, signal }) {
      const text = JSON.stringify({ id, sentAt, n: attempt, body });
      const url = `${endpoint}/v1/submissions`;
      const answer = await post({ fetch, url, body: text, type: 'text/plain', keepalive, signal, timeout });
      return classifyResponse(answer, id, sentAt);
    },
  };
}
