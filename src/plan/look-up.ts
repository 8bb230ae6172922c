/** What the paths of conditions lead to: an answer, a fact, a class, a count, a signal. Own properties only. */
import { isBlank, type Answers } from '../model/answers.js';
import type { FormConfig } from '../model/form-config.js';
import type { Profile } from '../model/profile.js';
import type { Signals } from '../model/signals.js';
import type { Found } from './evaluate-condition.js';

export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

export function createLookUp(
  config: FormConfig,
  profile: Profile,
  signals: Signals,
  answers: Answers,
): (path: string) => Found {
  const context: Readonly<Record<string, Found['value']>> = {
    ...signals.values,
    ...profile.classes,
    'visit.count': profile.visits.count,
    'visit.last': profile.visits.last,
    'identity.strength': profile.identity.strength,
  };
  const declared = new Set(config.fields.map(({ name }) => name));
  return (path) => {
    if (declared.has(path)) return lookUpField(path, profile, answers);
    const consent = path.startsWith('consent.') && own(profile.consents, path.slice(8));
    return { value: consent ? true : own(context, path) };
  };
}

function lookUpField(name: string, { facts, known }: Profile, answers: Answers): Found {
  const answer = own(answers, name);
  const value = isBlank(answer) ? own(facts, name)?.value : answer;
  return { value, withheld: value === undefined && Object.hasOwn(known, name), personal: true };
}
