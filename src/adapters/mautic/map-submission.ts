/** A submission as Mautic's forms are posted. */
import type { Submission } from '../../model/submission.js';
import { consentTexts } from '../consent-answers.js';
import { createNames, type NameMap } from '../names.js';
import { names as usual } from './map-names.js';

export interface MauticMapping {
  readonly formId: string;
  /** Its alias. */
  readonly formName?: string;
  /** By field name, the alias of the form's field. */
  readonly names?: NameMap;
}

/**
 * `mauticform[<alias>]`, of a list `mauticform[<alias>][]` for each entry; yes and no as `1` and `0`, since Mautic takes
 * the word `false` for yes. What was left empty is not sent, so that it erases nothing. `submission_id` and
 * `consent_<purpose>`, the text agreed to, are kept by a form that has fields of these aliases.
 */
export function mapSubmission(
  submission: Submission,
  { formId, formName, names }: MauticMapping,
): readonly (readonly [name: string, value: string])[] {
  const given = createNames(names, usual)
    .pairs(submission)
    .flatMap(([alias, value]): (readonly [string, string])[] => {
      if (typeof value === 'object') return value.map((one) => [`${alias}][`, one]);
      return value === '' ? [] : [[alias, `${typeof value === 'boolean' ? +value : value}`]];
    });
  return [
    ...given,
    ...Object.entries(consentTexts(submission.consents)),
    ['submission_id', submission.id] as const,
    ...(formName ? [['formName', formName] as const] : []),
    // Of several with one name the last counts.
    ['formId', formId] as const,
  ].map(([alias, value]) => [`mauticform[${alias}]`, value]);
}
