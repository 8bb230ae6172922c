import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { FormConfig } from '../../../src/model/form-config.js';
import type { Plan } from '../../../src/model/plan.js';
import type { Profile } from '../../../src/model/profile.js';
import { readAllowance } from '../../../src/plan/rules/budget.js';
import { cases, fact, noon, profile, signals } from '../../fixtures/forms.js';
import { ago, asked, day, form, holding, plan, wordOf } from './a-form.js';

/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };

const week = { questions: 3, per: 'P7D' };
const config = form([{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }], { ask: { budget: week } });
const spent = (...entries: readonly (readonly [days: number, n: number])[]) =>
  profile({ spent: Object.fromEntries(entries.map(([days, n]) => [ago(days, noon), n])) });

/** Questions put: what a session notes down when the visitor has answered. */
function countQuestions({ fields }: FormConfig, planned: Plan): number {
  const boxes = fields.filter(({ type }) => type === 'consent').map(({ name }) => name);
  return planned.steps
    .flatMap(({ ask }) => ask)
    .filter(({ field, prefill }) => !prefill && !boxes.includes(field)).length;
}

describe('the ask budget', () => {
  it('F10 asks no more than is left of it within its period, over all forms', () => {
    expect(asked(plan(config))).toEqual(['a', 'b', 'c']);
    expect(wordOf(plan(config), 'd')).toBe('budget');
    expect(asked(plan(config, spent([2, 2])))).toEqual(['a']);
    expect(asked(plan(config, spent([1, 2], [6, 1])))).toEqual([]);
    expect(asked(plan(config, spent([1, 5])))).toEqual([]);
  });

  it('F10 forgets what was asked before the period, to the millisecond', () => {
    expect(asked(plan(config, spent([7, 3])))).toEqual([]);
    expect(asked(plan(config, spent([7, 3]), {}, signals({}, noon + 1)))).toHaveLength(3);
  });

  it('F10 counts what is dated ahead and what has no date: a clock set back gives no new allowance', () => {
    expect(readAllowance(week, spent([-30, 2]), noon)).toBe(1);
    expect(readAllowance(week, profile({ spent: { 'no date': 3 } }), noon)).toBe(0);
  });

  it('F10 counts no consent box and nothing that is shown filled in', () => {
    const mixed = form(
      [
        { name: 'ok', type: 'consent' },
        { name: 'p', prefill: true },
        { name: 'again', prefill: true, alwaysAsk: true },
        { name: 'old', prefill: true, freshFor: 'P1D' },
        { name: 'new' },
        { name: 'newer' },
      ],
      { ask: { budget: { questions: 1, per: 'P7D' } } },
    );
    const held = holding({ p: 'v', again: 'v', old: 'v' }, { identity: { strength: 'link' } });
    expect(asked(plan(mixed, held))).toEqual(['ok', 'p', 'again', 'new']);
    expect(plan(mixed, held).steps[0]?.confirm.map(({ field }) => field)).toEqual(['old']);
    expect(asked(plan(mixed, { ...held, spent: { [ago(1, noon)]: 9 } }))).toEqual(['ok', 'p', 'again']);
  });

  it('F10 S11 is never exceeded in any period, over any trace of visits to several forms', patience, () => {
    const forms = ['x', 'y', 'z'].map((id) =>
      form(
        [1, 2, 3, 4, 5].map((i) => ({
          name: `${id}${i}`,
          ...(i === 1 && { type: 'consent' as const }),
          ...(i === 2 && { alwaysAsk: true }),
          ...(i === 3 && { freshFor: 'P5D' }),
        })),
        { id, ask: { budget: { questions: 4, per: 'P10D' } } },
      ),
    );
    const visit = fc.record({
      form: fc.constantFrom(...forms),
      // Some go back: the clock of a device may.
      after: fc.integer({ min: -20 * day, max: 20 * day }),
      answers: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 30 }), (visits) => {
        let held: Profile = profile();
        let now = noon;
        for (const { form: one, after, answers } of visits) {
          now += after;
          const planned = plan(one, held, {}, signals({}, now));
          const n = countQuestions(one, planned);
          const at = new Date(now).toISOString();
          const facts = answers ? asked(planned).map((name) => [name, fact('v', 'typed', at)]) : [];
          held = {
            ...held,
            facts: { ...held.facts, ...Object.fromEntries(facts) },
            spent: { ...held.spent, [at]: (held.spent[at] ?? 0) + n },
          };
        }
        const put = Object.entries(held.spent).map(([at, n]) => [Date.parse(at), n] as const);
        for (const [from] of put) {
          const inPeriod = put.filter(([at]) => at >= from && at <= from + 10 * day);
          expect(inPeriod.reduce((sum, [, n]) => sum + n, 0)).toBeLessThanOrEqual(4);
        }
      }),
      { numRuns: cases },
    );
  });
});
