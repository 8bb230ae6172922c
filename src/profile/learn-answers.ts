/** What was answered is known from now on; what was shown and left empty is not asked again for a while. */
import { isBlank } from '../model/answers.js';
import type { Field } from '../model/form-config.js';
import type { Profile } from '../model/profile.js';
import type { Submission } from '../model/submission.js';
import { mergeProfiles } from './merge-profiles.js';

const askAgainAfter = 90 * 86_400_000;

/** `again`: the same step was completed before on this visit. */
export function learnAnswers(
  profile: Profile,
  fields: readonly Field[],
  { answers, consents, submittedAt: at }: Submission,
  again: boolean,
): Profile {
  const until = new Date(Date.parse(at) + askAgainAfter).toISOString();
  const empty = fields.filter(({ name, transient }) => !transient && isBlank(answers[name]));
  const { visits } = profile;
  return mergeProfiles(profile, {
    facts: Object.fromEntries(
      Object.entries(answers).map(([name, value]) => [name, { value, source: 'typed', at } as const]),
    ),
    consents: Object.fromEntries(consents.map(({ purpose }) => [purpose, at])),
    asks: Object.fromEntries(empty.map(({ name }) => [name, { at, outcome: 'leftEmpty', until } as const])),
    visits: { ...visits, last: at, steps: visits.steps + (again ? 0 : 1) },
  });
}
