/**
 * Decides a condition and tells how. Semantics: a value nobody has makes every comparison false, and `ne`, `notIn`,
 * `known: false` true; a fact known without its value makes every comparison false, only `known` is true; nothing is
 * coerced; text compares by its NFKC lower-case form; of a list, one matching element is enough.
 */
import type { AnswerValue } from '../model/answers.js';
import type { Condition, Operator, Scalar, Test, TraceEntry } from '../model/condition.js';
import { parseDuration } from '../model/duration.js';

/** What a path leads to: a value, a fact whose value is not here, or nothing. */
export type Found = {
  readonly value?: AnswerValue | undefined;
  readonly withheld?: boolean;
  /** The value is personal and stays out of the trace. */
  readonly personal?: boolean;
};

export interface Verdict {
  readonly ok: boolean;
  readonly trace: readonly TraceEntry[];
}

type Want = Scalar | readonly Scalar[];
type PathTests = Readonly<Record<string, Test>>;

/** `now` in milliseconds since 1970. Expects a condition that the reader accepted. */
export function evaluateCondition(condition: Condition, look: (path: string) => Found, now: number): Verdict {
  const trace: TraceEntry[] = [];
  const compareAll = ([path, test]: [string, Test]): boolean => {
    const found = look(path);
    const tests = Array.isArray(test) ? { in: test } : typeof test === 'object' ? test : { eq: test };
    return every(
      Object.entries(tests).map(([op, want]) => {
        const ok = compare(op as Operator, found, want as Want, now);
        trace.push(writeEntry(path, op as Operator, want as Want, found, ok));
        return ok;
      }),
    );
  };
  const walk = (c: Condition): boolean => {
    if (typeof c === 'boolean') return c;
    if ('all' in c) return every((c.all as readonly Condition[]).map(walk));
    if ('any' in c) return (c.any as readonly Condition[]).map(walk).includes(true);
    if ('not' in c) return !walk(c.not as Condition);
    return every(Object.entries(c as PathTests).map(compareAll));
  };
  return { ok: walk(condition), trace };
}

/** Takes results, not tests: the trace tells every comparison, also those after the one that decided. */
const every = (results: readonly boolean[]) => !results.includes(false);

function writeEntry(path: string, op: Operator, want: Want, found: Found, ok: boolean): TraceEntry {
  const { value, withheld, personal } = found;
  const why = withheld ? 'valueWithheld' : value === undefined ? 'missing' : personal ? 'masked' : undefined;
  return { path, op, want, got: why ? null : (value as Scalar), ok, why };
}

function compare(op: Operator, found: Found, want: Want, now: number): boolean {
  const { value, withheld } = found;
  if (op === 'known') return (withheld || value !== undefined) === want;
  if (withheld) return false;
  // `ne` and `notIn`
  if (/^n/.test(op)) return !compare('in', found, want, now);
  const some = op === 'only' ? 'every' : 'some';
  const fits = (one: Scalar) => [want].flat().some((wanted) => matches(op, one, wanted, now));
  return value !== undefined && [value].flat()[some](fits);
}

function matches(op: Operator, value: Scalar, want: Scalar, now: number): boolean {
  // Both sides have one type below, so that comparing them as text is only a manner of speaking.
  const a = fold(value) as string;
  const b = fold(want) as string;
  const age = now - Date.parse(value as string);
  if (typeof a !== typeof b) return false;
  const results: Partial<Record<Operator, boolean>> = {
    eq: a === b,
    in: a === b,
    only: a === b,
    gt: a > b,
    gte: a >= b,
    lt: a < b,
    lte: a <= b,
    within: age >= 0 && age <= (parseDuration(want as string) ?? -1),
    contains: a.includes?.(b),
    startsWith: a.startsWith?.(b),
    endsWith: a.endsWith?.(b),
  };
  // An operator that nobody knows decides nothing; the inspector names it to the author.
  return results[op] === true;
}

const fold = (value: Scalar): Scalar =>
  typeof value === 'string' ? value.normalize('NFKC').toLowerCase() : value;
