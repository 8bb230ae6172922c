import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { AnswerValue } from '../../src/model/answers.js';
import type { Condition } from '../../src/model/condition.js';
import type { Field, FormConfig, Step } from '../../src/model/form-config.js';
import type { Profile } from '../../src/model/profile.js';
import { readConfig } from '../../src/check/read-config.js';
import { explain } from '../../src/plan/explain.js';
import type { Explanation } from '../../src/plan/explanation.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { createRules } from '../../src/plan/rules/create-rules.js';
import { cases, fact, knowing, profile, signals, signup, whitepaper } from '../fixtures/forms.js';
import { situations, type Situation } from './arbitraries.js';

const form = (
  fields: readonly Partial<Field>[],
  steps?: readonly Partial<Step>[],
  more: Partial<FormConfig> = {},
): FormConfig => ({
  schemaVersion: 1,
  id: 'f',
  version: '1',
  purposes: {
    use: { label: 'Use', legalBasis: 'implicit', retention: 'P1Y' },
    profiling: { label: 'Profile', legalBasis: 'explicit', retention: 'P1Y' },
  },
  fields: fields.map((field) => ({ name: 'a', type: 'text', label: 'Question A', purpose: 'use', ...field })),
  steps: (steps ?? [{}]).map((step, i) => ({
    id: `s${i}`,
    reason: 'because',
    fields: fields.map((field) => field.name ?? 'a'),
    ...step,
  })),
  ...more,
});
const visit = (count: number, stepsDone = 0) => ({ visits: { count, steps: stepsDone } });
const all = ({ config, profile, signals, answers }: Situation) =>
  explain(config, profile, signals, answers, createRules(config));
const told = (
  config: FormConfig,
  held: Profile = profile(),
  name = 'a',
  values: Readonly<Record<string, AnswerValue>> = {},
) => all({ config, profile: held, signals: signals(values), answers: {} }).find((it) => it.field === name)!;
/** The full count takes its time. */
const patience = { timeout: 600_000 };
const consented = { consents: { profiling: '2026-11-01T00:00:00Z' } };

type Case = [
  what: string,
  verdict: Explanation['verdict'],
  rule: string,
  text: string,
  config: FormConfig,
  held?: Profile | undefined,
  values?: Readonly<Record<string, AnswerValue>>,
];

/** The plan in the words of the explanation. */
function verdicts({ config, profile, signals, answers }: Situation) {
  const plan = planFields(config, profile, signals, answers, createRules(config));
  return new Map<string, readonly [string, string]>([
    ...plan.steps.flatMap(({ id, ask, confirm }) => [
      ...ask.map(({ field, reason }) => [field, [reason.word, id]] as const),
      ...confirm.map(({ field, reason }) => [field, [reason.word, id]] as const),
    ]),
    ...plan.skip.map(({ field, reason }) => [field, [reason.word, '']] as const),
  ]);
}

/** What stands at the path is taken out of a copy; where nothing stands for the field, something is put there. */
function withoutReason(situation: Situation, { rule, field }: Explanation): Situation {
  const copy = structuredClone(situation);
  const [root, path] = rule.startsWith('profile.') ? [copy.profile, rule.slice(8)] : [copy.config, rule];
  if (rule === 'steps') {
    (copy.config.steps as Step[]).push({ id: 'new', reason: 'new', fields: [field] });
    return copy;
  }
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const last = keys.pop() ?? '';
  const holder = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], root);
  expect(holder, rule).toHaveProperty([last]);
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete (holder as Record<string, unknown>)[last];
  return copy;
}

/** What a rule points to, told apart from what takes its place in a list. */
function nameRule({ rule, word, field }: Explanation, { config }: Situation): string {
  const [, list, index] = /^(pauses|matrix)\[(\d+)\]$/.exec(rule) ?? [];
  const id = list && config[list as 'pauses' | 'matrix']?.[Number(index)]?.id;
  return `${field} ${word} ${id ?? rule}`;
}

