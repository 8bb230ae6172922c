/** What it would take for a condition to turn out otherwise, read from the trace of its evaluation. */
import type { Condition, Test, TraceEntry } from '../model/condition.js';

/** What must happen: nothing, an answer to an open question, time, or a change of what is settled. */
export const efforts = { none: 0, answer: 1, time: 2, change: 3 } as const;
type Effort = (typeof efforts)[keyof typeof efforts];

export interface Weight {
  readonly ok: boolean;
  readonly toHold: Effort;
  readonly toFail: Effort;
  /** The comparisons that made it hold or fail. */
  readonly why: readonly TraceEntry[];
}

/** `trace` is the one that `evaluateCondition` gave for this condition: its order is that of the comparisons. */
export function weighCondition(
  condition: Condition,
  trace: readonly TraceEntry[],
  isField: (path: string) => boolean,
): Weight {
  let next = 0;
  const walk = (c: Condition): Weight => {
    if (typeof c === 'boolean') return weighConstant(c);
    if ('all' in c) return weighAll((c.all as readonly Condition[]).map(walk));
    if ('any' in c) return negate(weighAll((c.any as readonly Condition[]).map(walk).map(negate)));
    if ('not' in c) return negate(walk(c.not as Condition));
    const entries = trace.slice(next, (next += countTests(Object.values(c as Record<string, Test>))));
    return weighAll(entries.map((entry) => weighEntry(entry, isField)));
  };
  return walk(condition);
}

const countTests = (tests: readonly Test[]): number =>
  tests.reduce<number>(
    (sum, test) => sum + (typeof test !== 'object' || Array.isArray(test) ? 1 : Object.keys(test).length),
    0,
  );

const weighConstant = (ok: boolean): Weight => ({
  ok,
  toHold: ok ? efforts.none : efforts.change,
  toFail: ok ? efforts.change : efforts.none,
  why: [],
});

function weighAll(parts: readonly Weight[]): Weight {
  const ok = parts.every((part) => part.ok);
  return {
    ok,
    toHold: parts.reduce<Effort>((most, { toHold }) => (toHold > most ? toHold : most), efforts.none),
    toFail: parts.reduce<Effort>((least, { toFail }) => (toFail < least ? toFail : least), efforts.change),
    why: parts.filter((part) => part.ok === ok).flatMap(({ why }) => why),
  };
}

const negate = ({ ok, toHold, toFail, why }: Weight): Weight => ({
  ok: !ok,
  toHold: toFail,
  toFail: toHold,
  why,
});

function weighEntry(entry: TraceEntry, isField: (path: string) => boolean): Weight {
  const effort = effortToTurn(entry, isField);
  const { ok } = entry;
  return ok
    ? { ok, toHold: efforts.none, toFail: effort, why: [entry] }
    : { ok, toHold: effort, toFail: efforts.none, why: [entry] };
}

const passing = /^(visit|count|page|now|score)\.|^stage$/;
const growing = /^(visit\.(count|submissions|logins)|count\.[^.]+|now\.date)$/;

/** What follows from an answer, such as `email.kind`, is open for as long as the answer is. */
function effortToTurn(entry: TraceEntry, isField: (path: string) => boolean): Effort {
  const { path, why } = entry;
  const [group = ''] = path.split('.');
  if (isField(path) || isField(group)) return why === 'missing' ? efforts.answer : efforts.change;
  if (!passing.test(path)) return efforts.change;
  return growing.test(path) && !turnsByGrowing(entry) ? efforts.change : efforts.time;
}

/** Numbers that never fall: "visit 3 or later" comes true with time, "visit 3 or earlier" never again. */
function turnsByGrowing({ op, want, got, ok }: TraceEntry): boolean {
  const ahead = got === null || [want].flat().some((one) => one > got);
  if (op === 'eq' || op === 'in') return ok || ahead;
  if (op === 'ne' || op === 'notIn') return !ok || ahead;
  if (op === 'lt' || op === 'lte') return ok;
  return !ok;
}
