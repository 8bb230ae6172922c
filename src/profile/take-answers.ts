/**
 * What was answered on this visit, where the part that merges could not be loaded: then nothing was known before it, and
 * the last word is all there is.
 */
import type { Profile } from '../model/profile.js';
import type { Submission } from '../model/submission.js';

export function takeAnswers(profile: Profile, submission: Submission): Profile {
  const { answers, consents, asks, submittedAt: at } = submission;
  const { visits } = profile;
  const given = Object.entries(answers).map(
    ([name, value]) => [name, { value, source: 'typed', at }] as const,
  );
  return {
    ...profile,
    facts: { ...profile.facts, ...Object.fromEntries(given) },
    consents: { ...profile.consents, ...Object.fromEntries(consents.map(({ purpose }) => [purpose, at])) },
    asks: { ...profile.asks, ...asks },
    visits: { ...visits, since: visits.since ?? at, last: at, steps: visits.steps + 1 },
  };
}
