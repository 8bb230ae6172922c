/**
 * What is wrong with the conditions of a definition beyond their form: comparisons of different kinds, parts that
 * always or never hold, questions that are never put, and a matrix with gaps or overlaps. For authors; never loaded
 * for visitors.
 */
import type { FormConfig } from '../../model/form-config.js';
import type { ConfigProblem } from '../../model/ports.js';
import { checkMatrix } from './check-matrix.js';
import { findConstants } from './find-constants.js';
import { findContradictions } from './find-contradictions.js';
import { findMismatches, type Suggest } from './find-mismatches.js';
import { findUnaskable } from './find-unaskable.js';
import { listConditions } from './list-conditions.js';
import { splitCondition } from './split-condition.js';
import { createWorld } from './world.js';

/**
 * Expects a definition that the checks have no problem with. `suggest` names the word that was probably meant; without
 * it those that there are are listed.
 */
export function analyseConditions(
  config: FormConfig,
  suggest: Suggest = () => undefined,
): readonly ConfigProblem[] {
  const mismatches = findMismatches(config, suggest);
  const unaskable = findUnaskable(config);
  if (mismatches.length) return [...unaskable, ...mismatches]; // what means nothing also never holds, and so does what follows from it
  const world = createWorld(config);
  const unsound = new Set<string>();
  const constants = listConditions(config).flatMap(({ condition, at }) => {
    const found = findConstants(world, splitCondition(condition, at));
    if (found.length) unsound.add(at);
    return found;
  });
  const contradictions = findContradictions(world, (at) => !unsound.has(at));
  return [...unaskable, ...constants, ...contradictions, ...checkMatrix(config)];
}
