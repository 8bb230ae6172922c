/** A condition and the parts it is made of, down to single comparisons, each with its place in the definition. */
import type { Condition, Operator, Scalar, Test } from '../../model/condition.js';

export interface Comparison {
  readonly path: string;
  readonly op: Operator;
  readonly want: Scalar | readonly Scalar[];
}

export interface Part {
  readonly condition: Condition;
  /** Where it stands, e.g. `steps[1].when["visit.count"].gte`. */
  readonly at: string;
  readonly parts: readonly Part[];
  /** Of a part that is one comparison. */
  readonly comparison?: Comparison;
}

export function splitCondition(condition: Condition, at: string): Part {
  return { condition, at, parts: listParts(condition, at) };
}

function listParts(condition: Condition, at: string): readonly Part[] {
  if (typeof condition === 'boolean') return [];
  for (const key of ['all', 'any'] as const)
    if (key in condition) {
      const list = (condition as Readonly<Record<string, readonly Condition[]>>)[key] ?? [];
      return list.map((one, i) => splitCondition(one, `${at}.${key}[${i}]`));
    }
  if ('not' in condition) return [splitCondition(condition.not as Condition, `${at}.not`)];
  return Object.entries(condition as Readonly<Record<string, Test>>).map(([path, test]) =>
    splitTest(path, test, memberAt(at, path)),
  );
}

function splitTest(path: string, test: Test, at: string): Part {
  if (Array.isArray(test) || typeof test !== 'object')
    return writeComparison({ path, op: Array.isArray(test) ? 'in' : 'eq', want: test as Scalar }, at);
  const parts = Object.entries(test).map(([op, want]) =>
    writeComparison({ path, op: op as Operator, want: want as Scalar }, memberAt(at, op)),
  );
  return { condition: { [path]: test }, at, parts };
}

const writeComparison = (comparison: Comparison, at: string): Part => ({
  condition: toCondition(comparison),
  at,
  parts: [],
  comparison,
});

export const toCondition = ({ path, op, want }: Comparison): Condition => ({ [path]: { [op]: want } });

export const memberAt = (at: string, name: string): string =>
  /^[\w$]+$/.test(name) ? `${at}.${name}` : `${at}["${name}"]`;

/** The comparisons of a condition, in order. */
export function listComparisons({
  comparison,
  parts,
}: Pick<Part, 'comparison' | 'parts'>): readonly Comparison[] {
  return comparison ? [comparison] : parts.flatMap(listComparisons);
}

export const comparisonsOf = (condition: Condition): readonly Comparison[] =>
  listComparisons(splitCondition(condition, ''));
