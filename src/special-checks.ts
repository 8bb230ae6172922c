/** The part for definitions that ask more of answers than kinds and limits. */
import { checkAnswers } from './check/check-answers.js';
import {
  createSpecialChecks as createChecks,
  type SpecialChecks,
  type SpecialOptions,
} from './check/special/special-checks.js';
import type { AnswerChecker } from './model/ports.js';
import { emailKind } from './profile/email-kind.js';

export type { SpecialChecks };
export type SpecialCheckOptions = Omit<SpecialOptions, 'kindOf'>;

export const createSpecialChecks = (options: SpecialCheckOptions = {}): SpecialChecks =>
  createChecks({ ...options, kindOf: emailKind });

/** All checks, one after the other: what is wrong already is not looked at again. In the order of the fields. */
export function createFullChecker(options: SpecialCheckOptions = {}): AnswerChecker {
  const special = createSpecialChecks(options);
  return {
    check: async (fields, answers) => {
      const issues = checkAnswers(fields, answers);
      const isFine = (name: string) => !issues.some(({ field }) => field === name);
      const rest = fields.filter(({ name }) => isFine(name));
      const all = [...issues, ...(await special.check(rest, answers))];
      return fields.flatMap(({ name }) => all.filter(({ field }) => field === name));
    },
  };
}
