/** A condition as a function, for deciding it over and over: each comparison is made once for each value. */
import type { Condition } from '../../model/condition.js';
import { evaluateCondition, type Found } from '../evaluate-condition.js';
import { moment } from './pick-values.js';
import { splitCondition, type Part } from './split-condition.js';

export type Look = (path: string) => Found;
export type Decide = (look: Look) => boolean;

/** Decides as `evaluateCondition` does, at the moment of the analysis. */
export const compileCondition = (condition: Condition): Decide => compilePart(splitCondition(condition, ''));

function compilePart({ condition, comparison, parts }: Part): Decide {
  if (typeof condition === 'boolean') return () => condition;
  if (comparison) return compileComparison(condition, comparison.path);
  const decided = parts.map(compilePart);
  if ('any' in condition) return (look) => decided.some((decide) => decide(look));
  const all: Decide = (look) => decided.every((decide) => decide(look));
  return 'not' in condition ? (look) => !all(look) : all;
}

function compileComparison(condition: Condition, path: string): Decide {
  const results = new Map<Found['value'] | null, boolean>();
  return (look) => {
    const found = look(path);
    const key = found.withheld ? null : found.value;
    const known = results.get(key);
    if (known !== undefined) return known;
    const { ok } = evaluateCondition(condition, () => found, moment);
    results.set(key, ok);
    return ok;
  };
}
