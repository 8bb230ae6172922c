import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTurn } from '../../src/element/signals/next-turn.js';
import type { Condition } from '../../src/model/condition.js';
import { evaluateCondition } from '../../src/plan/evaluate-condition.js';
import { cases } from '../fixtures/forms.js';

const testsOf = (condition: Condition) => evaluateCondition(condition, () => ({}), 0).trace;
const holds = (condition: Condition, value: number) =>
  evaluateCondition(condition, (path) => (path === 'page.seconds' ? { value } : {}), 0).ok;

const limit = fc.oneof(
  fc.integer({ min: -5, max: 40 }),
  fc.double({ min: -5, max: 40, noNaN: true }),
  fc.constant(0.5),
);
const comparison = fc.oneof(
  fc.record({ op: fc.constantFrom('gt', 'gte', 'lt', 'lte', 'eq', 'ne'), want: limit }),
  fc.record({ op: fc.constantFrom('in', 'notIn', 'only'), want: fc.array(limit, { maxLength: 3 }) }),
);
const leaf = fc.array(comparison, { maxLength: 3 }).map((tests): Condition => ({
  'page.seconds': Object.fromEntries(tests.map(({ op, want }) => [op, want])),
}));
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    leaf,
    tie('condition').map((not) => ({ not })),
    fc.array(tie('condition'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('condition'), { maxLength: 3 }).map((any) => ({ any })),
  ),
}));

describe('the next moment for a look', () => {
  test('S9 comes before or with every turn of a condition, however it is built', () => {
    fc.assert(
      fc.property(condition, (one) => {
        const tests = testsOf(one);
        const verdicts = Array.from({ length: 46 }, (_, value) => holds(one, value));
        const missed = verdicts.flatMap((verdict, value) => {
          const next = nextTurn(tests, 'page.seconds', value);
          return next > value && verdicts.slice(value, next).every((later) => later === verdict)
            ? []
            : [value];
        });
        expect(missed).toEqual([]);
      }),
      { numRuns: cases },
    );
  });

  test('S9 does not come where nothing can turn any more, or nothing is a number', () => {
    const tests = testsOf({
      'page.seconds': { gte: 10, known: true },
      'page.idle': 99,
      'page.events': ['a'],
    });
    expect(nextTurn(tests, 'page.seconds', 9)).toBe(10);
    expect(nextTurn(tests, 'page.seconds', 11)).toBe(Infinity);
    expect(nextTurn(tests, 'page.events', 0)).toBe(Infinity);
    expect(nextTurn(tests, 'page.scroll', 0)).toBe(Infinity);
  });
});
