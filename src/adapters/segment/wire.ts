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

export function createWire({ endpoint = 'https://api.segment.io', writeKey, names }: SegmentOptions): Wire {
  const isSegment = /[/.]segment(\.io|apis\.com)\b/.test(endpoint);
  return {
    name: 'segment',
    // What follows the # is never sent; it tells one source from another.
    address: `${endpoint.replace(/(\/v1)?\/?$/, '/v1/batch')}#${writeKey}`,
    onPage: createPageScript(names),
    write: (submission) => {
      const { sessionId, anonymousId = sessionId, submittedAt: timestamp } = submission;
      const batch = mapSubmission(submission, names).map((message) => ({
        ...message,
        anonymousId,
        timestamp,
      }));
      const headers = {
        authorization: `Basic ${btoa(`${writeKey}:`)}`,
        // Else it says 200 to what it drops.
        ...(/\.customer\.io\b/.test(endpoint) && { 'x-strict-mode': '1' }),
      };
      return {
        body: JSON.stringify({ writeKey, batch }),
        ...(isSegment ? { type: 'text/plain' } : { type: 'application/json', init: { headers } }),
      };
    },
    // A page is never theirs.
    read: ({ status, text }) => (status > 299 || /^\s*</.test(text) ? undefined : { kind: 'accepted' }),
  };
}
