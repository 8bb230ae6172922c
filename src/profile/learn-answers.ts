/** What was answered is known from now on; what was shown and left empty is not asked again for a while. */
import type { AnswerValue } from '../model/answers.js';
import type { Field } from '../model/form-config.js';
import { mayShow } from '../model/may-show.js';
import type { Fact, Profile } from '../model/profile.js';
import type { Submission } from '../model/submission.js';
import type { FactRules } from './merge-facts.js';
import { mergeProfiles, type MergeRules } from './merge-profiles.js';

type Showing = Partial<Pick<Field, 'type' | 'prefill' | 'sensitive' | 'transient'>>;

/** Of each field also whether it may be shown filled in. */
export interface LearnRules extends MergeRules {
  field(name: string): (FactRules & Showing) | undefined;
}

/** `submission`: what came of the view that was shown. */
export function learnAnswers(
  profile: Profile,
  { answers, consents, asks = {}, questions = 0, submittedAt: at }: Submission,
  rules: LearnRules,
): Profile {
  const { visits, facts, identity } = profile;
  const learn = (name: string, value: AnswerValue): Fact => {
    const held = facts[name];
    const isShown =
      held && held.source !== 'typed' && mayShow(rules.field(name) ?? {}, held, identity.strength);
    if (isShown && isSame(held.value, value)) return confirm(held, at);
    // What is never shown nobody typed: the page told it.
    return { value, source: rules.field(name)?.type === 'hidden' ? 'host' : 'typed', at };
  };
  return mergeProfiles(rules, profile, {
    facts: Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, learn(name, value)])),
    consents: Object.fromEntries(consents.map(({ purpose }) => [purpose, at])),
    asks,
    spent: questions ? { [at]: questions } : {},
    visits: { ...visits, since: visits.since ?? at, last: at, steps: visits.steps + 1 },
  });
}

/**
 * What others told and the visitor left as it stood is theirs still, and confirmed: it keeps its date and counts as
 * fresh from now on. What was never shown was not confirmed but given, whatever it is equal to.
 */
function confirm({ others: _, ...told }: Fact, at: string): Fact {
  return { ...told, confirmedAt: at };
}

const isSame = (a: AnswerValue, b: AnswerValue): boolean => JSON.stringify(a) === JSON.stringify(b);
