import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Field, FieldType } from '../../../src/model/form-config.js';
import type { Profile } from '../../../src/model/profile.js';
import { createEffortRule, estimatePlan, estimateSeconds } from '../../../src/plan/rules/effort.js';
import { cases, fact, profile } from '../../fixtures/forms.js';
import { asked, form, holding, plan, wordOf, type FieldPart } from './a-form.js';

/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };

const options = (n: number) => Array.from({ length: n }, (_, i) => ({ value: `${i}`, label: `${i}` }));
const field = (type: FieldType, more: Partial<Field> = {}): Field => ({
  name: 'x',
  label: 'x',
  purpose: 'use',
  type,
  ...more,
});

describe('the effort of a question', () => {
  it.each<[FieldType, number]>([
    ['text', 5],
    ['email', 6],
    ['tel', 7],
    ['number', 4],
    ['select', 4],
    ['radio', 3],
    ['checkbox', 2],
    ['textarea', 20],
    ['password', 8],
    ['consent', 3],
  ])('S7 is estimated by its type: %s takes %i s', (type, seconds) => {
    expect(estimateSeconds(field(type))).toBe(seconds);
  });

  it('S7 grows with the number of options, and not for ever', () => {
    const seconds = [2, 5, 6, 9, 10, 29, 200].map((n) =>
      estimateSeconds(field('select', { options: options(n) })),
    );
    expect(seconds).toEqual([4, 4, 5, 5, 6, 10, 10]);
  });
});

describe('the effort of a plan', () => {
  it('S7 is told for every step and in all; what is filled in costs a glance', () => {
    const config = form(
      [
        { name: 'known', prefill: true },
        { name: 'stale', type: 'email', prefill: true, freshFor: 'P1D' },
        { name: 'new', type: 'tel' },
        { name: 'long', type: 'textarea' },
      ],
      {},
      [{ fields: ['known', 'stale', 'new'] }, { fields: ['long'] }],
    );
    const held = holding({ known: 'v', stale: 'w' }, { identity: { strength: 'link' } });
    expect(estimatePlan(config, plan(config, held))).toEqual({
      steps: [
        { id: 's0', seconds: 1 + 1 + 7 },
        { id: 's1', seconds: 20 },
      ],
      seconds: 29,
    });
    expect(estimatePlan(config, { steps: [], skip: [], complete: true })).toEqual({ steps: [], seconds: 0 });
  });
});

