/** What a Mautic form is posted, and what its answer means. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import type { Issue } from '../../model/answers.js';
import type { Submission } from '../../model/submission.js';
import { writeForm } from '../form-body.js';
import { createNames, type NameMap } from '../names.js';
import { refuse } from '../refuse.js';
import type { Wire } from '../wire.js';
import { names as usual } from './map-names.js';
import { mapSubmission } from './map-submission.js';

export interface MauticOptions extends SettingsOf<'mautic'> {
  /** By field name, the alias of the form's field. */
  readonly names?: NameMap;
}

export function createWire(options: MauticOptions): Wire {
  const { endpoint, formId } = options;
  const { from } = createNames(options.names, usual);
  /** By alias, what the form's owner wrote for visitors. */
  const toIssues = (errors: unknown, submission: Submission): readonly Issue[] =>
    Object.entries(typeof errors === 'object' && errors ? errors : {}).map(([alias, words]) => {
      const field = from(alias, submission) ?? '';
      const message = typeof words === 'string' ? plain(words) : '';
      return message ? { field, code: 'told', params: { message } } : { field, code: 'refused' };
    });
  return {
    name: 'mautic',
    address: `${endpoint.replace(/\/+$/, '')}/form/submit?formId=${encodeURIComponent(formId)}&ajax=1`,
    write: (submission) => writeForm(mapSubmission(submission, options)),
    read({ status, said }, submission) {
      const { success, validationErrors } = said;
      if (status !== 200) return undefined;
      if (success === 1) return { kind: 'delivered' };
      return success === 0 ? refuse(toIssues(validationErrors, submission), submission, status) : undefined;
    },
  };
}

/** Without markup, and no longer than anybody reads. */
const plain = (words: string): string =>
  words
    .replace(/<[/!a-z][^>]*>?/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
