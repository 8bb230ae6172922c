/** Why a step is not eligible: its own condition, the trigger, or the row of the matrix that is for this visitor. */
import type { Condition, TraceEntry } from '../model/condition.js';
import type { FormConfig } from '../model/form-config.js';
import type { Profile } from '../model/profile.js';
import type { Judge } from './judge-field.js';
import { efforts, weighCondition, type Weight } from './weigh-condition.js';

export interface Closed {
  /** Path in the definition. */
  readonly rule: string;
  /** The condition there, where one decided, and how it was evaluated. */
  readonly condition?: Condition | undefined;
  readonly trace?: readonly TraceEntry[] | undefined;
  readonly weight?: Weight | undefined;
}

/** Nothing where the condition holds. */
export type Weigh = (
  rule: string,
  condition: Condition | undefined,
  trace?: readonly TraceEntry[],
) => Closed | undefined;

export function createWeigh(config: FormConfig, judge: Judge): Weigh {
  const names = new Set(config.fields.map(({ name }) => name));
  return (rule, condition = true, trace = judge.fails(condition)) =>
    trace && { rule, condition, trace, weight: weighCondition(condition, trace, (path) => names.has(path)) };
}

/** By the index of the step; of several reasons the one that is hardest to get over. */
export function findClosed(
  { steps, trigger, matrix = [] }: FormConfig,
  { classes }: Profile,
  weigh: Weigh,
): readonly (Closed | undefined)[] {
  const waiting = weigh('trigger', trigger);
  const row = matrix.findIndex(({ id }) => id === classes['path']);
  const off: Closed = { rule: row < 0 ? 'matrix' : `matrix[${row}]` };
  const bound = new Set(matrix.flatMap(({ steps: ids }) => ids));
  const way = new Set(matrix[row]?.steps);
  return steps.map(({ id, when }, index) => {
    const reasons = [
      weigh(`steps[${index}].when`, when),
      waiting,
      bound.has(id) && !way.has(id) ? off : undefined,
    ].filter((reason) => reason !== undefined);
    return pickLeast(reasons, (reason) => -effortOf(reason));
  });
}

/** What it would take to open; what no condition decides is settled. */
export const effortOf = (closed: Closed | undefined): number => closed?.weight?.toHold ?? efforts.change;

/** The first of those that are least. */
export function pickLeast<T>(list: readonly T[], measure: (one: T) => number): T | undefined {
  return list.reduce<T | undefined>(
    (least, one) => (least !== undefined && measure(least) <= measure(one) ? least : one),
    undefined,
  );
}
