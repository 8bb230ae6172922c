/** When a number that only grows is worth a look. */
import type { TraceEntry } from '../../model/condition.js';

/** The next whole number after `value` at which a comparison with `path` can turn; `Infinity` where none can. */
export function nextTurn(tests: readonly TraceEntry[], path: string, value: number): number {
  const limits = tests.flatMap((test) => (test.path === path ? [test.want].flat() : []));
  const turns = limits.flatMap((limit) =>
    // `gte` and `lt` turn at the limit, `gt` and `lte` one later, `eq` at both.
    typeof limit === 'number' ? [Math.ceil(limit), Math.floor(limit) + 1] : [],
  );
  return Math.min(...turns.filter((turn) => turn > value));
}
