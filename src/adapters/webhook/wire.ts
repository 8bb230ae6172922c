/** What a webhook is posted, and how little its answer says. */
import { writeForm } from '../form-body.js';
import type { NameMap } from '../names.js';
import type { Wire } from '../wire.js';
import { mapSubmission } from './map-submission.js';

export interface WebhookOptions {
  /** Absolute https address (http on localhost); whoever knows it can post to it, and every visitor can. */
  readonly endpoint: string;
  /**
   * `form`, which all of them take, where absent. `json` keeps lists and numbers as they are, and has browsers ask the
   * end point for permission first: it must allow `content-type` and `idempotency-key`.
   */
  readonly format?: 'form' | 'json';
  /** By field name; also `stage` and `segments` reached. */
  readonly names?: NameMap;
}

export function createWire({ endpoint, format, names }: WebhookOptions): Wire {
  return {
    name: 'webhook',
    address: new URL(endpoint).href,
    write(submission) {
      const pairs = mapSubmission(submission, names);
      if (format === 'json')
        return {
          body: JSON.stringify(Object.fromEntries(pairs)),
          type: 'application/json',
          init: { headers: { 'idempotency-key': submission.id } },
        };
      return writeForm(pairs.map(([name, value]) => [name, [value].flat().join(', ')]));
    },
    read: ({ status, said }, { id }) =>
      status > 199 && status < 300 ? { kind: said['id'] === id ? 'delivered' : 'accepted' } : undefined,
  };
}
