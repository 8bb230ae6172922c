import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Answers } from '../../../src/model/answers.js';
import type { FormConfig } from '../../../src/model/form-config.js';
import type { Profile } from '../../../src/model/profile.js';
import { planFields } from '../../../src/plan/plan-fields.js';
import { createRules, namesRules } from '../../../src/plan/rules/create-rules.js';
import { emailKind } from '../../../src/profile/email-kind.js';
import { cases, knowing, noon, profile, signals, signup, whitepaper } from '../../fixtures/forms.js';
import { ago, asked, derive, form, holding, plan, withheld, wordOf } from './a-form.js';

/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };

/** Everything at once, each rule looking at those before it. */
const full = form(
  [
    { name: 'email', type: 'email' },
    { name: 'jobTitle', classify: 'jobTitle', bant: 'authority' },
    { name: 'employees', classify: 'companySize' },
    { name: 'timeline', bant: 'timeline' },
    { name: 'demo' },
    { name: 'guide' },
  ],
  {
    signals: { 'count.pricing': 'use' },
    scores: {
      interest: {
        halfLife: 'P7D',
        terms: [
          { when: { 'jobTitle.level': ['executive', 'owner'] }, points: 20 },
          { when: { timeline: 'now' }, points: 10 },
          { when: { 'employees.size': { gte: 250 }, 'email.kind': 'work' }, points: 7 },
          { count: 'pricing', points: 5, max: 4 },
        ],
      },
    },
    segments: {
      big: { 'employees.band': ['large', 'enterprise'] },
      hot: { any: [{ 'score.interest': { gte: 30 } }, { 'segment.big': true, 'bant.complete': 2 }] },
      soon: { timeline: ['now', 'quarter'] },
    },
    stages: [
      { id: 'known', when: { 'email.kind': { known: true } } },
      { id: 'ready', when: { 'segment.hot': true, timeline: { ne: 'never' } } },
    ],
    pauses: [{ id: 'never', when: { timeline: 'never' }, for: 'P60D', fields: ['demo'] }],
    matrix: [
      { id: 'fast', when: { stage: 'ready' }, steps: ['demo'] },
      { id: 'slow', when: true, steps: ['guide'] },
    ],
  },
  [
    { id: 'who', fields: ['email', 'jobTitle', 'employees', 'timeline'] },
    { id: 'demo', fields: ['demo'] },
    { id: 'guide', fields: ['guide'] },
  ],
);

/** Short work: the list of free providers has tests of its own. */
const kindOf = (address: string) =>
  address.includes('@') ? (address.endsWith('@gmail.com') ? 'free' : 'work') : undefined;
const fullRules = createRules(full, kindOf);
const deriveFull = (held: Profile, answers: Answers = {}) => fullRules.derive(held, signals(), answers);
const askFull = (held: Profile) => asked(planFields(full, held, signals(), {}, fullRules));

