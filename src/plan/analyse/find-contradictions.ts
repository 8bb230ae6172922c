/** Questions that are never put because what decides them on different levels excludes each other. */
import type { Condition } from '../../model/condition.js';
import type { FormConfig, Step } from '../../model/form-config.js';
import type { ConfigProblem } from '../../model/ports.js';
import { findCase } from './find-case.js';
import type { World } from './world.js';

/** `isSound`: whether the condition there is fine by itself; what is not is told already. */
export function findContradictions(world: World, isSound: (at: string) => boolean): readonly ConfigProblem[] {
  const { config } = world;
  const isImpossible = (...all: readonly Condition[]) => findCase(world, { all }, true).is === 'impossible';
  return [
    ...config.fields.flatMap((_, i) =>
      isSound(`fields[${i}].when`) ? checkField(config, i, isImpossible) : [],
    ),
    ...checkPaths(config, isSound, isImpossible),
  ];
}

type IsImpossible = (...all: readonly Condition[]) => boolean;

function checkField(config: FormConfig, index: number, isImpossible: IsImpossible): readonly ConfigProblem[] {
  const field = config.fields[index];
  if (!field) return [];
  const { name, when } = field;
  const homes = config.steps.filter(({ fields }) => fields.includes(name));
  if (when === undefined || isImpossible(when) || !homes.length) return [];
  const path = `fields[${index}].when`;
  if (homes.every((step) => isImpossible(when, offered(config, step)))) {
    const remedy = `Correct it, or the conditions of ${homes.map(({ id }) => id).join(' and ')}.`;
    return [{ path, problem: `never holds where ${name} could be asked`, remedy }];
  }
  // What is shown again, once it is known, may well wait for that.
  if (field.prefill || field.freshFor !== undefined || field.alwaysAsk) return [];
  if (!isImpossible(when, { [name]: { known: false } })) return [];
  const problem = `holds only where ${name} is known already`;
  return [{ path, problem, remedy: 'Correct it: nobody would be asked for the first time.' }];
}

/** When a step is offered, whatever happens on the page. */
function offered({ matrix = [] }: FormConfig, { id, when = true }: Step): Condition {
  const rows = matrix.filter(({ steps }) => steps.includes(id)).map((row) => row.id);
  return rows.length ? { all: [when, { path: rows }] } : when;
}

function checkPaths(
  { steps, matrix = [] }: FormConfig,
  isSound: (at: string) => boolean,
  isImpossible: IsImpossible,
): readonly ConfigProblem[] {
  return matrix.flatMap((row, i) => {
    const own: Condition = { path: row.id };
    if (!isSound(`matrix[${i}].when`) || isImpossible(own)) return [];
    return row.steps.flatMap((id, j) => {
      const at = steps.findIndex((step) => step.id === id);
      const when = steps[at]?.when;
      if (when === undefined || !isSound(`steps[${at}].when`) || !isImpossible(own, when)) return [];
      return {
        path: `matrix[${i}].steps[${j}]`,
        problem: 'is never offered to those for whom the row holds',
        remedy: `Correct steps[${at}].when, or leave the step out of the row.`,
      };
    });
  });
}
