/** Whether a condition means something: its form, its size, the paths it looks at and what they are compared with. */
import { maxConditionDepth, maxConditionNodes, operators, type Operator } from '../model/condition.js';
import type { Demand } from './demand.js';
import { withArticle } from './describe-kind.js';
import { didYouMean } from './did-you-mean.js';
import { isDuration } from './is-duration.js';
import { joinPath } from './join-path.js';
import { kindOf } from './kind-of.js';

const scalars = ['string', 'number', 'boolean'];
const operands: Readonly<Record<Operator, readonly string[]>> = {
  eq: scalars,
  ne: scalars,
  in: ['list'],
  notIn: ['list'],
  gt: ['number', 'string'],
  gte: ['number', 'string'],
  lt: ['number', 'string'],
  lte: ['number', 'string'],
  contains: scalars,
  startsWith: ['string'],
  endsWith: ['string'],
  within: ['string'],
  only: ['list'],
  known: ['boolean'],
};

/** `checkPath` hears every path that is looked at, and where. Never throws, whatever the condition is. */
export function checkCondition(
  condition: unknown,
  path: string,
  checkPath: (path: string, at: string) => void,
  demand: Demand,
): void {
  let nodes = 0;
  const walk = (part: unknown, at: string, depth: number): void => {
    const isMap = kindOf(part) === 'object';
    if (!isMap && typeof part !== 'boolean')
      return demand(false, at, 'Write true, false or an object of tests.');
    if (depth > maxConditionDepth) return demand(false, at, `Nest ${maxConditionDepth} levels at most.`);
    const members = isMap ? Object.entries(part as object) : [];
    nodes += members.length || 1;
    if (nodes > maxConditionNodes) return;
    for (const [key, value] of members)
      walkMember(key, value, joinPath(at, key), depth, members.length === 1);
  };
  const walkMember = (key: string, value: unknown, at: string, depth: number, isAlone: boolean): void => {
    if (!/^(all|any|not)$/.test(key)) {
      checkPath(key, at);
      return checkTest(value, at, demand);
    }
    demand(isAlone, at, 'It stands alone in its object: join several conditions by all.');
    if (key === 'not') return walk(value, at, depth + 1);
    if (!Array.isArray(value)) return demand(false, at, 'Write a list of conditions.');
    value.forEach((one, i) => walk(one, `${at}[${i}]`, depth + 1));
  };
  walk(condition, path, 1);
  demand(nodes <= maxConditionNodes, path, `Use ${maxConditionNodes} tests at most.`);
}

function checkTest(test: unknown, path: string, demand: Demand): void {
  const kind = kindOf(test);
  if (kind !== 'object') return checkOperand(kind === 'list' ? 'in' : 'eq', test, path, demand);
  for (const [op, want] of Object.entries(test as object)) checkOperand(op, want, joinPath(path, op), demand);
}

function checkOperand(op: string, want: unknown, path: string, demand: Demand): void {
  const expected = Object.hasOwn(operands, op) ? operands[op as Operator] : undefined;
  if (!expected) return demand(false, path, didYouMean(op, operators) ?? `Use ${operators.join(', ')}.`);
  if (!expected.includes(kindOf(want)))
    return demand(false, path, `Write ${expected.map(withArticle).join(' or ')}.`);
  if (op === 'within') demand(isDuration(String(want)), path, 'Write an ISO 8601 duration such as P30D.');
  if (!Array.isArray(want)) return;
  want.forEach((one, i) =>
    demand(scalars.includes(kindOf(one)), `${path}[${i}]`, `Write ${scalars.map(withArticle).join(' or ')}.`),
  );
}
