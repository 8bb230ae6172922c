/**
 * Recognises what `toJsonLogic` wrote: guesses the test from the path and the constants it finds and takes the guess
 * that would be written in just this way. So nothing is taken for ours that is not, and nothing is lost.
 */
import { operators, type Operator, type Operators, type Scalar, type Test } from '../../model/condition.js';
import { isScalar, isScalars, unescapePath, writeTest } from './write-test.js';

export type PathTest = readonly [path: string, test: Test];

interface OneTest {
  readonly path: string;
  readonly op: Operator;
  readonly want: unknown;
}

/** All that was asked of one path in one map, or nothing. */
export function readPathTest(logic: unknown): PathTest | undefined {
  const one = readTest(logic);
  if (one) return [one.path, one.op === 'eq' || one.op === 'in' ? (one.want as Test) : toOperators([one])];
  const { or, and } = isObject(logic) ? logic : {};
  const path = Array.isArray(or) && or.length === 2 && or[0] === true ? findPath(or[1]) : undefined;
  if (path !== undefined) return [path, {}];
  const tests = Array.isArray(and) ? and.map(readTest).filter((test) => test !== undefined) : [];
  const [first] = tests;
  const isOneMap =
    new Set(tests.map(({ op }) => op)).size === (and as readonly unknown[] | undefined)?.length &&
    tests.every((test) => test.path === first?.path);
  return first && isOneMap ? [first.path, toOperators(tests)] : undefined;
}

const toOperators = (tests: readonly OneTest[]): Operators =>
  Object.fromEntries(tests.map(({ op, want }) => [op, want]));

function readTest(logic: unknown): OneTest | undefined {
  const path = findPath(logic);
  if (path === undefined || /^(all|any|not)$/.test(path)) return undefined;
  const wants = [true, false, '', ...listConstants(logic)]; // what is written without a constant
  for (const op of operators)
    for (const want of wants) if (isSame(writeTest(path, op, want), logic)) return { path, op, want };
  return undefined;
}

/** The path that the first reference to data of ours means. */
function findPath(logic: unknown): string | undefined {
  if (!isObject(logic)) return undefined;
  if (typeof logic['var'] === 'string') {
    const key = /^(.*)\.\$[a-z]+$/s.exec(logic['var'])?.[1];
    return key === undefined ? undefined : unescapePath(key);
  }
  for (const args of Object.values(logic))
    for (const arg of Array.isArray(args) ? args : []) {
      const path = findPath(arg);
      if (path !== undefined) return path;
    }
  return undefined;
}

/** Every constant, as it was written, and every list of them. */
function listConstants(logic: unknown): readonly unknown[] {
  const constant = readConstant(logic);
  if (constant !== undefined) return [constant];
  if (!Array.isArray(logic))
    return isObject(logic) && !('var' in logic) ? Object.values(logic).flatMap(listConstants) : [];
  const list = logic.map(readConstant);
  return [...(isScalars(list) ? [list] : []), ...logic.flatMap(listConstants)];
}

function readConstant(logic: unknown): Scalar | undefined {
  const written: unknown = isObject(logic) && Array.isArray(logic['if']) ? logic['if'][2] : logic;
  return isScalar(written) ? written : undefined;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `a` is ours and has no key that any object would have. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((one, i) => isSame(one, b[i]));
  if (!isObject(a)) return a === b;
  const keys = Object.keys(a);
  return isObject(b) && keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
}
