/** What a webhook is posted, and what its answer means: little, unless it names the submission. */
import { writeForm } from '../form-body.js';
import { readIssues } from '../http/read-issues.js';
import { createNames, type NameMap } from '../names.js';
import { refuse } from '../refuse.js';
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
  const { from } = createNames(names);
  const isJson = format === 'json';
  return {
    name: 'webhook',
    address: endpoint,
    write(submission) {
      const pairs = mapSubmission(submission, names);
      if (isJson)
        return {
          body: JSON.stringify(Object.fromEntries(pairs)),
          type: 'application/json',
          init: { headers: { 'idempotency-key': submission.id } },
        };
      return writeForm(pairs.map(([name, value]) => [name, [value].flat().join(', ')]));
    },
    read({ status, said, text }, submission) {
      const isNamed = said['id'] === submission.id;
      if (status < 300)
        // No receiver of JSON answers with a page: that is of a sign-in, of an app without that address, of a network.
        return isJson && /^\s*</.test(text)
          ? undefined
          : isNamed
            ? { kind: 'delivered' }
            : { kind: 'accepted' };
      // Whatever stands between knows neither the id nor what was asked: by its word no lead is lost.
      if (!isNamed || ![400, 413, 422].includes(status)) return undefined;
      const issues = readIssues(said['issues']).map(({ field, ...issue }) => ({
        field: from(field, submission) ?? field,
        ...issue,
      }));
      return refuse(issues, submission, status);
    },
  };
}
