/** What Formspree is posted, and what its answer means. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import type { IssueCode } from '../../model/answers.js';
import { own } from '../../model/own.js';
import { writeForm } from '../form-body.js';
import { createNames, type NameMap } from '../names.js';
import { refuse } from '../refuse.js';
import type { Wire } from '../wire.js';
import { mapSubmission } from './map-submission.js';

export interface FormspreeOptions extends SettingsOf<'formspree'> {
  /** By field name. */
  readonly names?: NameMap;
}

/** What a visitor can mend; whatever else Formspree finds wrong is the set-up. */
const codes: Readonly<Record<string, IssueCode>> = {
  REQUIRED_FIELD_EMPTY: 'required',
  REQUIRED_FIELD_MISSING: 'required',
  TYPE_EMAIL: 'email',
  TYPE_NUMERIC: 'number',
};

export function createWire({ formId, names }: FormspreeOptions): Wire {
  const { from } = createNames(names);
  return {
    name: 'formspree',
    // One of a project has its whole path for an id.
    address: `https://formspree.io/${formId.includes('/') ? '' : 'f/'}${formId}`,
    write: (submission) => ({
      ...writeForm(mapSubmission(submission, names)),
      // Needs no preflight, as JSON would, and is answered with JSON.
      init: { headers: { accept: 'application/json' } },
    }),
    read({ status, said: { ok, errors } }, submission) {
      if (status === 200 && ok === true) return { kind: 'delivered' };
      if ((status !== 400 && status !== 422) || !Array.isArray(errors)) return undefined;
      const issues = errors.map((error: { code?: unknown; field?: unknown } | null) => {
        const code = own(codes, `${error?.code}`);
        return { field: from(`${error?.field}`, submission) ?? '', ...(code && { code }) };
      });
      return refuse(issues, submission, status);
    },
  };
}