describe('the limit on effort', () => {
  it('S7 asks as many questions as fit, in their order, and says of the others why not', () => {
    const config = form([{ name: 'a' }, { name: 'essay', type: 'textarea' }, { name: 'b' }, { name: 'c' }], {
      ask: { maxSeconds: 12 },
    });
    expect(asked(plan(config))).toEqual(['a', 'b']);
    expect(wordOf(plan(config), 'c')).toBe('effort');
    expect(asked(plan(config, holding({ a: 'x' })))).toEqual(['b', 'c']);
  });

  it('S7 asks what takes exactly as long as there is, and nothing that alone takes longer', () => {
    const asks = (maxSeconds: number) =>
      asked(plan(form([{ name: 'essay', type: 'textarea' }], { ask: { maxSeconds } })));
    expect([asks(20), asks(19.9), asks(0)]).toEqual([['essay'], [], []]);
  });

  it('S7 is never exceeded, whatever is known, filled in, important or listed twice', patience, () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const types = fc.constantFrom<FieldType>('text', 'select', 'textarea', 'checkbox', 'consent', 'tel');
    const spec = fc.record({
      type: types,
      prefill: fc.boolean(),
      alwaysAsk: fc.boolean(),
      held: fc.constantFrom('no', 'fresh', 'stale'),
      priority: fc.constantFrom('critical', 'normal', 'nice') as fc.Arbitrary<NonNullable<Field['priority']>>,
    });
    const layouts = fc.array(fc.subarray(names), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(spec, { minLength: 7, maxLength: 7 }),
        layouts,
        fc.nat(60),
        (specs, lists, most) => {
          const config = form(
            specs.map(({ held: _, ...rest }, i) => ({ name: names[i] ?? '', freshFor: 'P30D', ...rest })),
            { ask: { maxSeconds: most } },
            lists.map((fields) => ({ fields })),
          );
          const facts = specs.flatMap(({ held }, i) => {
            const at = held === 'fresh' ? '2026-11-20T00:00:00Z' : '2026-01-01T00:00:00Z';
            return held === 'no' ? [] : [[names[i], fact('v', 'link', at)]];
          });
          const held = profile({ facts: Object.fromEntries(facts), identity: { strength: 'link' } });
          const planned = plan(config, held);
          expect(estimatePlan(config, planned).seconds).toBeLessThanOrEqual(most);
        },
      ),
      { numRuns: cases },
    );
  });

  it('S7 counts a glance for all that a view shows filled in, with its first question and with no other', () => {
    const fields = [
      { name: 'one', prefill: true },
      { name: 'two', prefill: true },
      { name: 'by name' },
      { name: 'a' },
      { name: 'b' },
    ];
    const held = holding(
      { one: 'v', two: 'w' },
      { identity: { strength: 'link' }, known: { 'by name': '2026-11-01T00:00:00Z' } },
    );
    const asks = (maxSeconds: number) => asked(plan(form(fields, { ask: { maxSeconds } }), held)).slice(2);
    expect([asks(6.9), asks(7), asks(11.9), asks(12)]).toEqual([[], ['a'], ['a'], ['a', 'b']]);
  });

  it('S7 counts what either view shows for a question that both list, and that no more for the next', () => {
    const fields = [
      { name: 'one', prefill: true },
      { name: 'two', prefill: true },
      { name: 'a' },
      { name: 'b' },
    ];
    const lists = [{ fields: ['one', 'a'] }, { fields: ['two', 'a', 'b'] }];
    const held = holding({ one: 'v', two: 'w' }, { identity: { strength: 'link' } });
    const words = (maxSeconds: number) => {
      const planned = plan(form(fields, { ask: { maxSeconds } }, lists), held);
      return [wordOf(planned, 'a'), wordOf(planned, 'b')];
    };
    expect(words(6.9)).toEqual(['effort', 'missing']);
    expect(words(11.9)).toEqual(['missing', 'effort']);
    expect(words(12)).toEqual(['missing', 'missing']);
  });

  it('S7 counts nothing for steps that do not come into question', () => {
    const config = (when: boolean) =>
      form([{ name: 'shown', prefill: true }, { name: 'a' }], { ask: { maxSeconds: 5 } }, [
        { fields: ['shown', 'a'], when },
        { fields: ['a'] },
      ]);
    const held = holding({ shown: 'v' }, { identity: { strength: 'link' } });
    expect(asked(plan(config(false), held))).toEqual(['a']);
    expect(asked(plan(config(true), held))).toEqual([]);
  });

  const began = '2026-11-22T10:00:00Z';
  const before = '2026-11-22T09:59:59Z';
  const after = '2026-11-22T10:05:00Z';
  it.each<[string, Partial<Profile>, number]>([
    ['nothing', {}, 0],
    ['what was typed', { facts: { a: fact('v', 'typed', after) } }, 5],
    ['what was typed as it began', { facts: { a: fact('v', 'typed', began) } }, 5],
    ['what was typed on an earlier one', { facts: { a: fact('v', 'typed', before) } }, 0],
    ['what came by the link', { facts: { a: fact('v', 'link', after) } }, 0],
    ['what is known by name', { known: { a: after } }, 5],
    ['what has been known by name for longer', { known: { a: before } }, 0],
    ['what was refused', { asks: { a: { at: after, outcome: 'refused' } } }, 5],
    ['what was left empty', { asks: { a: { at: began, outcome: 'leftEmpty' } } }, 5],
    ['what was refused on an earlier one', { asks: { a: { at: before, outcome: 'refused' } } }, 0],
    [
      'two things of different effort',
      { facts: { a: fact('v', 'typed', after), essay: fact('w', 'typed', after) } },
      25,
    ],
  ])('S7 counts what this visit has taken already: %s', (_, held, spent) => {
    const fields: readonly FieldPart[] = [{ name: 'b' }, { name: 'a' }, { name: 'essay', type: 'textarea' }];
    const asksOf = (since: string | undefined, maxSeconds: number) => {
      const visits = { count: 1, steps: 0, ...(since !== undefined && { since }) };
      return asked(plan(form(fields, { ask: { maxSeconds } }), profile({ ...held, visits })));
    };
    expect(asksOf(began, spent + 4.9)).not.toContain('b');
    expect(asksOf(began, spent + 5)).toContain('b');
    // A visit that has not begun has taken nothing.
    expect(asksOf(undefined, 5)).toContain('b');
  });

  it('S7 is not there where the definition sets none', () => {
    expect(createEffortRule(form([{ name: 'a' }]))).toBeUndefined();
  });
});
