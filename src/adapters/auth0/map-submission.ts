/** A submission as metadata of an Auth0 user. */
import type { AnswerValue } from '../../model/answers.js';
import type { Submission } from '../../model/submission.js';
import { consentAnswers } from '../consent-answers.js';
import { createNames, type NameMap } from '../names.js';

export interface MetadataOptions {
  /** By field name; also `stage` and `segments` reached, and `consent_<purpose>`, which is true where it was agreed to. */
  readonly names?: NameMap;
  /** Ids of the form's steps, in their order; without them nothing is said about which was completed. */
  readonly steps?: readonly string[];
}

/** Flat, since Auth0 replaces nested objects whole; without blanks, which would erase. */
export function mapMetadata(
  { consents, ...submission }: Submission,
  names?: NameMap,
): Readonly<Record<string, AnswerValue>> {
  const answers = { ...consentAnswers(consents, names), ...submission.answers };
  const pairs = createNames(names).pairs({ ...submission, answers });
  const given = pairs.filter(([, value]) => value !== '' && !(typeof value === 'object' && !value.length));
  return Object.fromEntries(given);
}

/**
 * Which step was completed last, by its place, as Auth0's own counter has it: of the steps before it some may have been
 * passed over. A submission knows no more than its own step. By it we decide nothing.
 */
export function countSteps(
  { step }: Pick<Submission, 'step'>,
  steps: readonly string[] = [],
): { readonly last_profiling_step?: number } {
  const index = steps.indexOf(step);
  return index < 0 ? {} : { last_profiling_step: index + 1 };
}
