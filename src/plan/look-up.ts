/** What the paths of conditions lead to: an answer, a fact, a class, a count, a signal. Own properties only. */
import { isBlank, type Answers } from '../model/answers.js';
import type { FormConfig } from '../model/form-config.js';
import type { Fact, Profile } from '../model/profile.js';
import type { Signals } from '../model/signals.js';
import { own } from '../model/own.js';
import type { Found } from './evaluate-condition.js';

/** What was guessed is no knowledge: it neither spares a question nor decides one. */
export function heldFact(profile: Profile, name: string): Fact | undefined {
  const fact = own(profile.facts, name);
  return fact?.source === 'inferred' ? undefined : fact;
}

type Context = Readonly<Record<string, Found['value']>>;

export function createLookUp(
  config: FormConfig,
  profile: Profile,
  signals: Signals,
  answers: Answers,
): (path: string) => Found {
  const context: Context = {
    ...signals.values,
    ...profile.classes,
    'identity.strength': profile.identity.strength,
  };
  const declared = new Set(config.fields.map(({ name }) => name));
  return (path) => {
    if (declared.has(path)) return lookUpField(path, profile, answers);
    const [group, name = ''] = path.split('.');
    if (group === 'visit') return { value: own(profile.visits as object as Context, name) };
    if (group === 'consent') return { value: own(profile.consents, name) && true };
    return { value: own(context, path) };
  };
}

function lookUpField(name: string, profile: Profile, answers: Answers): Found {
  const answer = own(answers, name);
  const value = isBlank(answer) ? heldFact(profile, name)?.value : answer;
  return { value, withheld: value === undefined && !!own(profile.known, name), personal: true };
}
