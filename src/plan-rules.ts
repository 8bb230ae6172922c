/** The part for definitions that name more than conditions and limits. */
import { checkRules } from './check/check-rules.js';
import type { FormConfig } from './model/form-config.js';
import type { PlanRules } from './model/ports.js';
import { createRules } from './plan/rules/create-rules.js';
import { emailKind } from './profile/email-kind.js';

/** Throws a `ConfigError` for what the rules could not work with. */
export function createPlanRules(config: FormConfig): PlanRules {
  checkRules(config);
  return createRules(config, emailKind);
}
