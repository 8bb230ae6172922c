/** `stage`: how far somebody has come. The highest stage that holds is reached, and nobody falls back. */
import type { Answers } from '../../model/answers.js';
import type { TraceEntry } from '../../model/condition.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Profile } from '../../model/profile.js';
import type { Signals } from '../../model/signals.js';
import { deriveClasses, see, type Sight } from './derive-classes.js';
import type { Rule } from './rule.js';

export interface StageReached {
  readonly id: string;
  /** The comparisons by which it holds; empty where it was reached before and holds no longer. */
  readonly reason: readonly TraceEntry[];
}

export function createStagesRule(config: FormConfig): Rule | undefined {
  const { stages } = config;
  if (!stages) return undefined;
  return deriveClasses(config, [config], (_, sight) => {
    const reached = reach(config, sight);
    return reached ? { stage: reached.id } : {};
  });
}

/** For hosts that log moves: compare the id with the one before. Expects a profile that the rules have seen. */
export function readStage(
  config: FormConfig,
  profile: Profile,
  signals: Signals,
  answers: Answers = {},
): StageReached | undefined {
  return reach(config, see(config, profile, signals, answers));
}

function reach({ stages = [] }: FormConfig, { decide, stored }: Sight): StageReached | undefined {
  for (const { id, when } of [...stages].reverse()) {
    const { truth, trace } = decide(when);
    if (truth || id === stored('stage')) return { id, reason: truth ? trace : [] };
  }
  return undefined;
}
