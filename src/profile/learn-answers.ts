/** What was answered is known from now on; what was shown and left empty is not asked again for a while. */
import { isBlank } from '../model/answers.js';
import type { Field } from '../model/form-config.js';
import type { AskRecord, Profile } from '../model/profile.js';
import type { Submission } from '../model/submission.js';
import { visitGap } from './count-visit.js';
import { mergeProfiles } from './merge-profiles.js';

const askAgainAfter = 90 * 86_400_000;

/** `fields`: those that were shown; `submission`: what came of them. */
export function learnAnswers(
  profile: Profile,
  fields: readonly Field[],
  { answers, consents, submittedAt: at }: Submission,
): Profile {
  const restFor = (ms: number) => new Date(Date.parse(at) + ms).toISOString();
  const asks = fields.flatMap(({ name, transient, alwaysAsk }): [string, AskRecord][] => {
    if (transient || alwaysAsk) return [[name, { at, outcome: 'answered', until: restFor(visitGap) }]];
    return isBlank(answers[name])
      ? [[name, { at, outcome: 'leftEmpty', until: restFor(askAgainAfter) }]]
      : [];
  });
  const { visits } = profile;
  return mergeProfiles(profile, {
    facts: Object.fromEntries(
      Object.entries(answers).map(([name, value]) => [name, { value, source: 'typed', at } as const]),
    ),
    consents: Object.fromEntries(consents.map(({ purpose }) => [purpose, at])),
    asks: Object.fromEntries(asks),
    visits: { ...visits, last: at, steps: visits.steps + 1 },
  });
}
