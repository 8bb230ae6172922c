/** Tells our own collector what it will never get. */
import type { Loss, SendContext } from '../../model/ports.js';
import { post } from '../post.js';
import { readJson } from '../read-json.js';
import { baseAddress, type HttpAdapterOptions } from './send.js';

/** Resolves with the ids of the losses that it has noted. */
export async function reportLosses(
  options: HttpAdapterOptions,
  losses: readonly Loss[],
  { signal }: Pick<SendContext, 'signal'>,
): Promise<readonly string[]> {
  const { fetch = globalThis.fetch.bind(globalThis), timeout = 20_000 } = options;
  const url = `${baseAddress(options)}/v1/events`;
  const body = JSON.stringify({ events: losses.map(toEvent) });
  const plain = { type: 'text/plain', keepalive: false };
  const { status, text } = await post({ fetch, url, body, ...plain, signal, timeout });
  const { ids } = readJson(text);
  return status === 200 && Array.isArray(ids) ? ids.map(String) : [];
}

function toEvent({ id, formId, reason, status, at: time }: Loss) {
  const at = new Date(time).toISOString();
  return reason === 'purged'
    ? { type: 'submission.withdrawn', id, formId, at }
    : { type: 'submission.lost', id, formId, reason, status, at };
}
