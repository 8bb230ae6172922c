/** Writes what follows from a profile into its classes, one after the other: each sees those before it. */
import type { Answers } from '../../model/answers.js';
import type { Condition, Scalar } from '../../model/condition.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Profile } from '../../model/profile.js';
import type { Signals } from '../../model/signals.js';
import type { Found } from '../evaluate-condition.js';
import { own } from '../../model/own.js';
import { createLookUp } from '../look-up.js';
import { readCounts, withCounts } from './counts.js';
import { decideCondition, type Finding } from './decide-condition.js';
import type { Rule } from './rule.js';

/** What is seen when a class is written. */
export interface Sight {
  readonly profile: Profile;
  readonly answers: Answers;
  readonly counts: Profile['counts'];
  readonly now: number;
  look(path: string): Found;
  decide(condition: Condition): Finding;
  /** The class of this name as it was left the last time. */
  stored(name: string): Scalar | undefined;
}

type Changes = Readonly<Record<string, Scalar | undefined>>;

/** `fresh`: classes written since, which count before those of the profile. */
export function see(
  config: FormConfig,
  profile: Profile,
  signals: Signals,
  answers: Answers,
  fresh: Changes = {},
): Sight {
  const base = createLookUp(config, withCounts(config, profile), signals, answers);
  const look = (path: string) => (Object.hasOwn(fresh, path) ? { value: fresh[path] } : base(path));
  const { now } = signals;
  return {
    profile,
    answers,
    counts: readCounts(config, profile),
    now,
    look,
    decide: (condition) => decideCondition(condition, look, now),
    stored: (name) => own(profile.classes, name),
  };
}

/** `write` gives classes by name; `undefined` takes one away. */
export function deriveClasses<T>(
  config: FormConfig,
  items: readonly T[],
  write: (item: T, sight: Sight) => Changes,
): Required<Pick<Rule, 'derive'>> {
  return {
    derive: (profile, signals, answers) => {
      const fresh: Record<string, Scalar | undefined> = {};
      const sight = see(config, profile, signals, answers, fresh);
      for (const item of items) Object.assign(fresh, write(item, sight));
      const left = Object.entries({ ...profile.classes, ...fresh }).filter(
        ([, value]) => value !== undefined,
      );
      return { ...profile, classes: Object.fromEntries(left) as Profile['classes'] };
    },
  };
}
