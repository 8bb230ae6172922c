import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Profile } from '../../../src/model/profile.js';
import { readStage } from '../../../src/plan/rules/stages.js';
import { cases, profile, signals } from '../../fixtures/forms.js';
import { asked, derive, form, holding, plan, withheld } from './a-form.js';

/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };

const config = form(
  [{ name: 'email' }, { name: 'budget' }, { name: 'timeline' }, { name: 'call' }],
  {
    stages: [
      { id: 'inquiry', when: { email: { known: true } } },
      { id: 'accepted', when: { email: { known: true }, budget: ['10k', '50k'] } },
      { id: 'qualified', when: { budget: ['10k', '50k'], timeline: 'now' } },
    ],
  },
  [{ fields: ['email', 'budget', 'timeline'] }, { fields: ['call'], when: { stage: 'qualified' } }],
);
const order = ['inquiry', 'accepted', 'qualified'];
const stageOf = (held: Profile, answers = {}) => derive(config, held, answers).classes['stage'];

describe('the stages', () => {
  it('S57 are reached by what is known: the highest that holds', () => {
    expect(stageOf(profile())).toBeUndefined();
    expect(stageOf(holding({ email: 'a@b.de' }))).toBe('inquiry');
    expect(stageOf(holding({ email: 'a@b.de', budget: '10k' }))).toBe('accepted');
    expect(stageOf(holding({ budget: '50k', timeline: 'now' }))).toBe('qualified');
  });

  it('S57 let nobody fall back, whatever is answered, forgotten or withheld, in any order', patience, () => {
    const acts = fc.array(
      fc.oneof(
        fc.constant('leave' as const),
        fc.tuple(fc.constantFrom('email', 'budget', 'timeline'), fc.constantFrom('a', '10k', 'now', 'never')),
        fc.constantFrom('email', 'budget'),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(acts, (list) => {
        let held = profile();
        let highest = -1;
        for (const act of list) {
          const { facts } = held;
          if (act === 'leave') held = withheld(held);
          else if (typeof act === 'string')
            held = {
              ...held,
              facts: Object.fromEntries(Object.entries(facts).filter(([name]) => name !== act)),
            };
          else held = { ...held, facts: { ...facts, ...holding({ [act[0]]: act[1] }).facts } };
          held = derive(config, held);
          const now = order.indexOf(String(held.classes['stage']));
          expect(now).toBeGreaterThanOrEqual(highest);
          highest = now;
        }
      }),
      { numRuns: cases },
    );
  });

  it('S57 stay on the next visit, when the values that decided are withheld', () => {
    const next = withheld(derive(config, holding({ budget: '10k', timeline: 'now' })));
    expect(stageOf(next)).toBe('qualified');
    expect(asked(plan(config, next))).toEqual(['email', 'call']);
  });

  it('S57 give hosts the stage with the comparisons by which it holds', () => {
    const held = derive(config, holding({ email: 'a@b.de', budget: '10k' }));
    expect(readStage(config, held, signals())).toEqual({
      id: 'accepted',
      reason: [
        { path: 'email', op: 'known', want: true, got: null, ok: true, why: 'masked' },
        { path: 'budget', op: 'in', want: ['10k', '50k'], got: null, ok: true, why: 'masked' },
      ],
    });
    expect(readStage(config, profile(), signals())).toBeUndefined();
    expect(readStage(config, profile(), signals(), { email: 'a@b.de' })?.id).toBe('inquiry');
  });

  it('S57 give no reason for a stage that was reached once and holds no longer', () => {
    const before = profile({ classes: { stage: 'qualified' } });
    expect(readStage(config, before, signals())).toEqual({ id: 'qualified', reason: [] });
    expect(readStage(form([{ name: 'a' }]), before, signals())).toBeUndefined();
  });

  it('S57 leave the stage of another form alone, as long as none of theirs is reached', () => {
    expect(stageOf(profile({ classes: { stage: 'customer' } }))).toBe('customer');
  });
});
