/** What Segment, RudderStack and Customer.io Pipelines are told, and how little each of them answers. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import type { NameMap } from '../names.js';
import type { Wire } from '../wire.js';
import { mapSubmission } from './map-submission.js';
import { createPageScript } from './page-script.js';

export interface SegmentOptions extends SettingsOf<'segment'> {
  /** By field name, the trait; `address.city` is one in a group. */
  readonly names?: NameMap;
}

/** Bytes. A call of more than 32 KB is dropped, and the scripts on the page add a little to each. */
const largest = 30_000;

export function createWire({ endpoint = 'https://api.segment.io', writeKey, names }: SegmentOptions): Wire {
  // Both take the key in the body, as their own scripts send it: a header of ours might not pass the preflight.
  const isCustomerIo = /\.customer\.io/.test(endpoint);
  const isPlain = isCustomerIo || /[/.]segment(\.io|apis)/.test(endpoint);
  return {
    name: 'segment',
    // What follows the # is never sent; it tells one source from another.
    address: `${endpoint.replace(/(\/v1)?\/?$/, isCustomerIo ? '/v1/b' : '/v1/batch')}#${writeKey}`,
    onPage: createPageScript(names),
    write: (submission) => {
      const { sessionId, anonymousId = sessionId, submittedAt: timestamp } = submission;
      const batch = mapSubmission(submission, names).map((message) => ({
        ...message,
        anonymousId,
        timestamp,
      }));
      const body = JSON.stringify({ writeKey, batch });
      if (new Blob([body]).size > largest) return { kind: 'retryable', status: 413, park: true };
      if (isPlain) return { body, type: 'text/plain' };
      return {
        body,
        type: 'application/json',
        init: { headers: { authorization: `Basic ${btoa(`${writeKey}:`)}` } },
      };
    },
    // A page is never theirs.
    read: ({ status, text }) => (status > 299 || /^\s*</.test(text) ? undefined : { kind: 'accepted' }),
  };
}
