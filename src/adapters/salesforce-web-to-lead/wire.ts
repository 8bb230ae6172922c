/** What Web-to-Lead is posted. Its answer is a page for people on another origin: nothing of it can be read. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import { writeForm } from '../form-body.js';
import type { NameMap } from '../names.js';
import type { Wire } from '../wire.js';
import { mapSubmission } from './map-submission.js';

export interface WebToLeadOptions extends SettingsOf<'salesforce-web-to-lead'> {
  /** By field name; custom fields go by their id, `00N…`. */
  readonly names?: NameMap;
}

export function createWire({
  endpoint = 'https://webto.salesforce.com',
  orgId,
  leadSource,
  names,
}: WebToLeadOptions): Wire {
  const base = endpoint.replace(/\/$/, '');
  return {
    name: 'salesforce-web-to-lead',
    address: `${base}/servlet/servlet.WebToLead?encoding=UTF-8&orgId=${encodeURIComponent(orgId)}`,
    write: (submission) => {
      const { origin = '' } = globalThis.location ?? {};
      // The origin alone: what stands behind it may be personal. A page without one has nowhere to go back to.
      const returnTo = origin.startsWith('http') ? origin : base;
      const pairs = mapSubmission(submission, { orgId, returnTo, leadSource, names });
      return {
        ...writeForm(pairs),
        init: { mode: 'no-cors', redirect: 'follow' },
      };
    },
    // A status is seen only where the address is of the page's own origin.
    read: ({ status }) => (status > 299 ? undefined : { kind: 'accepted' }),
  };
}
