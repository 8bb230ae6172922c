/**
 * A condition as JsonLogic, for editors and other systems: only standard operations, and nothing of the condition is
 * lost, so that `fromJsonLogic` gives back the same JSON. To be applied to what `jsonLogicData` gives.
 */
import { ConfigError } from '../../model/config-error.js';
import type { Condition, Scalar, Test } from '../../model/condition.js';
import { refer, writeTest, type JsonLogic } from './write-test.js';

/** Throws a `ConfigError` for a test that the reader would have refused. */
export function toJsonLogic(condition: Condition): JsonLogic {
  if (typeof condition === 'boolean') return condition;
  // Constants in front: they tell lists that were written from maps, and give empty lists their meaning.
  if ('all' in condition) return { and: [true, ...(condition.all as readonly Condition[]).map(toJsonLogic)] };
  if ('any' in condition) return { or: [false, ...(condition.any as readonly Condition[]).map(toJsonLogic)] };
  if ('not' in condition) return { '!': [toJsonLogic(condition.not as Condition)] };
  const tests = Object.entries(condition as Readonly<Record<string, Test>>).map(writePath);
  return tests[1] === undefined ? (tests[0] ?? { '!!': [true] }) : { and: tests };
}

/** A scalar and a list stand bare, operators in an `and` of their own. */
function writePath([path, test]: readonly [string, Test]): JsonLogic {
  const write = (op: string, want: unknown): JsonLogic => {
    const logic = writeTest(path, op, want);
    if (logic !== undefined) return logic;
    throw new ConfigError(`${path}.${op}`, 'this is no test', 'Check the condition first.');
  };
  if (Array.isArray(test)) return write('in', test);
  if (typeof test !== 'object') return write('eq', test as Scalar);
  const tests = Object.entries(test).map(([op, want]) => write(op, want));
  return tests.length ? { and: tests } : { or: [true, refer(path, '$known')] };
}
