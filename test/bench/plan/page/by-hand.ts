/** What a page's own script might do: the conditions alone, each a function; no reason, no limit, no freshness. */
import type { AnswerValue } from '../../../../src/model/answers.js';
import { conditionOf, leading, makeForm } from '../make-form.js';
import type { CreateReplanner } from './replanner.js';

type Values = Record<string, AnswerValue | undefined>;

export const createByHand: CreateReplanner = (fields) => {
  const { config, profile } = makeForm(fields, false);
  const values: Values = Object.fromEntries(
    Object.entries(profile.facts).map(([name, { value }]) => [name, value]),
  );
  const tests = config.fields.map((_, i) => testFor(i, profile.visits.count));
  return {
    replan(answer) {
      values[leading] = answer;
      return tests.filter((holds) => holds(values)).length;
    },
  };
};

/** As `conditionOf` says it. */
function testFor(i: number, visit: number): (values: Values) => boolean {
  if (conditionOf(i) === undefined) return () => true;
  if (i % 10 === 5) return (values) => values[leading] === 'yes';
  return (values) => values[`f${i - 1}`] !== undefined || visit >= 3;
}
