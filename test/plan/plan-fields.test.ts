import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Field, FormConfig, Step } from '../../src/model/form-config.js';
import type { Plan } from '../../src/model/plan.js';
import type { Profile } from '../../src/model/profile.js';
import { planFields } from '../../src/plan/plan-fields.js';
import {
  cases,
  fact,
  knowing,
  noon,
  profile,
  sevenFacts,
  signals,
  signup,
  whitepaper,
} from '../fixtures/forms.js';

const asked = (plan: Plan) => plan.steps.map((step) => step.ask.map((ask) => ask.field));
const steps = (plan: Plan) => plan.steps.map((step) => step.id);
const skipWord = (plan: Plan, name: string) => plan.skip.find((skip) => skip.field === name)?.reason.word;
const askOf = (plan: Plan, name: string) =>
  plan.steps.flatMap((step) => [...step.ask, ...step.confirm]).find((ask) => ask.field === name);
const visit = (count: number, stepsDone = 0) => ({ visits: { count, steps: stepsDone } });

const form = (
  fields: readonly Partial<Field>[],
  steps?: readonly Partial<Step>[],
  more: Partial<FormConfig> = {},
): FormConfig => ({
  schemaVersion: 1,
  id: 'f',
  version: '1',
  purposes: { use: { label: 'Use', legalBasis: 'implicit', retention: 'P1Y' } },
  fields: fields.map((field) => ({ name: 'x', type: 'text', label: 'X', purpose: 'use', ...field })),
  steps: (steps ?? [{}]).map((step, i) => ({
    id: `s${i}`,
    reason: 'because',
    fields: fields.map((field) => field.name ?? 'x'),
    ...step,
  })),
  ...more,
});

/** Plays visits: each completes what is planned, as a device that keeps names only. */
function play(config: FormConfig, kind: 'work' | 'free', visits: number): string[][] {
  let held: Profile = profile({ classes: {} });
  const asked: string[][] = [];
  for (let count = 1; count <= visits; count++) {
    const plan = planFields(config, { ...held, ...visit(count) }, signals());
    const names = plan.steps.flatMap((step) => step.ask.map((ask) => ask.field));
    asked.push(names);
    const kept = names.filter((name) => name !== 'password');
    held = knowing([...Object.keys(held.known), ...kept], { classes: { 'email.kind': kind } });
  }
  return asked;
}

