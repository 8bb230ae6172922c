/** What became of questions that are not simply known since: they rest, so that nobody is asked the same again at once. */
import { isBlank, type Answers } from '../model/answers.js';
import type { Field } from '../model/form-config.js';
import type { AskRecord } from '../model/profile.js';
import { visitGap } from './count-visit.js';

const askAgainAfter = 90 * 86_400_000;

/** By field; `at` is the ISO 8601 instant of the answers. */
export function noteAsks(fields: readonly Field[], answers: Answers, at: string): Record<string, AskRecord> {
  const restFor = (ms: number) => new Date(Date.parse(at) + ms).toISOString();
  const asks = fields.flatMap(({ name, transient, alwaysAsk }): [string, AskRecord][] => {
    if (transient || alwaysAsk) return [[name, { at, outcome: 'answered', until: restFor(visitGap) }]];
    return isBlank(answers[name])
      ? [[name, { at, outcome: 'leftEmpty', until: restFor(askAgainAfter) }]]
      : [];
  });
  return Object.fromEntries(asks);
}
