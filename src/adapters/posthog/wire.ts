/** What PostHog is told, and what of its answer says that it did not listen. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import type { NameMap } from '../names.js';
import type { Wire } from '../wire.js';
import { mapSubmission, uuidOf } from './map-submission.js';
import { createPageScript } from './page-script.js';

export interface PostHogOptions extends SettingsOf<'posthog'> {
  /** By field name, the person property. */
  readonly names?: NameMap;
}

export function createWire({
  endpoint = 'https://us.i.posthog.com',
  projectKey,
  names,
}: PostHogOptions): Wire {
  return {
    name: 'posthog',
    // What follows the # is never sent; it tells one project from another.
    address: `${endpoint.replace(/\/$/, '')}/batch/#${projectKey}`,
    onPage: createPageScript(names),
    write: (submission) => {
      const { id, sessionId, anonymousId = sessionId, submittedAt } = submission;
      const { person, events } = mapSubmission(submission, names);
      const told = (event: string, properties: object, place: number) => ({
        event,
        distinct_id: anonymousId,
        properties,
        timestamp: submittedAt,
        uuid: uuidOf(id, place),
      });
      const batch = [
        told('$set', { $set: person }, events.length),
        ...events.map(([event, properties], i) => told(event, properties, i)),
      ];
      return { body: JSON.stringify({ api_key: projectKey, batch }), type: 'text/plain' };
    },
    read: ({ status, text, said }) => {
      // A page is never its own.
      if (status > 299 || /^\s*</.test(text)) return undefined;
      const isOver = Array.isArray(said['quota_limited']) && said['quota_limited'].length > 0;
      return isOver ? { kind: 'retryable', park: true, status } : { kind: 'accepted' };
    },
  };
}
