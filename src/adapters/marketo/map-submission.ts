/** A submission as Marketo's forms hold it. */
import type { Submission } from '../../model/submission.js';
import { createNames, type NameMap } from '../names.js';
import { names as usual } from './map-names.js';

/** Lists become `a;b`; what was left empty is not sent, so that it erases nothing. */
export function mapSubmission(submission: Submission, names?: NameMap): Readonly<Record<string, string>> {
  return Object.fromEntries(
    createNames(names, usual)
      .pairs(submission)
      .map(([name, value]) => [name, typeof value === 'object' ? value.join(';') : `${value}`] as const)
      .filter(([, value]) => value),
  );
}
