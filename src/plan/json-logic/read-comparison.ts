/**
 * Comparisons as people write them in JsonLogic, in our operators and so with our semantics: nothing is coerced and
 * text compares without regard to case.
 */
import type { Condition, Operator, Operators, Scalar } from '../../model/condition.js';
import { isObject } from './read-test.js';
import { isScalar, isScalars } from './write-test.js';

/** Ends the import: the part that cannot be taken over, relative to the operation, and what to do about it. */
export type Refuse = (part: string, problem: string, remedy: string) => never;

const signs: Readonly<Record<string, readonly [Operator, mirrored: Operator]>> = {
  '==': ['eq', 'eq'],
  '===': ['eq', 'eq'],
  '!=': ['ne', 'ne'],
  '!==': ['ne', 'ne'],
  '<': ['lt', 'gt'],
  '<=': ['lte', 'gte'],
  '>': ['gt', 'lt'],
  '>=': ['gte', 'lte'],
};

/** Nothing where `operation` is no comparison. */
export function readComparison(
  operation: string,
  args: readonly unknown[],
  refuse: Refuse,
): Condition | undefined {
  if (Object.hasOwn(signs, operation)) return readSign(operation, args, refuse);
  switch (operation) {
    case 'in':
      return readIn(args, refuse);
    case 'startsWith': // not standard, but what editors write
    case 'endsWith': {
      const [, want] = args;
      needTwo(args, refuse);
      if (typeof want !== 'string') return refuse('[1]', 'there is no text', 'Compare with a text.');
      return onPath(readVar(args[0], '[0]', refuse), { [operation]: want });
    }
    case 'missing': {
      const names = args.flat();
      const tests = names.map((name, i) => onPath(readName(name, `[${i}]`, refuse), { known: false }));
      return tests.length === 1 ? tests[0] : { any: tests };
    }
    case 'var': {
      // Empty, zero and false count as nothing there; what is known without its value counts as something.
      const path = readVar({ var: args }, '', refuse);
      return { all: [onPath(path, { known: true }), { not: onPath(path, [false, 0, '']) }] };
    }
  }
  return undefined;
}

const onPath = (path: string, test: Operators | Scalar | readonly Scalar[]): Condition => ({ [path]: test });

function readSign(sign: string, args: readonly unknown[], refuse: Refuse): Condition {
  const [op, mirrored] = signs[sign] ?? ['eq', 'eq'];
  const [left, right, end] = args;
  if (args.length === 3 && (sign === '<' || sign === '<=')) {
    const path = readVar(right, '[1]', refuse);
    return onPath(path, { [mirrored]: readBound(left, '[0]', refuse), [op]: readBound(end, '[2]', refuse) });
  }
  needTwo(args, refuse);
  const isMirrored = isScalar(left) || left === null;
  const path = readVar(isMirrored ? right : left, isMirrored ? '[1]' : '[0]', refuse);
  const want = isMirrored ? left : right;
  const at = isMirrored ? '[0]' : '[1]';
  if (op !== 'eq' && op !== 'ne')
    return onPath(path, { [isMirrored ? mirrored : op]: readBound(want, at, refuse) });
  if (want === null) return onPath(path, { known: op === 'ne' });
  if (!isScalar(want))
    return refuse(at, 'it is no constant', 'Compare with a text, a number, true or false.');
  return onPath(path, op === 'eq' ? want : { ne: want });
}

function needTwo(args: readonly unknown[], refuse: Refuse): void {
  if (args.length !== 2) refuse('', 'it has not two sides', 'Compare one variable with one constant.');
}

function readBound(want: unknown, at: string, refuse: Refuse): string | number {
  return isScalar(want) && typeof want !== 'boolean'
    ? want
    : refuse(at, 'it has no order', 'Compare with a number or a text.');
}

/** A variable in a list of constants, or a constant in what a variable holds. */
function readIn(args: readonly unknown[], refuse: Refuse): Condition {
  const [needle, hay] = args;
  needTwo(args, refuse);
  if (isScalar(needle)) {
    const path = readVar(hay, '[1]', refuse);
    // Numbers and the like are no part of a text: they can only be an element.
    return onPath(path, typeof needle === 'string' ? { contains: needle } : needle);
  }
  const path = readVar(needle, '[0]', refuse);
  return isScalars(hay)
    ? onPath(path, hay)
    : refuse('[1]', 'it is no list of constants', 'List texts, numbers, true or false.');
}

function readVar(part: unknown, at: string, refuse: Refuse): string {
  const keys = isObject(part) ? Object.keys(part) : [];
  if (!isObject(part) || keys.length !== 1 || keys[0] !== 'var')
    return refuse(at, 'it is no variable', 'Compare one variable with one constant.');
  const [name, fallback = null, ...more] = [part['var']].flat() as readonly unknown[];
  if (fallback !== null || more.length)
    return refuse(at, 'it has a default', 'Leave it out: test with `missing` whether there is a value.');
  return readName(name, at, refuse);
}

function readName(name: unknown, at: string, refuse: Refuse): string {
  return typeof name === 'string' && !/^(all|any|not|)$/.test(name)
    ? name
    : refuse(at, 'it names no path', 'Write the name of a field or of something else that conditions see.');
}
