/**
 * One allowance of questions a person and period, over all forms of the origin. Consents are no questions, nor is
 * what is shown filled in.
 */
import { parseDuration } from '../../model/duration.js';
import type { AskLimits, FormConfig } from '../../model/form-config.js';
import type { Profile } from '../../model/profile.js';
import type { Rule } from './rule.js';

/** Questions that may still be put now. What is dated ahead counts too: a clock set back is no new allowance. */
export function readAllowance(
  { questions, per }: NonNullable<AskLimits['budget']>,
  { spent }: Profile,
  now: number,
): number {
  const period = parseDuration(per) ?? 0;
  // Written so that a date that cannot be read counts as well.
  const counted = Object.entries(spent).filter(([at]) => !(now - Date.parse(at) > period));
  return counted.reduce((left, [, n]) => left - n, questions);
}

export function createBudgetRule({ ask }: FormConfig): Rule | undefined {
  const budget = ask?.budget;
  if (!budget) return undefined;
  return {
    limit: (judged, profile, { now }) => {
      let left = readAllowance(budget, profile, now);
      const isQuestion = ({ name, type }: { name: string; type: string }) =>
        type !== 'consent' && !judged.get(name)?.prefill;
      return {
        refuses: (field) => (isQuestion(field) && left < 1 ? { word: 'budget' } : undefined),
        take: (field) => {
          if (isQuestion(field)) left -= 1;
        },
      };
    },
  };
}
