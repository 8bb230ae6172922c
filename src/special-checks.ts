/** The part for definitions that ask more of answers than kinds and limits. */
import { checkAnswers } from './check/check-answers.js';
import {
  createSpecialChecks as createChecks,
  type SpecialChecks,
  type SpecialOptions,
} from './check/special/special-checks.js';
import type { FormConfig } from './model/form-config.js';
import type { AnswerChecker } from './model/ports.js';
import { emailKind } from './profile/email-kind.js';
import type { createPhoneValidator } from './validators/phone.js';

export type { SpecialChecks };
export type SpecialCheckOptions = Omit<SpecialOptions, 'kindOf'>;

export const createSpecialChecks = (options: SpecialCheckOptions = {}): SpecialChecks =>
  createChecks({ ...options, kindOf: emailKind });

export interface FullCheckOptions extends SpecialCheckOptions {
  readonly config?: FormConfig | undefined;
  /** What a validator of ours says it in; the language of the definition where absent. */
  readonly locale?: string | undefined;
  /** Loaded when a definition names that validator and the page has none of that name. */
  readonly phone?: () => Promise<{ readonly createPhoneValidator: typeof createPhoneValidator }>;
}

/** All checks, one after the other: what is wrong already is not looked at again. In the order of the fields. */
export function createFullChecker(given: FullCheckOptions = {}): AnswerChecker {
  const { config, locale = config?.locale, phone, ...options } = given;
  const special = createSpecialChecks({
    fields: config?.fields,
    ...(phone && {
      builtIn: {
        phone: async (defaultCountry) => (await phone()).createPhoneValidator({ locale, defaultCountry }),
      },
    }),
    ...options,
  });
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
