/**
 * `score.<id>`: points for what holds, and for what was done, fading with every half-life since it was last done.
 * `score.<id>.facts` remembers which terms held, so that a visit without the values still counts them: a sum would
 * not tell which of them an answer given since replaces. Every term is marked by a hash of its condition, so that no
 * term of a changed definition gets the points of another.
 */
import type { Answers } from '../../model/answers.js';
import type { Condition, TraceEntry } from '../../model/condition.js';
import { parseDuration } from '../../model/duration.js';
import type { FormConfig, Score, ScoreTerm } from '../../model/form-config.js';
import type { Profile } from '../../model/profile.js';
import type { Signals } from '../../model/signals.js';
import { own } from '../../model/own.js';
import { deriveClasses, see, type Sight } from './derive-classes.js';
import type { Rule } from './rule.js';

/** What one term adds to a score. */
export interface TermShare {
  readonly term: ScoreTerm;
  /** Not rounded. */
  readonly points: number;
  /** Of a condition; as it was the last time where a value that would decide is withheld. */
  readonly holds?: boolean;
  readonly trace?: readonly TraceEntry[];
}

export function createScoresRule(config: FormConfig): Rule | undefined {
  const { scores } = config;
  return scores && deriveClasses(config, Object.entries(scores), writeScore);
}

/** The terms of the score `id` in their order; together, rounded to hundredths, they are the score. */
export function scoreTerms(
  config: FormConfig,
  id: string,
  profile: Profile,
  signals: Signals,
  answers: Answers = {},
): readonly TermShare[] {
  const score = own(config.scores ?? {}, id);
  return score ? listShares(id, score, see(config, profile, signals, answers)) : [];
}

function writeScore([id, score]: [string, Score], sight: Sight) {
  const name = `score.${id}.facts`;
  const shares = listShares(id, score, sight);
  const sum = shares.reduce((total, { points }) => total + points, 0);
  return {
    [`score.${id}`]: Math.round(sum * 100) / 100 || 0,
    [name]: shares.flatMap(({ term, holds }) => ('when' in term && holds ? markOf(term.when) : [])).join(' '),
  };
}

function listShares(id: string, { halfLife, terms }: Score, { decide, stored, counts, now }: Sight) {
  const marks = String(stored(`score.${id}.facts`)).split(' ');
  const half = halfLife && parseDuration(halfLife);
  return terms.map((term): TermShare => {
    if ('when' in term) {
      const { truth, trace } = decide(term.when);
      const holds = truth ?? marks.includes(markOf(term.when));
      return { term, points: holds ? term.points : 0, holds, trace };
    }
    const { n = 0, last = '' } = own(counts, term.count) ?? {};
    const age = Math.max(0, now - Date.parse(last));
    const points = term.points * Math.min(n, term.max ?? Infinity) * (half ? 2 ** (-age / half) : 1);
    return { term, points: points || 0 };
  });
}

/** Short, and the same wherever the condition is; FNV-1a. */
function markOf(when: Condition): string {
  let hash = 0x811c9dc5;
  for (const unit of JSON.stringify(when)) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}
