import { describe, expect, it } from 'vitest';
import { profile, signals } from '../../fixtures/forms.js';
import { asked, form, plan } from './a-form.js';

const config = form(
  [{ name: 'a' }, { name: 'b' }],
  { trigger: { any: [{ 'page.scroll': { gte: 50 } }, { 'page.exit': true }] } },
  [{ fields: ['a'] }, { fields: ['b'], when: { 'visit.count': { gte: 2 } } }],
);
const second = profile({ visits: { count: 2, steps: 0 } });

describe('the trigger', () => {
  it('S9 plans nothing before it, and says what it waits for', () => {
    const planned = plan(config, second, {}, signals({ 'page.scroll': 49 }));
    expect(planned.complete).toBe(true);
    for (const { reason } of planned.skip) {
      expect(reason.word).toBe('stepCondition');
      expect(reason.trace?.slice(0, 2)).toMatchObject([
        { path: 'page.scroll', op: 'gte', want: 50, got: 49, ok: false },
        { path: 'page.exit', op: 'eq', want: true, got: null, ok: false, why: 'missing' },
      ]);
    }
  });

  it('S9 lets every step come once it holds, each by its own condition', () => {
    expect(asked(plan(config, second, {}, signals({ 'page.scroll': 50 })))).toEqual(['a', 'b']);
    expect(asked(plan(config, second, {}, signals({ 'page.exit': true })))).toEqual(['a', 'b']);
    expect(asked(plan(config, profile(), {}, signals({ 'page.exit': true })))).toEqual(['a']);
  });

  it('S9 holds a form back for good where it can never hold', () => {
    expect(plan({ ...config, trigger: false }).complete).toBe(true);
    expect(asked(plan({ ...config, trigger: true }))).toEqual(['a']);
  });
});