const given = fc.record(
  {
    email: fc.constantFrom('a@firma.de', 'a@gmail.com', 'no address'),
    jobTitle: fc.constantFrom('CTO', 'Inhaberin', 'Werkstudent', 'Ninja'),
    employees: fc.constantFrom<string | number>('1,000+', '2-9', 250, 'viele'),
    timeline: fc.constantFrom('now', 'quarter', 'never'),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, string | number>>;
const people = fc
  .tuple(given, fc.nat(5), fc.nat(40))
  .map(([values, n, days]) =>
    holding(values, n ? { counts: { pricing: { n, first: ago(99, noon), last: ago(days, noon) } } } : {}),
  );

describe('the rules of a definition together', () => {
  it(
    'S30 S33 S34 S59 S73 derive the same classes again on a visit without values, and plan the same steps',
    patience,
    () => {
      fc.assert(
        fc.property(people, (person) => {
          const first = deriveFull(person);
          const next = withheld(first);
          expect(deriveFull(next).classes).toEqual(first.classes);
          expect(askFull(next)).toEqual(askFull(first));
        }),
        { numRuns: cases },
      );
    },
  );

  it(
    'S57 S73 derive nothing more from what they have derived, with or without values and typed answers',
    patience,
    () => {
      fc.assert(
        fc.property(people, given, fc.boolean(), (person, answers, leaves) => {
          const seen = deriveFull(person);
          const once = deriveFull(leaves ? withheld(seen) : seen, answers);
          expect(deriveFull(once, answers)).toEqual(once);
        }),
        { numRuns: cases },
      );
    },
  );

  it('keep what the profile was given as: only classes are written, and counts are none', () => {
    const person = holding(
      { jobTitle: 'CTO' },
      { counts: { pricing: { n: 1, first: '', last: ago(0, noon) } } },
    );
    const { classes, ...rest } = derive(full, person);
    const { classes: _, ...before } = person;
    expect(rest).toEqual(before);
    expect(Object.keys(classes).filter((path) => path.startsWith('count.'))).toEqual([]);
    expect(person.classes).toEqual({});
  });

  it('keep answers out of the classes', () => {
    const secret = holding({
      email: 'jane@secret.de',
      jobTitle: 'CTO Secret Project',
      employees: '12 secret',
    });
    expect(JSON.stringify(derive(full, secret).classes)).not.toMatch(/jane|secret/i);
  });

  it('S11 F10 S7 take nothing from one limit for a question that another one refused', () => {
    const limits = (questions: number, maxSeconds: number): FormConfig =>
      form(
        [{ name: 'essay', type: 'textarea' }, { name: 'a' }, { name: 'b' }, { name: 'ok', type: 'consent' }],
        { ask: { maxSeconds, budget: { questions, per: 'P1D' } } },
      );
    // The essay takes too long, so that its place in the budget is left to the next question.
    const one = plan(limits(1, 10));
    expect(asked(one)).toEqual(['a', 'ok']);
    expect(['essay', 'b'].map((name) => wordOf(one, name))).toEqual(['effort', 'budget']);
    // No question is left in the budget, so that its seconds are left to the box.
    const none = plan(limits(0, 23));
    expect(asked(none)).toEqual(['ok']);
    expect(['essay', 'a', 'b'].map((name) => wordOf(none, name))).toEqual(['budget', 'budget', 'budget']);
  });

  it('S33 M2 let no reserve stand in for a question that rests', () => {
    const config = form([{ name: 'timeline' }, { name: 'a' }, { name: 'b' }, { name: 'q', queued: true }], {
      pauses: [{ id: 'p', when: { timeline: 'never' }, for: 'P1Y', fields: ['a', 'q'] }],
    });
    const held = holding({ timeline: 'never' }, {}, ago(1, noon));
    expect([asked(plan(config, held)), wordOf(plan(config, held), 'q')]).toEqual([['b'], 'resting']);
  });

  it('S71 S76 show conditions what was done on the pages, and when', () => {
    const config = form([{ name: 'a' }, { name: 'b' }], { signals: { 'count.pricing': 'use' } }, [
      { fields: ['a'], when: { 'count.pricing': { gte: 3 } } },
      {
        fields: ['b'],
        when: { 'count.pricing.last': { within: 'P7D' }, 'count.pricing.first': { known: true } },
      },
    ]);
    const done = (n: number, days: number) =>
      profile({ counts: { pricing: { n, first: ago(90, noon), last: ago(days, noon) } } });
    expect(asked(plan(config))).toEqual([]);
    expect(asked(plan(config, done(3, 30)))).toEqual(['a']);
    expect(asked(plan(config, done(2, 1)))).toEqual(['b']);
  });

  it('change nothing in a plan whose definition names none', () => {
    for (const held of [profile(), knowing(['firstName', 'email'], { visits: { count: 2, steps: 0 } })]) {
      const open = { ...signup, steps: signup.steps.map(({ when: _, ...step }) => step) };
      expect(planFields(open, held, signals(), {}, createRules(open))).toEqual(
        planFields(open, held, signals()),
      );
    }
  });

  it('S30 leave the kind of an address as it was without a list to read it by', () => {
    const kindOnly = form([{ name: 'email', type: 'email' }], {
      segments: { firm: { 'email.kind': 'work' } },
    });
    const held = holding({ email: 'a@gmail.com' }, { classes: { 'email.kind': 'work' } });
    expect(createRules(kindOnly).derive(held, signals(), {}).classes['segment.firm']).toBe(true);
    expect(createRules(kindOnly, emailKind).derive(held, signals(), {}).classes).toEqual({
      'email.kind': 'free',
      'segment.firm': false,
    });
  });

  it('S30 read the address from the field that is for one, wherever it stands', () => {
    const second = form([{ name: 'note' }, { name: 'email', type: 'email' }], {
      segments: { firm: { 'email.kind': 'work' } },
    });
    const held = holding({ note: 'a@firm.example', email: 'a@gmail.com' });
    expect(derive(second, held).classes['email.kind']).toBe('free');
    expect(derive(second, holding({ note: 'a@firm.example' })).classes).toEqual({ 'segment.firm': false });
  });

  it('leave not even the name of a class that is taken away', () => {
    const sized = form([{ name: 'size', classify: 'companySize' }]);
    const held = profile({ classes: { 'size.band': 'small', other: 1 } });
    expect(Object.keys(derive(sized, held).classes)).toEqual(['other']);
  });

  it('S30 read no address where nothing looks at its kind', () => {
    const plain = form([{ name: 'email', type: 'email' }]);
    expect(derive(plain, holding({ email: 'a@gmail.com' })).classes).toEqual({});
  });
});

describe('namesRules', () => {
  const plain = form([{ name: 'a' }], { ask: { maxFields: 2, maxSteps: 1, notNow: 'P1D' } });

  it('tells definitions that need the rules from those that do not', () => {
    expect(namesRules(plain)).toBe(false);
    expect(namesRules(full)).toBe(true);
    expect([namesRules(whitepaper), namesRules(signup)]).toEqual([true, true]);
  });

  it.each<Partial<FormConfig>>([
    { trigger: false },
    { segments: {} },
    { scores: {} },
    { stages: [] },
    { matrix: [] },
    { pauses: [] },
    { ask: { maxSeconds: 0 } },
    { ask: { budget: { questions: 1, per: 'P1D' } } },
    { signals: { 'count.pricing': 'use' } },
    { fields: [{ name: 'a', type: 'text', label: 'a', purpose: 'use', queued: true }] },
    { fields: [{ name: 'a', type: 'text', label: 'a', purpose: 'use', classify: 'jobTitle' }] },
    { fields: [{ name: 'a', type: 'text', label: 'a', purpose: 'use', bant: 'need' }] },
    { fields: [{ name: 'a', type: 'text', label: 'a', purpose: 'use', queued: false, confirm: true }] },
    { steps: [{ id: 's', reason: 'r', fields: [], when: { not: { 'email.kind': 'free' } } }] },
  ])('sees what needs them in %j', (part) => {
    expect(namesRules({ ...plain, ...part })).toBe(true);
  });

  it('does not take a label for a condition', () => {
    expect(namesRules({ ...plain, title: '"email.kind": "count.x"', signals: { 'page.path': 'use' } })).toBe(
      false,
    );
  });
});
