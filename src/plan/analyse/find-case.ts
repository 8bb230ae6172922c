/** Whether a condition can hold, shown by a case. */
import type { AnswerValue } from '../../model/answers.js';
import type { Condition } from '../../model/condition.js';
import type { Found } from '../evaluate-condition.js';
import { compileCondition, type Decide } from './compile-condition.js';
import { thingOf } from './list-states.js';
import { countMixes, forEachMix, mostCases, spanAxes, type Axis, type Case } from './span-axes.js';
import { comparisonsOf } from './split-condition.js';
import type { World } from './world.js';

/** What is known of somebody, by path; `null` where it is not known. */
export type Sample = Readonly<Record<string, AnswerValue | null>>;

export type Outcome =
  | { readonly is: 'possible'; sample(): Sample }
  | { readonly is: 'impossible' }
  /** `things`: what there are too many cases of. */
  | { readonly is: 'unproven'; readonly things: readonly string[] };

/**
 * `withheld`: also tries what is known without its value. Results of rules follow from facts, so that what is found
 * goes together; those of a rule that looks at something withheld were settled when it was there.
 */
export function findCase(world: World, condition: Condition, withheld = false): Outcome {
  const axes = spanAxes(world, condition, withheld);
  const unlisted = axes.filter(({ cases }) => !cases);
  const count = countMixes(axes.map(({ cases }) => cases));
  if (count > mostCases || !world.spend(count * comparisonsOf(condition).length)) {
    const wide = unlisted.length ? unlisted : axes.filter(({ cases = [] }) => cases.length > 1);
    return { is: 'unproven', things: wide.flatMap(({ things }) => [...things.keys()]) };
  }
  const decide = compileCondition(condition);
  const found = search(axes, decide);
  if (!found) return { is: 'impossible' };
  return { is: 'possible', sample: () => writeSample(world, decide, axes, found) };
}

/** The first choice of one case an axis for which the condition holds. */
function search(axes: readonly Axis[], decide: Decide): readonly Case[] | undefined {
  const known = new Map<string, Found>();
  const walk = (chosen: readonly Case[]): readonly Case[] | undefined => {
    const axis = axes[chosen.length];
    if (!axis) return decide((path) => known.get(path) ?? {}) ? chosen : undefined;
    for (const one of axis.cases ?? []) {
      for (const [path, found] of one.found) known.set(path, found);
      const found = walk([...chosen, one]);
      if (found) return found;
    }
    return undefined;
  };
  return walk([]);
}

/** As many cases as are tried to leave one thing out of a sample. */
const mostIdle = 1_000;

/** Without all that could as well be otherwise: a sample says no more than it takes. */
function writeSample(world: World, decide: Decide, axes: readonly Axis[], cases: readonly Case[]): Sample {
  const things = new Map(axes.flatMap((axis) => [...axis.things]));
  const given = new Map(cases.flatMap((one) => [...one.given]));
  const isIn = (idle: readonly string[], path: string) => idle.includes(thingOf(world.config, path));
  const isIdle = (idle: readonly string[]): boolean => {
    const open = new Map(idle.map((thing) => [thing, things.get(thing)]));
    if (countMixes([...open.values()]) > mostIdle) return false;
    let holds = true;
    forEachMix(open, world, (mixed) => {
      const look = world.lookThrough((path) => (isIn(idle, path) ? mixed(path) : (given.get(path) ?? {})));
      holds &&= decide(look);
    });
    return holds;
  };
  const idle = [...things.keys()].reduce<readonly string[]>(
    (held, thing) => (isIdle([...held, thing]) ? [...held, thing] : held),
    [],
  );
  const told = [...given].filter(([path]) => !isIn(idle, path));
  return Object.fromEntries(told.map(([path, { value }]) => [path, value ?? null]));
}
