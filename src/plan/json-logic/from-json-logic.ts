/**
 * JsonLogic as a condition: what `toJsonLogic` wrote, exactly as it was, and what people write by hand as far as our
 * operators go.
 */
import { ConfigError } from '../../model/config-error.js';
import { maxConditionDepth, type Condition } from '../../model/condition.js';
import { readComparison, type Refuse } from './read-comparison.js';
import { isObject, readPathTest } from './read-test.js';

/** More than any condition within our limits takes. */
const maxNodes = 20_000;
const maxDepth = 64;

/** Throws a `ConfigError` with the place in `logic` of what our conditions cannot express. */
export function fromJsonLogic(logic: unknown): Condition {
  refuseHuge(logic);
  return read(logic, '', 1);
}

function read(logic: unknown, at: string, depth: number): Condition {
  if (typeof logic === 'boolean') return logic;
  if (depth > maxConditionDepth)
    throw new ConfigError(at, 'it is nested too deeply', `Nest ${maxConditionDepth} levels at most.`);
  const test = readPathTest(logic);
  if (test) return Object.fromEntries([test]);
  const [operation, args] = split(logic, at);
  const place = join(at, operation);
  const refuse: Refuse = (part, problem, remedy) => {
    throw new ConfigError(place + part, problem, remedy);
  };
  const readAll = (from: number) =>
    args.slice(from).map((arg, i) => read(arg, `${place}[${i + from}]`, depth + 1));
  switch (operation) {
    case 'and':
      return readMap(args) ?? { all: readAll(args[0] === true ? 1 : 0) };
    case 'or':
      return { any: readAll(args[0] === false ? 1 : 0) };
    case '!':
      return { not: read(args[0], `${place}[0]`, depth + 1) };
    case '!!':
      return args[0] === true ? {} : read(args[0], `${place}[0]`, depth);
  }
  const known = 'and, or, !, !!, ==, ===, !=, !==, <, <=, >, >=, in, startsWith, endsWith, missing and var';
  return (
    readComparison(operation, args, refuse) ??
    refuse('', 'conditions know no such operation', `Use ${known}.`)
  );
}

/** One operation and what it works on: a single argument may stand without its list. */
function split(logic: unknown, at: string): readonly [operation: string, args: readonly unknown[]] {
  const [[operation, args] = [], ...more] = isObject(logic) ? Object.entries(logic) : [];
  if (operation === undefined || more.length)
    throw new ConfigError(at, 'it is no operation', 'Write true, false or an object with one operation.');
  const list: readonly unknown[] = Array.isArray(args) ? args : [args];
  const isUnary = operation === '!' || operation === '!!';
  if (isUnary ? list.length !== 1 : operation === 'and' && !list.length)
    throw new ConfigError(join(at, operation), 'it has too few or too many arguments', 'Give it one.');
  return [operation, list];
}

/** A map of several paths, as we write it. */
function readMap(args: readonly unknown[]): Condition | undefined {
  const tests = args.map(readPathTest).filter((test) => test !== undefined);
  const paths = new Set(tests.map(([path]) => path));
  return paths.size === args.length ? Object.fromEntries(tests) : undefined;
}

/** Also ends what leads back into itself, before anybody walks it in earnest. */
function refuseHuge(logic: unknown): void {
  let nodes = 0;
  const walk = (part: unknown, depth: number): void => {
    if (++nodes > maxNodes || depth > maxDepth)
      throw new ConfigError('', 'it is too large or too deep for a condition', 'Shorten it.');
    if (typeof part === 'object' && part) for (const one of Object.values(part)) walk(one, depth + 1);
  };
  walk(logic, 1);
}

function join(at: string, name: string): string {
  if (!/^\w+$/.test(name)) return `${at}["${name.slice(0, 64)}"]`;
  return at ? `${at}.${name}` : name;
}
