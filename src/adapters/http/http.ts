/** Delivers to our own collector, or to anything that answers as it does. */
import type { Answers } from '../../model/answers.js';
import type { DeliveryOutcome } from '../../model/delivery-outcome.js';
import { longestAnswer } from '../../model/longest-answer.js';
import type { Adapter, Loss } from '../../model/ports.js';
import { post } from '../post.js';
import { readJson } from '../read-json.js';
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
 * Losses go to `<endpoint>/v1/events` as `{events: [{type, id, formId, at, reason?, status?}]}`; noted are the `ids`
 * of a 200 answer. Throws a `ConfigError` for an end point that answers may not be sent to.
 */
export function createHttpAdapter(options: HttpAdapterOptions): Adapter {
  const { origin, pathname } = requireHttps(options.endpoint, 'adapter.endpoint');
  const endpoint = origin + pathname.replace(/\/+$/, '');
  const { fetch = globalThis.fetch.bind(globalThis), timeout = 20_000 } = options;
  const type = 'text/plain'; // needs no preflight
  return {
    name: 'http',
    endpointKey: `http:${endpoint}`,
    keepsAsks: true,
    async send({ answers }, { id, body, attempt, sentAt, keepalive, signal }) {
      const text = JSON.stringify({ id, sentAt, n: attempt, body });
      const url = `${endpoint}/v1/submissions`;
      const answer = await post({ fetch, url, body: text, type, keepalive, signal, timeout });
      return nameTooLong(classifyResponse(answer, id, sentAt), answers);
    },
    async report(losses, { signal }) {
      const url = `${endpoint}/v1/events`;
      const body = JSON.stringify({ events: losses.map(toEvent) });
      const { status, text } = await post({ fetch, url, body, type, keepalive: false, signal, timeout });
      const { ids } = readJson(text);
      return status === 200 && Array.isArray(ids) ? ids.map(String) : [];
    },
  };
}

/** Of what is too long without a word on which answer is, the longest one is named. */
function nameTooLong(outcome: DeliveryOutcome, answers: Answers): DeliveryOutcome {
  if (outcome.kind !== 'rejected' || outcome.status !== 413 || outcome.issues.length > 0) return outcome;
  return { ...outcome, issues: [{ field: longestAnswer(answers), code: 'tooLong' }] };
}

function toEvent({ id, formId, reason, status, at: time }: Loss) {
  const at = new Date(time).toISOString();
  return reason === 'purged'
    ? { type: 'submission.withdrawn', id, formId, at }
    : { type: 'submission.lost', id, formId, reason, status, at };
}
