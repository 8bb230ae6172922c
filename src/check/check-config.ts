/**
 * The second storey: every problem of a definition at once, each with its place, what was found there (its kind, never
 * its value) and what to do. Names and conditions are looked at once the shape is right.
 */
import { ConfigError } from '../model/config-error.js';
import type { FormConfig } from '../model/form-config.js';
import type { ConfigInspector, ConfigProblem } from '../model/ports.js';
import { checkDetails } from './check-details.js';
import { checkReferences } from './check-references.js';
import { createConfigSchema } from './config-schema.js';
import { copyPlain, maxText } from './copy-plain.js';
import type { Demand } from './demand.js';
import { describeFault } from './describe-fault.js';
import { describeIssue, isInCondition } from './describe-issue.js';
import { describeJsonFault } from './describe-json-fault.js';

/** Takes what the reader takes; an empty list means that the reader accepts it too. */
export const checkConfig: ConfigInspector = (input) => {
  // Text that is too long is not read at all.
  const fault = typeof input === 'string' && input.length <= maxText ? describeJsonFault(input) : undefined;
  if (fault) return [fault];
  try {
    return checkPlain(copyPlain(input, insist));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { path, problem, remedy } = error;
    return [{ path, problem, remedy }];
  }
};

const insist: Demand = (ok, path, remedy = 'Remove it.') => {
  if (!ok) throw new ConfigError(path, 'cannot be read', remedy);
};

function checkPlain(plain: unknown): readonly ConfigProblem[] {
  const problems = new Map<string, ConfigProblem>(); // one a place: the first says what the others follow from
  const note = (problem: ConfigProblem) => {
    if (!problems.has(problem.path)) problems.set(problem.path, problem);
  };
  const schema = createConfigSchema();
  const issues = (schema.safeParse(plain).error?.issues ?? []).filter((issue) => !isInCondition(issue));
  issues.flatMap((issue) => describeIssue(issue, plain, schema)).forEach(note);
  if (!issues.some(({ code }) => code === 'invalid_type' || code === 'invalid_key')) {
    const demand: Demand = (ok, path, remedy) => {
      if (!ok) note(describeFault(plain, path, remedy));
    };
    // An adapter that is not known could have members of any kind.
    const isKnown = !issues.some(({ code }) => code === 'invalid_union');
    const config = (isKnown ? plain : { ...(plain as FormConfig), adapter: undefined }) as FormConfig;
    checkReferences(config, demand);
    checkDetails(config, demand);
  }
  return [...problems.values()];
}
