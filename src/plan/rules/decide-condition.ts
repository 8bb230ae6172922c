/**
 * Decides a condition where values may be withheld: true, false, or nobody can tell (Kleene's three values). Where
 * the walk of the plan must say no, a class that was stored when the value was here knows better.
 */
import type { Condition, Test, TraceEntry } from '../../model/condition.js';
import { evaluateCondition, type Found } from '../evaluate-condition.js';

/** `undefined`: a value that would decide is not here. */
export type Truth = boolean | undefined;

export interface Finding {
  readonly truth: Truth;
  readonly trace: readonly TraceEntry[];
}

/** `isSure`: of which paths anything is told; the others leave every comparison undecided. */
export function decideCondition(
  condition: Condition,
  look: (path: string) => Found,
  now: number,
  isSure: (path: string) => boolean = () => true,
): Finding {
  const trace: TraceEntry[] = [];
  const compare = ([path, test]: [string, Test]): Truth => {
    const entries = evaluateCondition({ [path]: test }, look, now).trace;
    trace.push(...entries);
    return all(
      entries.map(({ op, ok, why }) =>
        isSure(path) && (why !== 'valueWithheld' || op === 'known') ? ok : undefined,
      ),
    );
  };
  const walk = (c: Condition): Truth => {
    if (typeof c === 'boolean') return c;
    if ('all' in c) return all((c.all as readonly Condition[]).map(walk));
    if ('any' in c) return not(all((c.any as readonly Condition[]).map(walk).map(not)));
    if ('not' in c) return not(walk(c.not as Condition));
    return all(Object.entries(c as Readonly<Record<string, Test>>).map(compare));
  };
  return { truth: walk(condition), trace };
}

const not = (truth: Truth): Truth => (truth === undefined ? truth : !truth);

const all = (truths: readonly Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
