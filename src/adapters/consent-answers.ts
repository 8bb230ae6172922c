/** What was agreed to, as answers that are called `consent_<purpose>`. */
import type { Answers } from '../model/answers.js';
import type { ConsentGiven } from '../model/submission.js';
import type { NameMap } from './names.js';

type Consents = readonly ConsentGiven[];

/** A plain yes, only where the definition names it: what is not there cannot be told from what was not agreed to. */
export const consentAnswers = (consents: Consents, names: NameMap = {}): Answers =>
  Object.fromEntries(
    consents
      .map(({ purpose }) => [`consent_${purpose}`, true] as const)
      .filter(([name]) => Object.hasOwn(names, name)),
  );

/** The very words. */
export const consentTexts = (consents: Consents): Readonly<Record<string, string>> =>
  Object.fromEntries(consents.map(({ purpose, text }) => [`consent_${purpose}`, text]));
