/**
 * All that can be the case for a condition, as a few axes that vary by themselves: things that a rule brings together
 * lie on one axis, and cases that the condition does not tell apart are one case.
 */
import type { Condition } from '../../model/condition.js';
import type { Found } from '../evaluate-condition.js';
import { compileCondition } from './compile-condition.js';
import { groupByThings } from './group-by-things.js';
import { listStates, mergeStates, thingOf, type State } from './list-states.js';
import { comparisonsOf, toCondition, type Comparison } from './split-condition.js';
import type { World } from './world.js';

export interface Case {
  /** What the paths of the condition lead to. */
  readonly found: State;
  /** What that follows from: the paths that are given and looked at. */
  readonly given: State;
}

export interface Axis {
  /** What varies along it: by thing, all that can be the case about it; nothing where that is too many to try. */
  readonly things: ReadonlyMap<string, readonly State[] | undefined>;
  /** Nothing where they are too many to try. */
  readonly cases?: readonly Case[];
}

/** As many cases as are tried together. */
export const mostCases = 20_000;

/** `withheld`: also what is known without its value, for fields that no rule looks at. */
export function spanAxes(world: World, condition: Condition, withheld: boolean): readonly Axis[] {
  const asked = comparisonsOf(condition);
  const needs = gatherNeeds(world, asked);
  return groupByThings(needs.things).map(({ things, paths }): Axis => {
    const shown = [...things].flatMap((thing) => needs.comparisons.get(thing) ?? []);
    const own = asked.filter(({ path }) => paths.includes(path));
    const listed = new Map(things.map((thing) => [thing, listThing(world, thing, needs, withheld)]));
    const count = countMixes([...listed.values()]);
    if (count > mostCases || !world.spend(count * (shown.length + own.length))) return { things: listed };
    return { things: listed, cases: listCases(world, listed, own, shown) };
  });
}

/** How many choices of one from each list there are. */
export const countMixes = (lists: readonly (readonly unknown[] | undefined)[]): number =>
  lists.reduce((product, list) => product * (list?.length ?? Infinity), 1);

interface Needs {
  /** By thing: all that is compared with it, by the condition and by the rules below it. */
  readonly comparisons: ReadonlyMap<string, readonly Comparison[]>;
  /** By path of the condition: the things it depends on. */
  readonly things: ReadonlyMap<string, ReadonlySet<string>>;
  /** Things that a rule looks at. */
  readonly ruled: ReadonlySet<string>;
}

function gatherNeeds(world: World, asked: readonly Comparison[]): Needs {
  const comparisons = new Map<string, Comparison[]>();
  const things = new Map<string, Set<string>>();
  const ruled = new Set<string>();
  const follow = (comparison: Comparison, into: Set<string>, seen: Set<string>, isBelow: boolean): void => {
    const { path } = comparison;
    const rule = world.classOf(path);
    if (!rule || rule.stored) {
      const thing = thingOf(world.config, path);
      into.add(thing);
      comparisons.set(thing, [...(comparisons.get(thing) ?? []), comparison]);
      if (isBelow) ruled.add(thing);
    }
    if (!rule || seen.has(path)) return;
    seen.add(path);
    for (const one of rule.conditions.flatMap(comparisonsOf)) follow(one, into, seen, true);
  };
  for (const comparison of asked) {
    const into = things.get(comparison.path) ?? new Set();
    things.set(comparison.path, into);
    follow(comparison, into, new Set(), false);
  }
  return { comparisons, things, ruled };
}

function listThing(world: World, thing: string, { comparisons, ruled }: Needs, withheld: boolean) {
  const all = comparisons.get(thing) ?? [];
  const states = listStates(world.config, thing, all, withheld && !ruled.has(thing));
  // What was before counts by its place, which no comparison tells.
  if (!states || world.classOf(thing)?.stored) return states;
  return world.spend(states.length * countWants(all)) ? mergeStates(states, all) : undefined;
}

/** As many values as one state is compared with. */
const countWants = (comparisons: readonly Comparison[]): number =>
  comparisons.reduce((sum, { want }) => sum + [want].flat().length, 0);

/** One case of each sort that the comparisons `asked` tell apart. */
function listCases(
  world: World,
  things: Axis['things'],
  asked: readonly Comparison[],
  shown: readonly Comparison[],
): readonly Case[] {
  const sorts = new Map<string, Case>();
  const tests = asked.map((one) => compileCondition(toCondition(one)));
  forEachMix(things, world, (given) => {
    const look = world.lookThrough(given);
    const sort = tests.map((decide) => decide(look)).join();
    const pick = (comparisons: readonly Comparison[], from: (path: string) => Found): State =>
      new Map(comparisons.map(({ path }) => [path, from(path)]));
    if (!sorts.has(sort)) sorts.set(sort, { found: pick(asked, look), given: pick(shown, given) });
  });
  return [...sorts.values()];
}

/** Goes through all choices of one state a thing. */
export function forEachMix(
  things: Axis['things'],
  { config }: World,
  visit: (given: (path: string) => Found) => void,
): void {
  const chosen = new Map<string, State>();
  const homes = new Map<string, string>();
  const given = (path: string): Found => {
    const thing = homes.get(path) ?? thingOf(config, path);
    homes.set(path, thing);
    return chosen.get(thing)?.get(path) ?? {};
  };
  const open = [...things];
  const walk = (at: number): void => {
    const [thing, states = []] = open[at] ?? [];
    if (thing === undefined) return visit(given);
    for (const state of states) {
      chosen.set(thing, state);
      walk(at + 1);
    }
  };
  walk(0);
}
