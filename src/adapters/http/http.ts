/** Delivers to our own collector, or to anything that answers as it does. */
import type { Adapter } from '../../model/ports.js';
import { readIssues } from './read-issues.js';
import { reportLosses } from './report-losses.js';
import { createHttpSender, type HttpAdapterOptions } from './send.js';

export type { HttpAdapterOptions } from './send.js';

/**
 * Posts `{id, sentAt, n, body}` as text to `<endpoint>/v1/submissions`, `body` being the stored JSON untouched.
 * Delivered is only what a 2xx JSON answer names by `id`; refused only what `application/problem+json` names by `id`.
 * Losses go to `<endpoint>/v1/events` as `{events: [{type, id, formId, at, reason?, status?}]}`; noted are the `ids`
 * of a 200 answer. Throws a `ConfigError` for an end point that answers may not be sent to.
 */
export const createHttpAdapter = (options: HttpAdapterOptions): Adapter => ({
  ...createHttpSender({ ...options, readIssues }),
  report: (losses, context) => reportLosses(options, losses, context),
});
