/**
 * `score.<id>`: points for what holds, and for what was done, fading with every half-life since it was last done.
 * `score.<id>.facts` remembers which terms held, one digit a term, so that a visit without the values still counts
 * them: a sum would not tell which of them an answer given since replaces.
 */
import type { Answers } from '../../model/answers.js';
import type { TraceEntry } from '../../model/condition.js';
import { parseDuration } from '../../model/duration.js';
import type { FormConfig, Score, ScoreTerm } from '../../model/form-config.js';
import type { Profile } from '../../model/profile.js';
import type { Signals } from '../../model/signals.js';
import { own } from '../look-up.js';
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
    [name]: shares.map(({ holds }) => (holds ? 1 : 0)).join(''),
  };
}

function listShares(id: string, { halfLife, terms }: Score, { decide, stored, profile, now }: Sight) {
  const marks = stored(`score.${id}.facts`);
  const half = halfLife && parseDuration(halfLife);
  return terms.map((term, i): TermShare => {
    if ('when' in term) {
      const { truth, trace } = decide(term.when);
      const holds = truth ?? (typeof marks === 'string' && marks[i] === '1');
      return { term, points: holds ? term.points : 0, holds, trace };
    }
    const { n = 0, last = '' } = own(profile.counts, term.count) ?? {};
    const age = Math.max(0, now - Date.parse(last));
    const points = term.points * Math.min(n, term.max ?? Infinity) * (half ? 2 ** (-age / half) : 1);
    return { term, points: points || 0 };
  });
}
