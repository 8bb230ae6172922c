/** How the parts of the rules share one count, so that what one of them refuses costs the others nothing. */
import type { Answers } from '../../model/answers.js';
import type { Field, Step } from '../../model/form-config.js';
import type { Reason, SkipWord } from '../../model/plan.js';
import type { Judgements, Room } from '../../model/ports.js';
import type { Profile } from '../../model/profile.js';
import type { Signals } from '../../model/signals.js';

/** Counts the questions of one plan. */
export interface Limit {
  /** Why one more does not fit; asking counts nothing. */
  refuses(field: Field): Reason<SkipWord> | undefined;
  take(field: Field): void;
}

/** One part. `derive` is idempotent; the others expect a profile that every part has seen. */
export interface Rule {
  /** Adds classes that follow from what is known. */
  derive?(profile: Profile, signals: Signals, answers: Answers): Profile;
  /** The steps that come into question, in their order, with what else must hold for them. */
  steps?(steps: readonly Step[], profile: Profile, signals: Signals, answers: Answers): readonly Step[];
  /** Closes fields that are open by themselves; `steps` are those whose conditions hold, in their order. */
  judge?(
    judged: Judgements,
    steps: readonly Step[],
    profile: Profile,
    signals: Signals,
    answers: Answers,
  ): Judgements;
  limit?(judged: Judgements, profile: Profile, signals: Signals, steps: readonly Step[]): Limit;
}

/** Every limit is asked before any of them counts. */
export function createRoom(limits: readonly Limit[]): Room {
  return (field) => {
    for (const limit of limits) {
      const reason = limit.refuses(field);
      if (reason) return reason;
    }
    for (const limit of limits) limit.take(field);
    return undefined;
  };
}