describe('explain', () => {
  it(
    'F1 names every configured field exactly once, in the order of the definition and in agreement with the plan',
    patience,
    () => {
      fc.assert(
        fc.property(situations(), (situation) => {
          const explained = all(situation);
          expect(explained.map(({ field }) => field)).toEqual(
            situation.config.fields.map(({ name }) => name),
          );
          const planned = verdicts(situation);
          for (const { field, verdict, word, step } of explained) {
            const [plannedWord, plannedStep] = planned.get(field) ?? [];
            expect(word).toBe(plannedWord);
            const isShown = ['asked', 'confirm', 'prefilled'].includes(verdict);
            expect(isShown).toBe(plannedStep !== '');
            if (isShown) expect(step).toBe(plannedStep);
          }
        }),
        { numRuns: cases },
      );
    },
  );

  it('F1 decides otherwise, or for another reason, once the named reason is gone', patience, () => {
    fc.assert(
      fc.property(situations(), fc.nat(), (situation, pick) => {
        const explained = all(situation);
        const before = explained[pick % explained.length]!;
        const changed = withoutReason(situation, before);
        const after = all(changed).find(({ field }) => field === before.field)!;
        expect(nameRule(after, changed)).not.toBe(nameRule(before, situation));
      }),
      { numRuns: cases },
    );
  });

  it('F1 says something of every field, and no value of anybody', patience, () => {
    const mark = <T>(record: T): T =>
      JSON.parse(JSON.stringify(record), (key, value: unknown) =>
        key === 'value' ? 'geheim@x.example' : value,
      ) as T;
    fc.assert(
      fc.property(situations(), (situation) => {
        const { profile: held, config } = situation;
        const answers = Object.fromEntries(Object.keys(situation.answers).map((name) => [name, 'geheim 42']));
        const secret = { ...situation, profile: { ...held, facts: mark(held.facts) }, answers };
        for (const one of all(secret)) {
          expect(one.text).toMatch(/^[A-Z].{8,}\.$/s);
          expect(one.text).not.toMatch(/undefined|NaN|\[object|Invalid/);
          expect(JSON.stringify(one)).not.toContain('geheim');
          expect(config.fields.map(({ name }) => name)).toContain(one.field);
        }
      }),
      { numRuns: cases },
    );
  });

  it('the random definitions are ones that the reader takes, and they reach every word and place of a decision', () => {
    const some = fc.sample(situations(), { numRuns: 600, seed: 4 });
    for (const { config } of some) expect(() => readConfig(JSON.stringify(config))).not.toThrow();
    const reached = new Set(
      some
        .flatMap(all)
        .flatMap(({ word, verdict, rule }) => [`${word} ${verdict}`, rule.replace(/\d+|\w+$/g, '')]),
    );
    const decisions = [
      ...['missing asked', 'stale asked', 'stale confirm', 'alwaysAsk asked', 'prefilled prefilled'],
      ...['known skipped', 'condition skipped', 'condition deferred', 'consent forbidden', 'noStep skipped'],
      ...['stepCondition skipped', 'stepCondition deferred', 'paused skipped', 'paused deferred'],
      ...['viewLimit', 'visitLimit', 'priority', 'resting', 'queued', 'effort', 'budget'].map(
        (word) => `${word} deferred`,
      ),
    ];
    const places = ['steps[].fields[]', 'matrix[]', 'profile.facts.', 'profile.known.', 'profile.consents.'];
    expect([...decisions, ...places].filter((one) => !reached.has(one))).toEqual([]);
  });

  it('F1 tells step, source, date, visit, budget and the place that decided', () => {
    const config = form([{ name: 'a' }, { name: 'b' }], undefined, {
      ask: { budget: { questions: 5, per: 'P30D' } },
    });
    const held = profile({
      facts: { a: fact('v', 'typed', '2026-11-03T10:00:00Z') },
      spent: { '2026-11-20T00:00:00Z': 3, '2026-01-01T00:00:00Z': 9 },
      ...visit(4),
    });
    expect(told(config, held)).toEqual({
      field: 'a',
      verdict: 'skipped',
      word: 'known',
      step: 's0',
      rule: 'profile.facts.a',
      in: 'profile',
      source: 'typed',
      at: '2026-11-03T10:00:00Z',
      visit: 4,
      budget: { questions: 5, spent: 3, left: 2 },
      text: 'Skipped: known since 3 Nov 2026, typed by the visitor.',
    });
  });

  it('S14 F8 tells of every fact its source, its date and who said otherwise, and no value', () => {
    const others = [fact('geheim 2', 'typed'), fact('geheim 1', 'host')];
    const a = { ...fact('geheim 1', 'login'), provider: 'sso', confirmedAt: '2026-11-03T00:00:00Z', others };
    const one = told(form([{}]), profile({ facts: { a } }));
    expect(one).toMatchObject({
      source: 'login',
      at: a.at,
      provider: 'sso',
      confirmedAt: a.confirmedAt,
      others: ['typed'],
    });
    expect(JSON.stringify(one)).not.toContain('geheim');
  });

  it.each<Case>([
    ['an open question', 'asked', 'steps[0].fields[0]', 'Asked in “s0”: nobody has told us yet.', form([{}])],
    [
      'what was only guessed',
      'asked',
      'steps[0].fields[0]',
      'Asked in “s0”: so far we only guess it.',
      form([{}]),
      profile({ facts: { a: fact('v', 'inferred') } }),
    ],
    [
      'an answer that grew old',
      'asked',
      'fields[0].freshFor',
      'Asked again in “s0”: known since 1 Jan 2026, held by the back end, and an answer counts for 30 days only.',
      form([{ freshFor: 'P30D' }]),
      profile({ facts: { a: fact('v', 'backend', '2026-01-01T00:00:00Z') } }),
    ],
    [
      'an old answer that may be shown',
      'confirm',
      'fields[0].freshFor',
      'To be confirmed in “s0”: known since 1 Jan 2026, given by the page, and an answer counts for 30 days only.',
      form([{ freshFor: 'P30D', prefill: true }]),
      profile({ facts: { a: fact('v', 'host', '2026-01-01T00:00:00Z') } }),
    ],
    [
      'what is asked every time',
      'asked',
      'fields[0].alwaysAsk',
      'Asked in “s0” every time: known since 1 Nov 2026, remembered on this device.',
      form([{ alwaysAsk: true }]),
      knowing(['a']),
    ],
    [
      'what is shown filled in',
      'prefilled',
      'fields[0].prefill',
      'Shown filled in, in “s0”: known since 1 Nov 2026, brought by the link.',
      form([{ prefill: true }, { name: 'b' }]),
      profile({ facts: { a: fact('v', 'link') }, identity: { strength: 'link' } }),
    ],
    [
      'what others told and the visitor is to confirm',
      'confirm',
      'fields[0].confirm',
      'To be confirmed in “s0”: known since 1 Nov 2026, given by the page, and the visitor has not yet said that it is so.',
      form([{ prefill: true, confirm: true }]),
      profile({ facts: { a: fact('v') } }),
    ],
    [
      'who exactly told it, and when the visitor confirmed it',
      'skipped',
      'profile.facts.a',
      'Skipped: known since 1 Nov 2026, looked up by a service (“FullContact”), confirmed on 3 Nov 2026.',
      form([{}]),
      profile({
        facts: {
          a: { ...fact('v', 'enrichment'), provider: 'FullContact', confirmedAt: '2026-11-03T00:00:00Z' },
        },
      }),
    ],
    [
      'that others said something else',
      'skipped',
      'profile.facts.a',
      'Skipped: known since 1 Nov 2026, given by the login (something else was typed by the visitor and held by the back end).',
      form([{}]),
      profile({
        facts: {
          a: {
            ...fact('v', 'login'),
            others: [fact('w', 'typed'), fact('v', 'host'), fact('x', 'backend'), fact('y', 'typed')],
          },
        },
      }),
    ],
    [
      'what is known by name alone',
      'skipped',
      'profile.known.a',
      'Skipped: known since 1 Nov 2026, here without its value.',
      form([{}]),
      knowing(['a']),
    ],
    [
      'a consent that was given',
      'skipped',
      'profile.consents.profiling',
      'Skipped: consent given on 1 Nov 2026.',
      form([{ type: 'consent', purpose: 'profiling' }]),
      profile(consented),
    ],
    [
      'a purpose without its consent',
      'forbidden',
      'purposes.profiling.legalBasis',
      'Not allowed: “profiling” needs a consent that was not given.',
      form([{ purpose: 'profiling' }]),
    ],
    [
      'a field of no step',
      'skipped',
      'steps',
      'Skipped: no step asks it.',
      form([{}, { name: 'b' }], [{ fields: ['b'] }]),
    ],
    [
      'a step for a later visit',
      'deferred',
      'steps[0].when',
      'Waits: “phone” is for visit 3 or later, and this is visit 2.',
      form([{}], [{ id: 'phone', when: { 'visit.count': { gte: 3 } } }]),
      profile(visit(2)),
    ],
    [
      'a field for an earlier visit',
      'skipped',
      'fields[0].when',
      'Skipped: it is for the first visit, and this is visit 2.',
      form([{ when: { 'visit.count': { lte: 1 } } }]),
      profile(visit(2)),
    ],
    [
      'a field that depends on an answer',
      'skipped',
      'fields[0].when',
      'Skipped: it comes only if “Question B” is “big”; nobody has told us “Question B” yet.',
      form([{ when: { b: 'big' } }, { name: 'b', label: 'Question B' }]),
    ],
    [
      'a field that depends on a value that is not here',
      'skipped',
      'fields[0].when',
      'Skipped: it comes only if “Question B” is “big”; “Question B” is known here without its value.',
      form([{ when: { b: 'big' } }, { name: 'b', label: 'Question B' }]),
      knowing(['b']),
    ],
    [
      'a step that is switched off',
      'skipped',
      'steps[0].when',
      'Skipped: “s0” is switched off.',
      form([{}], [{ when: false }]),
    ],
    [
      'a trigger that has not happened',
      'deferred',
      'trigger',
      'Waits: the form comes only if the visitor is about to leave; the visitor is not about to leave.',
      form([{}], undefined, { trigger: { 'page.exit': true } }),
      undefined,
      { 'page.exit': false },
    ],
    [
      'a way of other visitors',
      'skipped',
      'matrix[0]',
      'Skipped: “other” is the way for this visitor, and “s0” is not on it.',
      form([{}, { name: 'b' }], [{ fields: ['a'] }, { fields: ['b'] }], {
        matrix: [
          { id: 'other', when: { 'visit.count': 1 }, steps: ['s1'] },
          { id: 'this', when: { 'visit.count': { gt: 1 } }, steps: ['s0'] },
        ],
      }),
    ],
    [
      'a visitor without a way',
      'skipped',
      'matrix',
      'Skipped: no row of the matrix is for this visitor.',
      form([{}], undefined, { matrix: [{ id: 'this', when: { 'visit.count': 7 }, steps: ['s0'] }] }),
    ],
    [
      'a view that is full',
      'deferred',
      'ask.maxFields',
      'Waits: two questions a view, and both places in “s0” are taken by questions that come first.',
      form([{ name: 'b' }, { name: 'c' }, {}], undefined, { ask: { maxFields: 2 } }),
    ],
    [
      'a visit that is full',
      'deferred',
      'ask.maxSteps',
      'Waits: one step a visit, and its place is taken.',
      form([{}], undefined, { ask: { maxSteps: 1 } }),
      profile(visit(1, 1)),
    ],
    [
      'a visit that takes long enough',
      'deferred',
      'ask.maxSeconds',
      'Waits: a visit may take six seconds, and other questions fill them.',
      form([{ name: 'b' }, {}], undefined, { ask: { maxSeconds: 6 } }),
    ],
    [
      'a question that no visit has the time for',
      'skipped',
      'ask.maxSeconds',
      'Skipped: it takes about 20 seconds alone, and a visit may take six seconds.',
      form([{ type: 'textarea' }], undefined, { ask: { maxSeconds: 6 } }),
    ],
    [
      'a question that the visit has no time left for',
      'deferred',
      'ask.maxSeconds',
      'Waits: a visit may take six seconds, and too few are left for it.',
      form([{ name: 'b' }, {}], undefined, { ask: { maxSeconds: 6 } }),
      profile({
        facts: { b: fact('x', 'typed', '2026-11-22T11:59:00Z') },
        visits: { count: 1, steps: 1, since: '2026-11-22T11:00:00Z' },
      }),
    ],
    [
      'a question that would be nice behind one that is critical',
      'deferred',
      'fields[2].priority',
      'Waits: “Question C” is more important and has no room yet.',
      form(
        [
          { priority: 'nice' },
          { name: 'b', priority: 'critical' },
          { name: 'c', label: 'Question C', priority: 'critical' },
        ],
        undefined,
        { ask: { maxFields: 1 } },
      ),
    ],
    [
      'a budget that is spent',
      'deferred',
      'ask.budget',
      'Waits: two questions in 30 days over all forms, and none is left for it.',
      form([{}], undefined, { ask: { budget: { questions: 2, per: 'P30D' } } }),
      profile({ spent: { '2026-11-20T00:00:00Z': 2 } }),
    ],
    [
      'what fails, and not what holds',
      'skipped',
      'fields[0].when',
      'Skipped: it comes only if it is visit 2 or later and “Question B” is known; nobody has told us “Question B” yet.',
      form([{ when: { 'visit.count': { gte: 2 }, b: { known: true } } }, { name: 'b', label: 'Question B' }]),
      profile(visit(3)),
    ],
    [
      'a lesser question',
      'deferred',
      'fields[1].priority',
      'Waits: “Question C” is more important and has no room yet.',
      form(
        [{ name: 'b', priority: 'critical' }, { name: 'c', label: 'Question C', priority: 'critical' }, {}],
        undefined,
        {
          ask: { maxFields: 1 },
        },
      ),
    ],
    [
      'a question that would be nice',
      'deferred',
      'fields[0].priority',
      'Waits: “Question C” is more important and has no room yet.',
      form([{ priority: 'nice' }, { name: 'b' }, { name: 'c', label: 'Question C' }], undefined, {
        ask: { maxFields: 1 },
      }),
    ],
    [
      'what is known by name beside a guess',
      'skipped',
      'profile.known.a',
      'Skipped: known since 1 Nov 2026, here without its value.',
      form([{}]),
      knowing(['a'], { facts: { a: fact('v', 'inferred') } }),
    ],
    [
      'what was put off',
      'deferred',
      'profile.asks.a',
      'Waits: put off by the visitor, not asked before 1 Dec 2026.',
      form([{}]),
      profile({
        asks: { a: { at: '2026-11-01T00:00:00Z', outcome: 'refused', until: '2026-12-01T00:00:00Z' } },
      }),
    ],
    [
      'what was refused for good',
      'skipped',
      'profile.asks.a',
      'Skipped: the visitor does not want to be asked this again.',
      form([{}]),
      profile({ asks: { a: { at: '2026-11-01T00:00:00Z', outcome: 'refused' } } }),
    ],
    [
      'what an answer lets rest',
      'deferred',
      'pauses[0]',
      'Waits: an answer lets it rest until 1 Dec 2026 (“never”).',
      form([{}, { name: 'b' }], undefined, { pauses: [{ id: 'never', when: { b: 'never' }, for: 'P30D' }] }),
      profile({ facts: { b: fact('never', 'typed', '2026-11-01T00:00:00Z') } }),
    ],
    [
      'a reserve',
      'deferred',
      'fields[0].queued',
      'Waits: in reserve until another question of “s0” is known.',
      form([{ queued: true }, { name: 'b' }]),
    ],
  ])('F1 explains %s', (_, verdict, rule, text, config, held, values) => {
    expect(told(config, held, 'a', values)).toMatchObject({ verdict, rule, text });
  });

  it.each<[string, Explanation['verdict'], Condition, Partial<Profile>]>([
    ['a later visit, whatever was answered', 'deferred', { 'visit.count': { gte: 2 }, b: 'x' }, {}],
    [
      'a later visit, against an answer',
      'skipped',
      { 'visit.count': { gte: 2 }, b: 'x' },
      { facts: { b: fact('y') } },
    ],
    [
      'one of two, of which time brings one',
      'deferred',
      { any: [{ 'visit.count': 3 }, { b: 'x' }] },
      { facts: { b: fact('y') } },
    ],
    ['more visits than there were', 'deferred', { not: { 'visit.count': { lt: 4 } } }, {}],
    ['fewer visits than there were', 'skipped', { 'visit.count': [1, 2] }, visit(3)],
    ['a class of an answer to come', 'deferred', { 'visit.count': 2, 'b.level': 'chief' }, {}],
    ['a number of doings', 'deferred', { 'count.demo': 2 }, {}],
    ['more doings', 'deferred', { 'count.demo': { gte: 2 } }, {}],
    ['points', 'deferred', { 'score.s': { gte: 10 } }, {}],
    ['a stage', 'deferred', { stage: 'qualified' }, {}],
    ['an hour', 'deferred', { 'now.hour': { gte: 9 } }, {}],
    ['another page', 'deferred', { 'page.path': '/pricing' }, {}],
    ['a day that is over', 'skipped', { 'now.date': { lt: '2026-11-01' } }, {}],
    ['a segment', 'skipped', { 'segment.big': true }, {}],
    ['a device', 'skipped', { 'device.kind': 'phone' }, {}],
    ['an answer to come', 'skipped', { b: { known: true } }, {}],
  ])('F1 takes a condition on %s for %s', (_, verdict, when, patch) => {
    const config = form([{}, { name: 'b', label: 'Question B' }], [{ fields: ['a'], when }]);
    const values = { 'now.hour': 8, 'now.date': '2026-11-22', 'page.path': '/' };
    expect(told(config, profile(patch), 'a', values).verdict).toBe(verdict);
  });

  it('F1 has nothing left of a budget that is overspent', () => {
    const config = form([{}], undefined, { ask: { budget: { questions: 2, per: 'P30D' } } });
    const spent = { '2026-11-20T00:00:00Z': 5 };
    expect(told(config, profile({ spent })).budget).toEqual({ questions: 2, spent: 5, left: 0 });
  });

  it('F1 lets the step that comes soonest speak for a field that several list', () => {
    const config = form(
      [{}],
      [
        { id: 'big', when: { 'segment.big': true } },
        { id: 'later', when: { 'visit.count': { gte: 2 } } },
      ],
    );
    expect(told(config)).toMatchObject({ verdict: 'deferred', step: 'later', rule: 'steps[1].when' });
  });

  it('F1 lets the last step that might have asked a question say why it did not', () => {
    const config = form(
      [{ name: 'b' }, {}],
      [
        { id: 'full', fields: ['b', 'a'] },
        { id: 'second', fields: ['a'] },
        { id: 'later', fields: ['a'], when: { 'visit.count': { gte: 2 } } },
      ],
      { ask: { maxFields: 1, maxSteps: 1 } },
    );
    expect(told(config)).toMatchObject({ word: 'visitLimit', step: 'second', rule: 'ask.maxSteps' });
  });

  it('F1 names of two reasons against a step the one that is harder to get over', () => {
    const config = (steps: readonly string[]) =>
      form([{}], [{ when: { 'visit.count': { gte: 2 } } }, { id: 'other' }], {
        matrix: [
          { id: 'row', when: true, steps },
          { id: 'none', when: false, steps: ['s0', 'other'] },
        ],
        trigger: { 'page.exit': true },
      });
    expect(told(config(['other'])).rule).toBe('trigger');
    const alone = { ...config(['other']), steps: config([]).steps.slice(0, 1) };
    expect(told(alone)).toMatchObject({ verdict: 'skipped', rule: 'matrix[0]', step: 's0' });
    const onTheWay = { ...config(['s0']), steps: config([]).steps.slice(0, 1) };
    expect(told(onTheWay)).toMatchObject({ verdict: 'deferred', rule: 'steps[0].when', step: 's0' });
  });

  it('F1 explains the shipped forms in sentences that read aloud', () => {
    const texts = (config: FormConfig, held: Profile) =>
      Object.fromEntries(
        all({ config, profile: held, signals: signals(), answers: {} }).map(({ field, text }) => [
          field,
          text,
        ]),
      );
    expect(
      texts(
        signup,
        knowing(['firstName', 'lastName', 'email'], { ...visit(2), classes: { 'email.kind': 'work' } }),
      ),
    ).toMatchInlineSnapshot(`
      {
        "company": "Asked in “company”: nobody has told us yet.",
        "email": "Skipped: known since 1 Nov 2026, here without its value.",
        "employees": "Asked in “company”: nobody has told us yet.",
        "firstName": "Skipped: known since 1 Nov 2026, here without its value.",
        "jobTitle": "Asked in “company”: nobody has told us yet.",
        "lastName": "Skipped: known since 1 Nov 2026, here without its value.",
        "password": "Skipped: it is for the first visit, and this is visit 2.",
        "phone": "Waits: “phone” comes only if it is visit 3 or later or (it is visit 2 or later and the kind of e-mail address is “free”); this is visit 2 and the kind of e-mail address is not “free”.",
      }
    `);
    expect(texts(whitepaper, profile())).toMatchInlineSnapshot(`
      {
        "budget": "Not allowed: “profiling” needs a consent that was not given.",
        "company": "Not allowed: “profiling” needs a consent that was not given.",
        "email": "Asked in “contact”: nobody has told us yet.",
        "firstName": "Asked in “contact”: nobody has told us yet.",
        "jobTitle": "Not allowed: “profiling” needs a consent that was not given.",
        "lastName": "Asked in “contact”: nobody has told us yet.",
        "need": "Not allowed: “profiling” needs a consent that was not given.",
        "plm": "Not allowed: “profiling” needs a consent that was not given.",
        "profiling": "Asked in “contact”: nobody has agreed to it yet.",
        "salutation": "Asked in “contact”: nobody has told us yet.",
        "timeline": "Not allowed: “profiling” needs a consent that was not given.",
      }
    `);
  });

  it('F1 grows linearly with the definition: twice the fields are twice the work', () => {
    const work = (size: number): number => {
      let reads = 0;
      const count = <T extends object>(target: T): T =>
        new Proxy(target, { get: (of, key) => (reads++, Reflect.get(of, key)) });
      const names = Array.from({ length: size }, (_, i) => `f${i}`);
      const config = form(
        names.map((name, i) => ({ name, when: { [`f${(i + 1) % size}`]: 'x', 'visit.count': 1 } })),
        names.map((name) => ({ fields: [name], when: { 'visit.count': { gte: 2 } } })),
      );
      all({
        config: { ...config, fields: config.fields.map(count), steps: config.steps.map(count) },
        profile: profile(),
        signals: signals(),
        answers: {},
      });
      return reads;
    };
    expect(work(400) / work(200)).toBeLessThan(2.1);
  });
});
