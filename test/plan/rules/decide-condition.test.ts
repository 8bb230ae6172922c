import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Condition } from '../../../src/model/condition.js';
import { evaluateCondition, type Found } from '../../../src/plan/evaluate-condition.js';
import { decideCondition } from '../../../src/plan/rules/decide-condition.js';
import { cases, noon } from '../../fixtures/forms.js';

/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };

const values = ['x', 'y', 1, 2] as const;
const paths = ['a', 'b', 'c'];

const tests = fc.oneof(
  fc.constantFrom(...values),
  fc.subarray([...values], { minLength: 1 }),
  fc.record(
    {
      eq: fc.constantFrom(...values),
      ne: fc.constantFrom(...values),
      notIn: fc.subarray([...values], { minLength: 1 }),
      gte: fc.constantFrom(1, 2, 'x'),
      startsWith: fc.constantFrom('x', 'y'),
      known: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
);

const { condition: conditions } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.dictionary(fc.constantFrom(...paths), tests, { minKeys: 1, maxKeys: 2 }) as fc.Arbitrary<Condition>,
    fc.boolean(),
    fc.record({ not: tie('condition') }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
  ),
}));

/** What each path leads to: a value, nothing, or a value that is withheld. */
const worlds = fc.tuple(
  ...paths.map(() => fc.constantFrom<Found>({}, { withheld: true }, ...values.map((value) => ({ value })))),
);

const lookIn = (world: readonly Found[]) => (path: string) => world[paths.indexOf(path)] ?? {};

/** Every world that this one may be. */
function complete(world: readonly Found[]): readonly (readonly Found[])[] {
  return world.reduce<readonly (readonly Found[])[]>(
    (all, found) =>
      all.flatMap((begun) =>
        (found.withheld ? values.map((value): Found => ({ value })) : [found]).map((one) => [...begun, one]),
      ),
    [[]],
  );
}

describe('decideCondition', () => {
  it('S33 S73 says true or false only where every value that is withheld would leave it so', patience, () => {
    fc.assert(
      fc.property(conditions, worlds, (condition, world) => {
        const { truth } = decideCondition(condition, lookIn(world), noon);
        if (truth === undefined) return;
        for (const one of complete(world))
          expect(evaluateCondition(condition, lookIn(one), noon).ok).toBe(truth);
      }),
      { numRuns: cases },
    );
  });

  it('agrees with the plan where nothing is withheld, comparison by comparison', patience, () => {
    fc.assert(
      fc.property(conditions, worlds, (condition, world) => {
        const open = world.map((found) => (found.withheld ? {} : found));
        const { truth, trace } = decideCondition(condition, lookIn(open), noon);
        expect({ ok: truth, trace }).toEqual(evaluateCondition(condition, lookIn(open), noon));
      }),
      { numRuns: cases },
    );
  });

  it.each<[Condition, boolean | undefined]>([
    [{ a: 'x' }, undefined],
    [{ not: { a: 'x' } }, undefined],
    [{ a: { ne: 'x' } }, undefined],
    [{ a: { known: true } }, true],
    [{ a: { known: false, eq: 'x' } }, false],
    [{ all: [{ a: 'x' }, { b: 'y' }] }, false],
    [{ all: [{ a: 'x' }, { b: 'x' }] }, undefined],
    [{ any: [{ a: 'x' }, { b: 'x' }] }, true],
    [{ any: [{ a: 'x' }, { b: 'y' }] }, undefined],
    [{ a: 'x', b: 'y' }, false],
  ])('S33 decides %j with "a" withheld and "b" being x as %s', (condition, truth) => {
    const look = lookIn([{ withheld: true }, { value: 'x' }]);
    expect(decideCondition(condition, look, noon).truth).toBe(truth);
  });
});
