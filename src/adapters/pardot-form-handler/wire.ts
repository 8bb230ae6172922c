/** What a Pardot form handler is posted. It answers by leading a browser on: nothing of that can be read. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import { writeForm } from '../form-body.js';
import type { NameMap } from '../names.js';
import type { Wire } from '../wire.js';
import { mapSubmission } from './map-submission.js';

export interface PardotOptions extends SettingsOf<'pardot-form-handler'> {
  /** By field name, the external field name of the handler. */
  readonly names?: NameMap;
}

export function createWire({ endpoint, names }: PardotOptions): Wire {
  return {
    name: 'pardot-form-handler',
    address: endpoint,
    write: (submission) => ({
      ...writeForm(mapSubmission(submission, names)),
      init: { mode: 'no-cors', redirect: 'follow' },
    }),
    // A status is seen only where the address is of the page's own origin.
    read: ({ status }) => (status > 299 ? undefined : { kind: 'accepted' }),
  };
}
