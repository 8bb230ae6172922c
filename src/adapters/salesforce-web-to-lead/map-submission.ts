/** A submission as the flat pairs of a Web-to-Lead form. */
import type { AnswerValue } from '../../model/answers.js';
import type { Submission } from '../../model/submission.js';
import { consentTexts } from '../consent-answers.js';
import { createNames, type NameMap } from '../names.js';
import { names as usual } from './map-names.js';

export interface Lead {
  readonly orgId: string;
  /** Where Salesforce would send a browser next; required, and without effect here. */
  readonly returnTo: string;
  /** Where no answer is sent as `lead_source`. */
  readonly leadSource?: string | undefined;
  /** By field name; also `submission_id form_id step`, and `consent_<purpose>` for the text agreed to. */
  readonly names?: NameMap | undefined;
}

/**
 * Lists joined by `;` as in a multi-select picklist, ticks as 1 and 0. What Salesforce has no field for it ignores, and
 * shows in the mails of its debug mode: so the submission's id is always told, and kept where `names` gives it a field.
 * An answer whose name is `oid` or `retURL` is sent as `answer_<name>`.
 */
export function mapSubmission(
  { id, formId, step, consents, ...submission }: Submission,
  { orgId, returnTo, leadSource, names }: Lead,
): readonly (readonly [name: string, value: string])[] {
  const { pairs } = createNames(names, usual);
  const ours = { submission_id: id, form_id: formId, step, ...consentTexts(consents) };
  const fixed = {
    oid: orgId,
    retURL: returnTo,
    ...(leadSource !== undefined && { lead_source: leadSource }),
  };
  const told = [...pairs({ answers: ours }), ...pairs(submission)].map(
    ([name, value]) => [/^(oid|retURL)$/.test(name) ? `answer_${name}` : name, write(value)] as const,
  );
  return [...new Map([...Object.entries(fixed), ...told])];
}

function write(value: AnswerValue): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'object' ? value.join(';') : String(value);
}
