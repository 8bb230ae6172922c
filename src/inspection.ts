/**
 * Everything that can be told to the author of a definition: its form first, and once nothing is wrong with that, what
 * its back ends have no place for and what its conditions mean. For authors alone: a page in use never loads it.
 */
import { findUnmapped } from './adapters/map-check.js';
import { checkConfig } from './check/check-config.js';
import { didYouMean } from './check/did-you-mean.js';
import { readConfig } from './check/read-config.js';
import type { ConfigInspector } from './model/ports.js';
import { explain } from './plan/explain.js';
import type { Explanation } from './plan/explanation.js';
import { createPlanRules } from './plan-rules.js';
import type { FormSession } from './session.js';
import { isPersonalName } from './profile/personal-name.js';
import { analyseConditions } from './plan/analyse/analyse-conditions.js';

export { findUnknownValidators } from './check/special/find-unknown-validators.js';

/** Takes what the reader takes; an empty list means that there is nothing to put right. */
export const inspectDefinition: ConfigInspector = (input) => {
  const problems = checkConfig(input);
  if (problems.length) return problems;
  const config = readConfig(input);
  return [...findUnmapped(config, didYouMean), ...analyseConditions(config, didYouMean)];
};

/** Why each field is or is not asked at this moment of a visit. */
export function explainSession({ config, state }: FormSession): readonly Explanation[] {
  const signals = { now: Date.now(), values: state.signals };
  return explain(config, state.profile, signals, state.answers, createPlanRules(config));
}

/** On the console, for the author; also what the page's address should not hold. */
export function printReasons(session: FormSession): void {
  console.table(explainSession(session), ['field', 'verdict', 'text', 'rule']);
  warnOfParameters();
}

/** The name alone: what stands behind it has been seen by enough people. */
function warnOfParameters(): void {
  const names = [...new Set(new URLSearchParams(location.search).keys())].filter(isPersonalName);
  if (names.length)
    console.warn(
      `<progressive-form> The address of this page names somebody: ${names.join(', ')}. It is not read.`,
    );
}
