/** What was answered is known from now on; what was shown and left empty is not asked again for a while. */
import type { Profile } from '../model/profile.js';
import type { Submission } from '../model/submission.js';
import { mergeProfiles } from './merge-profiles.js';

/** `submission`: what came of the view that was shown. */
export function learnAnswers(
  profile: Profile,
  { answers, consents, asks = {}, questions = 0, submittedAt: at }: Submission,
): Profile {
  const { visits } = profile;
  return mergeProfiles(profile, {
    facts: Object.fromEntries(
      Object.entries(answers).map(([name, value]) => [name, { value, source: 'typed', at } as const]),
    ),
    consents: Object.fromEntries(consents.map(({ purpose }) => [purpose, at])),
    asks,
    spent: questions ? { [at]: questions } : {},
    visits: { ...visits, since: visits.since ?? at, last: at, steps: visits.steps + 1 },
  });
}
