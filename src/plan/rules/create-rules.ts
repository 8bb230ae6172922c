/** Everything a definition names beyond conditions and limits, as one rule: loaded where `namesRules` says so. */
import type { FormConfig } from '../../model/form-config.js';
import type { PlanRules, Prepared } from '../../model/ports.js';
import { evaluateCondition } from '../evaluate-condition.js';
import { createLookUp } from '../look-up.js';
import { createBantRule } from './bant.js';
import { createBudgetRule } from './budget.js';
import { createClassifyRule, type KindOf } from './classify.js';
import { createConfirmRule } from './confirm.js';
import { withCounts } from './counts.js';
import { createEffortRule } from './effort.js';
import { createMatrixRule } from './matrix.js';
import { createPausesRule } from './pauses.js';
import { createQueueRule } from './queue.js';
import { createRoom, type Rule } from './rule.js';
import { createScoresRule } from './scores.js';
import { createSegmentsRule } from './segments.js';
import { createStagesRule } from './stages.js';
import { createTriggerRule } from './trigger.js';

export { namesRules } from './names-rules.js';

/**
 * The order is that of derivation: what comes later may look at what came before. Without `kindOf` the kind of an
 * address stays what the profile says.
 */
export function createRules(config: FormConfig, kindOf?: KindOf): PlanRules {
  const rules: readonly Rule[] = [
    createClassifyRule(config, kindOf),
    createBantRule(config),
    createScoresRule(config),
    createSegmentsRule(config),
    createStagesRule(config),
    createConfirmRule(config),
    createPausesRule(config),
    createMatrixRule(config),
    createTriggerRule(config),
    createQueueRule(config),
    createEffortRule(config),
    createBudgetRule(config),
  ].filter((rule) => rule !== undefined);
  const derive: PlanRules['derive'] = (profile, signals, answers) =>
    rules.reduce((held, rule) => rule.derive?.(held, signals, answers) ?? held, profile);
  return {
    derive,
    prepare: (profile, signals, answers) => {
      const known = withCounts(config, derive(profile, signals, answers));
      const steps = rules.reduce(
        (held, rule) => rule.steps?.(held, known, signals, answers) ?? held,
        config.steps,
      );
      const limit: Prepared['limit'] = (alone) => {
        const look = createLookUp(config, known, signals, answers);
        const eligible = steps.filter(({ when = true }) => evaluateCondition(when, look, signals.now).ok);
        const judged = rules.reduce(
          (held, rule) => rule.judge?.(held, eligible, known, signals, answers) ?? held,
          alone,
        );
        return [
          judged,
          createRoom(rules.flatMap((rule) => rule.limit?.(judged, known, signals, eligible) ?? [])),
        ];
      };
      return { known, steps, limit };
    },
  };
}