describe('planFields', () => {
  it('S1 S3 asks the seven facts of the sign-up in three blocks over three visits, none twice, and then nothing', () => {
    const [first, second, third, fourth] = play(signup, 'work', 4);
    expect(first).toEqual(['firstName', 'lastName', 'email', 'password']);
    expect(second).toEqual(['company', 'jobTitle', 'employees']);
    expect(third).toEqual(['phone']);
    expect(fourth).toEqual([]);
    const facts = [first, second, third].flat().filter((name) => name !== 'password');
    expect(facts).toEqual(sevenFacts);
  });

  it('S30 swaps the company block and the phone block for a free address, exactly', () => {
    const [, work2, work3] = play(signup, 'work', 3);
    const [, free2, free3] = play(signup, 'free', 3);
    expect([free2, free3]).toEqual([work3, work2]);
  });

  it('S30 orders the blocks by the kind of the address even where only its kind is known', () => {
    const held = (kind: string) =>
      knowing(['firstName', 'lastName', 'email'], { ...visit(2), classes: { 'email.kind': kind } });
    expect(steps(planFields(signup, held('free'), signals()))).toEqual(['phone']);
    expect(steps(planFields(signup, held('work'), signals()))).toEqual(['company']);
  });

  it('S2 leaves a step out one visit before its threshold and plans it at the threshold', () => {
    const config = form([{ name: 'a' }], [{ fields: ['a'], when: { 'visit.count': { gte: 3 } } }]);
    const at = (count: number) => planFields(config, profile(visit(count)), signals());
    expect(at(2).complete).toBe(true);
    expect(skipWord(at(2), 'a')).toBe('stepCondition');
    expect(asked(at(3))).toEqual([['a']]);
  });

  it('S4 never asks an answered question again when steps are inserted, removed or reordered', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const fields = names.map((name) => ({ name }));
    fc.assert(
      fc.property(
        fc.subarray(names),
        fc.array(fc.subarray(names, { minLength: 1 }), { maxLength: 6 }),
        (known, layout) => {
          const config = form(
            fields,
            layout.map((list) => ({ fields: list })),
          );
          const planned = asked(planFields(config, knowing(known), signals())).flat();
          expect(planned.filter((name) => known.includes(name))).toEqual([]);
        },
      ),
      { numRuns: cases },
    );
  });

  it('S5 has an empty, complete plan when nothing is left to ask', () => {
    const plan = planFields(signup, knowing(sevenFacts, visit(4)), signals());
    expect(plan.complete).toBe(true);
    expect(plan.steps).toEqual([]);
    expect(plan.skip).toHaveLength(signup.fields.length);
  });

  it('S6 never offers a lesser question while a greater one has no room', () => {
    const priorities = fc.constantFrom('critical', 'normal', 'nice') as fc.Arbitrary<Field['priority']>;
    const rank = { critical: 0, normal: 1, nice: 2 };
    fc.assert(
      fc.property(
        fc.array(fc.tuple(priorities, fc.nat(3)), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        (spec, maxFields, maxSteps) => {
          const fields = spec.map(([priority], i) => ({ name: `f${i}`, priority: priority ?? 'normal' }));
          const lists = [0, 1, 2, 3].map((step) => ({
            id: `s${step}`,
            fields: fields.filter((_, i) => spec[i]?.[1] === step).map((f) => f.name),
          }));
          const config = form(fields, lists, { ask: { maxFields, maxSteps } });
          const plan = planFields(config, profile(), signals());
          const rankOf = (name: string) => rank[fields.find((f) => f.name === name)?.priority ?? 'normal'];
          const offered = asked(plan).flat().map(rankOf);
          const left = plan.skip.map((skip) => rankOf(skip.field));
          expect(Math.max(...offered)).toBeLessThanOrEqual(Math.min(...left, 2));
          expect(plan.steps.length).toBeLessThanOrEqual(maxSteps);
          for (const step of plan.steps) expect(step.ask.length).toBeLessThanOrEqual(maxFields);
        },
      ),
      { numRuns: cases },
    );
  });

  it('S20 never asks for a fact that is known and fresh, and names every field exactly once', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const days = (n: number) => new Date(noon - n * 86_400_000).toISOString();
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            known: fc.constantFrom('no', 'name', 'value'),
            age: fc.nat(60),
            prefill: fc.boolean(),
          }),
          {
            minLength: 6,
            maxLength: 6,
          },
        ),
        fc.array(fc.subarray(names), { maxLength: 4 }),
        (held, layout) => {
          const config = form(
            names.map((name, i) => ({ name, freshFor: 'P30D', prefill: held[i]?.prefill ?? false })),
            layout.map((fields) => ({ fields })),
          );
          const pick = (how: string) => names.filter((_, i) => held[i]?.known === how);
          const at = (name: string) => days(held[names.indexOf(name)]?.age ?? 0);
          const plan = planFields(
            config,
            profile({
              known: Object.fromEntries(pick('name').map((name) => [name, at(name)])),
              facts: Object.fromEntries(pick('value').map((name) => [name, fact('v', 'host', at(name))])),
            }),
            signals(),
          );
          const fresh = names.filter((_, i) => held[i]?.known !== 'no' && (held[i]?.age ?? 0) <= 30);
          const blank = plan.steps.flatMap((step) =>
            step.ask.filter((ask) => ask.reason.word !== 'prefilled'),
          );
          expect(blank.map((ask) => ask.field).filter((name) => fresh.includes(name))).toEqual([]);
          const told = [
            ...plan.steps.flatMap((step) => [...step.ask, ...step.confirm]).map((ask) => ask.field),
            ...plan.skip.map((skip) => skip.field),
          ];
          expect(told.sort()).toEqual(names);
        },
      ),
      { numRuns: cases },
    );
  });

  it('S20 asks again once an answer is older than the definition trusts it, and says so', () => {
    const config = form([{ name: 'a', freshFor: 'P30D' }]);
    const held = (at: string) => planFields(config, profile({ known: { a: at } }), signals());
    expect(held('2026-10-24T12:00:00Z').complete).toBe(true);
    expect(askOf(held('2026-10-20T12:00:00Z'), 'a')?.reason.word).toBe('stale');
    expect(askOf(held('no date'), 'a')?.reason.word).toBe('stale');
  });

  it('S21 reaches every eligible required field in finitely many visits', () => {
    const visits = play(signup, 'free', 6).flat();
    const required = signup.fields.filter((field) => field.required).map((field) => field.name);
    expect(new Set(visits)).toEqual(new Set(required));
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7].map((bits) => bits * 16))(
    'S20 S21 asks exactly the rest of the seven facts, for every subset known (from %i)',
    (from) => {
      const open = { ...signup, ask: {}, fields: signup.fields.filter((field) => field.name !== 'password') };
      for (let subset = from; subset < from + 16; subset++) {
        const known = sevenFacts.filter((_, i) => subset & (1 << i));
        const facts = Object.fromEntries(known.map((name) => [name, fact('x')]));
        const plan = planFields(open, profile({ facts, ...visit(3) }), signals());
        expect(asked(plan).flat()).toEqual(sevenFacts.filter((name) => !known.includes(name)));
      }
    },
  );

  it('S24 hands on the reason of every step it plans', () => {
    for (const step of planFields(signup, profile(), signals()).steps)
      expect(step.reason.length).toBeGreaterThan(10);
  });

  it('S38 S46 shows names and address filled in beside the two open questions to a visitor who came by a link', () => {
    const linked = profile({
      facts: Object.fromEntries(
        ['salutation', 'firstName', 'lastName', 'email'].map((name) => [name, fact('v', 'link')]),
      ),
      consents: { profiling: '2026-11-01T00:00:00Z' },
      identity: { strength: 'link' },
      ...visit(2),
    });
    const plan = planFields(whitepaper, linked, signals());
    expect(asked(plan)).toEqual([['firstName', 'lastName', 'email', 'company', 'jobTitle']]);
    expect(['firstName', 'company'].map((name) => askOf(plan, name)?.reason.word)).toEqual([
      'prefilled',
      'missing',
    ]);
    expect(askOf(plan, 'email')?.prefill).toEqual({ value: 'v', source: 'link' });
  });

  it('S22 S45 only skips what a returning device knows: nothing is shown, nothing is asked twice', () => {
    const held = (known: string[], count: number) =>
      knowing(known, { consents: { profiling: '2026-11-01T00:00:00Z' }, ...visit(count) });
    const contact = ['salutation', 'firstName', 'lastName', 'email'];
    expect(asked(planFields(whitepaper, held(contact, 2), signals()))).toEqual([['company', 'jobTitle']]);
    const third = planFields(whitepaper, held([...contact, 'company', 'jobTitle'], 3), signals());
    expect(asked(third)).toEqual([['timeline', 'budget', 'need']]);
    expect(JSON.stringify(third)).not.toContain('prefill"');
  });

  it('S47 asks nothing for a purpose that needs a consent nobody gave', () => {
    const plan = planFields(whitepaper, knowing(['email', 'firstName'], visit(2)), signals());
    expect(skipWord(plan, 'company')).toBe('consent');
  });

  it.each(['device', 'backend', 'enrichment'] as const)(
    'F2 never shows a value from the source "%s" to somebody known only by the device',
    (source) => {
      const config = form([{ name: 'a', prefill: true }, { name: 'b' }]);
      const held = profile({ facts: { a: fact('v', source) }, identity: { strength: 'device' } });
      expect(asked(planFields(config, held, signals()))).toEqual([['b']]);
    },
  );

  it('F2 never prefills a sensitive field', () => {
    const config = form([{ name: 'a', prefill: true, sensitive: true, alwaysAsk: true }]);
    const held = profile({ facts: { a: fact('v', 'link') }, identity: { strength: 'login' } });
    expect(askOf(planFields(config, held, signals()), 'a')?.prefill).toBeUndefined();
  });

  it('M2 asks a known field again where the definition says always', () => {
    const plan = planFields(form([{ name: 'a', alwaysAsk: true }]), knowing(['a']), signals());
    expect(askOf(plan, 'a')?.reason.word).toBe('alwaysAsk');
  });

  it('M2 keeps to the cap of blank fields in a view; filled-in fields and consents cost nothing', () => {
    const config = form(
      [
        { name: 'p', prefill: true },
        { name: 'a' },
        { name: 'b' },
        { name: 'c' },
        { name: 'ok', type: 'consent' },
      ],
      undefined,
      { ask: { maxFields: 2 } },
    );
    const plan = planFields(config, profile({ facts: { p: fact('v') } }), signals());
    expect(asked(plan)).toEqual([['p', 'a', 'b', 'ok']]);
    expect(skipWord(plan, 'c')).toBe('viewLimit');
  });

  it('M2 counts the steps already done on this visit against the cap', () => {
    const config = form([{ name: 'a' }, { name: 'b' }], [{ fields: ['a'] }, { fields: ['b'] }], {
      ask: { maxSteps: 1 },
    });
    expect(steps(planFields(config, profile(), signals()))).toEqual(['s0']);
    const after = planFields(config, knowing(['a'], visit(1, 1)), signals());
    expect([after.complete, skipWord(after, 'b')]).toEqual([true, 'visitLimit']);
  });

  it('leaves an optional question alone after it was shown and left empty, until its time comes', () => {
    const config = form([{ name: 'a' }, { name: 'must', required: true }]);
    const empty = {
      at: '2026-11-01T00:00:00Z',
      outcome: 'leftEmpty' as const,
      until: '2026-12-01T00:00:00Z',
    };
    const held = profile({ asks: { a: empty, must: empty } });
    expect(asked(planFields(config, held, signals()))).toEqual([['must']]);
    const later = planFields(config, held, signals({}, Date.parse('2026-12-02T00:00:00Z')));
    expect(asked(later)).toEqual([['a', 'must']]);
  });

  it('offers a stale value that may be shown for confirmation rather than asking from nothing', () => {
    const config = form([{ name: 'a', prefill: true, freshFor: 'P1D' }, { name: 'b' }]);
    const plan = planFields(
      config,
      profile({ facts: { a: fact('v', 'link') }, identity: { strength: 'link' } }),
      signals(),
    );
    expect(plan.steps[0]?.confirm.map((ask) => ask.field)).toEqual(['a']);
  });

  it('follows answers in conditions at once, but does not take them for known', () => {
    const config = form([{ name: 'size' }, { name: 'vat', when: { size: 'big' } }]);
    expect(asked(planFields(config, profile(), signals()))).toEqual([['size']]);
    expect(asked(planFields(config, profile(), signals(), { size: 'Big' }))).toEqual([['size', 'vat']]);
  });

  it('S4 never counts a transient answer as known', () => {
    const config = form([{ name: 'password', type: 'password', transient: true }]);
    expect(asked(planFields(config, knowing(['password']), signals()))).toEqual([['password']]);
  });

  it('names a field that no step lists', () => {
    expect(
      skipWord(
        planFields(form([{ name: 'a' }, { name: 'lost' }], [{ fields: ['a'] }]), profile(), signals()),
        'lost',
      ),
    ).toBe('noStep');
  });
});
