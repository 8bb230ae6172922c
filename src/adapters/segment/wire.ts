/** What Segment, RudderStack and Customer.io Pipelines are told, and how little each of them answers. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import type { NameMap } from '../names.js';
import type { Wire } from '../wire.js';
import { mapSubmission } from './map-submission.js';
import { findScript, tell } from './page-script.js';

export interface SegmentOptions extends SettingsOf<'segment'> {
  /** By field name, the trait; `address.city` is one in a group. */
  readonly names?: NameMap;
}

/** Bytes of traits. A message of more than 32 KiB is dropped behind a 200; the rest of one is for the envelope. */
const largestTraits = 32_000;

export function createWire({ endpoint = 'https://api.segment.io', writeKey, names }: SegmentOptions): Wire {
  const host = /[/.](segment\.io|segmentapis\.com|customer\.io)\b/.exec(endpoint)?.[1];
  let last: readonly string[] | undefined;

  return {
    name: 'segment',
    // What follows the # is never sent; it tells one source from another.
    address: `${endpoint.replace(/(\/v1)?\/?$/, '/v1/batch')}#${writeKey}`,
    onPage(submission) {
      const { sessionId, anonymousId = sessionId } = submission;
      const script = findScript();
      if (!script) return false;
      if (last && !last.includes(anonymousId) && !last.includes(sessionId)) {
        if (!script.reset) return false;
        script.reset(true);
      }
      last = [anonymousId, sessionId];
      tell(script, mapSubmission(submission, names));
      return true;
    },
    write: (submission) => {
      const { sessionId, anonymousId = sessionId, submittedAt: timestamp } = submission;
      const batch = mapSubmission(submission, names).map((message) => ({
        ...message,
        anonymousId,
        timestamp,
      }));
      const headers = {
        authorization: `Basic ${btoa(`${writeKey}:`)}`,
        ...(host ? { 'x-strict-mode': '1' } : { anonymousid: btoa(encodeURIComponent(anonymousId)) }),
      };
      return {
        body: JSON.stringify({ writeKey, batch }),
        ...(host?.startsWith('s') ? { type: 'text/plain' } : { type: 'application/json', init: { headers } }),
      };
    },
    read: ({ status, text }, submission) => {
      // A page is never theirs.
      if (status > 299 || /^\s*</.test(text)) return undefined;
      const { size } = new Blob([JSON.stringify(mapSubmission(submission, names)[0])]);
      return size > largestTraits ? { kind: 'retryable', park: true, status } : { kind: 'accepted' };
    },
  };
}
