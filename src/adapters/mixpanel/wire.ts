/** What Mixpanel is told, and what the body behind its 200 says. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import { writeForm } from '../form-body.js';
import type { NameMap } from '../names.js';
import type { Wire } from '../wire.js';
import { mapSubmission } from './map-submission.js';
import { createPageScript } from './page-script.js';

export interface MixpanelOptions extends SettingsOf<'mixpanel'> {
  /** By field name, the profile property. */
  readonly names?: NameMap;
}

export function createWire({ endpoint = 'https://api.mixpanel.com', token, names }: MixpanelOptions): Wire {
  return {
    name: 'mixpanel',
    // What follows the # is never sent; it tells one project from another.
    address: `${endpoint.replace(/\/$/, '')}/engage?verbose=1&ip=0#${token}`,
    onPage: createPageScript(names),
    write: (submission) => {
      const { set, union } = mapSubmission(submission, names);
      const { sessionId, anonymousId = sessionId } = submission;
      const whose = { $token: token, $distinct_id: `$device:${anonymousId}` };
      const updates = [
        { ...whose, $set: set },
        { ...whose, $union: union },
      ];
      return writeForm([['data', JSON.stringify(updates)]]);
    },
    read: ({ status, text, said }) => {
      if (status > 299) return undefined;
      const word = String(said['status'] ?? text.trim());
      if (word === '0' || said['error']) return { kind: 'retryable', park: true, status };
      return word === '1' ? { kind: 'delivered' } : undefined;
    },
  };
}
