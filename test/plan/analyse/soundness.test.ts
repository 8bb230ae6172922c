import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../src/plan/analyse/compile-condition.js';
import { createWorld } from '../../../src/plan/analyse/world.js';
import { findCase } from '../../../src/plan/analyse/find-case.js';
import { proveMatrix } from '../../../src/plan/analyse/prove-matrix.js';
import { evaluateCondition } from '../../../src/plan/evaluate-condition.js';
import { cases, noon } from '../../fixtures/forms.js';
import { withWhen } from './a-form.js';
import { anyCondition, anyPerson, createJury, createSight } from './any-world.js';

const people = fc.array(anyPerson, { minLength: 8, maxLength: 16 });

describe('what the analysis says, and what the planner decides', () => {
  it('M3 S34 settles what follows from facts as the rules do', () => {
    const matrix = [
      { id: 'sold', when: { stage: 'customer' }, steps: [] },
      { id: 'big', when: { 'segment.big': true, 'score.fit': { gte: 0 } }, steps: [] },
    ];
    const config = withWhen({ 'email.kind': 'work' }, { matrix });
    const settled = [
      'segment.big',
      'segment.small',
      'score.fit',
      'stage',
      'path',
      'bant.need',
      'bant.complete',
    ];
    fc.assert(
      fc.property(anyPerson, (person) => {
        const see = createSight(config)(person);
        const before = { value: person.classes['stage'] };
        const look = createWorld(config).lookThrough((path) => (path === 'stage' ? before : see(path)));
        for (const path of settled) expect([path, look(path).value]).toEqual([path, see(path).value]);
      }),
      { numRuns: cases },
    );
  });

  it('M3 decides every condition as the planner does', () => {
    const config = withWhen({ 'email.kind': 'work' });
    const see = createSight(config);
    fc.assert(
      fc.property(anyCondition, people, (condition, persons) => {
        const decide = compileCondition(condition);
        // Time apart, since an analysis has a moment of its own.
        fc.pre(!JSON.stringify(condition).includes('within'));
        for (const person of persons)
          expect(decide(see(person))).toBe(evaluateCondition(condition, see(person), noon).ok);
      }),
      { numRuns: cases },
    );
  });

  it(
    'M3 never calls impossible what is so for somebody, however the condition is made',
    { timeout: 600_000 },
    () => {
      const verdicts = { impossible: 0, possible: 0, unproven: 0 };
      fc.assert(
        fc.property(anyCondition, people, (condition, persons) => {
          // The field keeps what it needs in the definition: a path that nobody looks at has no class.
          const config = withWhen({ all: [condition, { 'email.kind': 'work' }] });
          const { is } = findCase(createWorld(config), condition);
          verdicts[is] += 1;
          const jury = createJury(config);
          if (is === 'impossible') for (const person of persons) expect(jury(person)(condition)).toBe(false);
        }),
        { numRuns: cases },
      );
      expect(verdicts.impossible).toBeGreaterThan(cases / 100);
      expect(verdicts.possible).toBeGreaterThan(cases / 10);
      expect(verdicts.unproven).toBeLessThan(cases / 4);
    },
  );

  it('S34 has a row for everybody where it says so, and only one', { timeout: 600_000 }, () => {
    const seen = { total: 0, disjoint: 0 };
    fc.assert(
      fc.property(
        fc.array(anyCondition, { minLength: 1, maxLength: 3 }),
        people,
        fc.boolean(),
        (whens, persons, split) => {
          // Every other matrix is made so that it is in order, since by chance hardly any is.
          const rows = split ? [...whens.slice(0, 1), { not: whens[0] ?? true }] : whens;
          const matrix = rows.map((when, i) => ({ id: `r${i}`, when, steps: [] }));
          const config = withWhen({ 'email.kind': 'work' }, { matrix });
          const { total, disjoint } = proveMatrix(config);
          if (total) seen.total += 1;
          if (disjoint && rows.length > 1) seen.disjoint += 1;
          const jury = createJury(config);
          for (const person of persons) {
            const held = rows.filter(jury(person)).length;
            if (total) expect(held).toBeGreaterThan(0);
            if (disjoint) expect(held).toBeLessThan(2);
          }
        },
      ),
      { numRuns: cases },
    );
    expect(Math.min(seen.total, seen.disjoint)).toBeGreaterThan(cases / 20);
  });
});
