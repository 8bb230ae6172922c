/** A submission as the profile and the event that CleverTap's script takes. */
import type { AnswerValue } from '../../model/answers.js';
import type { Submission } from '../../model/submission.js';
import { consentAnswers } from '../consent-answers.js';
import { createNames, type NameMap } from '../names.js';
import { names as usual } from './map-names.js';

/** By CleverTap's names. */
export type Site = Readonly<Record<string, AnswerValue | Date>>;

/**
 * `Phone` only where it is a whole number with its country's, `DOB` as the date that the script asks for, and several
 * answers to `Name` in one. Blanks are left out: they would erase. Of mails, see `CleverTapOptions.mailPurpose`.
 */
export function mapProfile(
  submission: Pick<Submission, 'answers' | 'earlier' | 'reached' | 'consents'>,
  names?: NameMap,
  mailPurpose?: string,
): Site {
  const { answers, consents } = submission;
  const told = { ...submission, answers: { ...consentAnswers(consents, names), ...answers } };
  const site: Record<string, AnswerValue | Date> = Object.create(null) as Record<string, never>;
  for (const [name, value] of createNames(names, usual).pairs(told)) {
    const fit = fitValue(name, value);
    if (fit !== undefined) site[name] = name === 'Name' && site[name] ? `${site[name]} ${fit}` : fit;
  }
  const agreed = consents.some(({ purpose }) => purpose === mailPurpose);
  // Without it nothing is said: a subscription that stands is not ended by a form that does not ask for one.
  return { ...site, ...(agreed && { 'MSG-email': true }) };
}

function fitValue(name: string, value: AnswerValue): AnswerValue | Date | undefined {
  if (typeof value === 'object') return value.length ? value : undefined;
  const text = String(value).trim();
  if (name === 'Phone') {
    const phone = text.replace(/[\s()./-]/g, '');
    return /^\+[1-9]\d{7,14}$/.test(phone) ? phone : undefined;
  }
  if (name === 'DOB') {
    // At noon it is the same day wherever it is read.
    const noon = new Date(`${text}T12:00Z`);
    return Number(noon) ? noon : undefined;
  }
  return text === '' ? undefined : value;
}

/** No answer is in it. */
export const mapEvent = ({ id, formId, step }: Submission) => ({
  'Submission ID': id,
  'Form ID': formId,
  Step: step,
});
