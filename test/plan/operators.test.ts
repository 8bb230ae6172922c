/**
 * Truth tables: every operator against every kind of value. A row names the values it holds for; for all others it must
 * not hold, so that a row is a whole line of the table.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/model/config-error.js';
import { operators, type Condition, type Operator, type Scalar } from '../../src/model/condition.js';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import type { Profile } from '../../src/model/profile.js';
import type { Signals } from '../../src/model/signals.js';
import { evaluateCondition, type Found } from '../../src/plan/evaluate-condition.js';
import { fromHubSpotFilter, hubSpotOperators } from '../../src/plan/from-hubspot.js';
import type { HubSpotFilter } from '../../src/plan/read-hubspot-filter.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { cases, fact, knowing, noon, profile, signals } from '../fixtures/forms.js';

const values = {
  missing: {},
  withheld: { withheld: true, personal: true },
  blank: { value: '' },
  cto: { value: 'cto' },
  wide: { value: 'ＣＴＯ' },
  title: { value: 'Head of Marketing', personal: true },
  numeral: { value: '250' },
  number: { value: 250 },
  zero: { value: 0 },
  yes: { value: true },
  no: { value: false },
  pair: { value: ['Red', 'blue'] },
  trio: { value: ['red', 'Blue', 'green'] },
  nothing: { value: [] },
  yesterday: { value: '2026-11-21T12:00:00Z' },
  tomorrow: { value: '2026-11-23T12:00:00Z' },
} as const satisfies Record<string, Found>;
type Name = keyof typeof values;
const names = Object.keys(values) as Name[];

const holds = (condition: Condition, value: Found) => evaluateCondition(condition, () => value, noon).ok;
const namesThat = (condition: Condition) => names.filter((name) => holds(condition, values[name]));

/** Names of values between spaces; with a minus in front: all but these. */
const pick = (row: string) => {
  const listed = row.replace(/^-/, '').split(' ').filter(Boolean);
  for (const name of listed) expect(names).toContain(name);
  return names.filter((name) => listed.includes(name) !== row.startsWith('-'));
};

const texts = 'blank cto wide title numeral pair trio yesterday tomorrow';

describe('M3 every operator', () => {
  const rows: readonly [Operator, Scalar | readonly Scalar[], string][] = [
    ['eq', 'CTO', 'cto wide'],
    ['eq', 'ｃｔｏ', 'cto wide'],
    ['eq', 'ct', ''],
    ['eq', 'RED', 'pair trio'],
    ['eq', '', 'blank'],
    ['eq', '250', 'numeral'],
    ['eq', 250, 'number'],
    ['eq', 0, 'zero'],
    ['eq', true, 'yes'],
    ['eq', false, 'no'],
    ['eq', 'true', ''],
    ['eq', 1, ''],
    ['ne', 'CTO', '-withheld cto wide'],
    ['ne', 'red', '-withheld pair trio'],
    ['ne', 250, '-withheld number'],
    ['ne', false, '-withheld no'],
    ['ne', 'nobody', '-withheld'],
    ['in', ['x', 'Cto', 250], 'cto wide number'],
    ['in', ['GREEN', true, 0], 'yes zero trio'],
    ['in', ['false', '0'], ''],
    ['in', [], ''],
    ['notIn', ['x', 'Cto', 250], '-withheld cto wide number'],
    ['notIn', ['green'], '-withheld trio'],
    ['notIn', [], '-withheld'],
    ['gt', 249, 'number'],
    ['gt', 250, ''],
    ['gt', -1, 'number zero'],
    ['gt', 'CTO', 'title pair trio'],
    ['gt', '2026-11-22', 'cto wide title numeral pair trio tomorrow'],
    ['gte', 250, 'number'],
    ['gte', 251, ''],
    ['gte', 'CTO', 'cto wide title pair trio'],
    ['lt', 251, 'number zero'],
    ['lt', 250, 'zero'],
    ['lt', 'CTO', 'blank numeral pair trio yesterday tomorrow'],
    ['lte', 250, 'number zero'],
    ['lte', 249, 'zero'],
    ['lte', 'CTO', 'blank cto wide numeral pair trio yesterday tomorrow'],
    ['contains', 'TO', 'cto wide'],
    ['contains', 'of m', 'title'],
    ['contains', 'LU', 'pair trio'],
    ['contains', '', texts],
    ['contains', 25, ''],
    ['contains', true, ''],
    ['startsWith', 'C', 'cto wide'],
    ['startsWith', 'HEAD', 'title'],
    ['startsWith', 're', 'pair trio'],
    ['startsWith', 'marketing', ''],
    ['startsWith', '25', 'numeral'],
    ['startsWith', '', texts],
    ['endsWith', 'O', 'cto wide'],
    ['endsWith', 'Marketing', 'title'],
    ['endsWith', 'EN', 'trio'],
    ['endsWith', 'head', ''],
    ['endsWith', 'a cto', ''],
    ['endsWith', '', texts],
    ['within', 'P1D', 'yesterday'],
    ['within', 'PT24H', 'yesterday'],
    ['within', 'PT23H59M59S', ''],
    ['within', 'P1Y', 'yesterday'],
    ['known', true, '-missing'],
    ['known', false, 'missing'],
    ['only', ['CTO', 'cio'], 'cto wide nothing'],
    ['only', ['BLUE', 'red'], 'pair nothing'],
    ['only', ['red', 'green', 'blue', 'grey'], 'pair trio nothing'],
    ['only', ['red'], 'nothing'],
    ['only', [0, 250, false], 'number zero no nothing'],
    ['only', [], 'nothing'],
  ];

  it.each(rows)('%s %j holds for: %s', (op, want, row) => {
    expect(namesThat({ p: { [op]: want } })).toEqual(pick(row));
  });

  it.each(['', 'CTO', 'red', 250, 0, true, false])('%j alone means equal, in a list means one of', (want) => {
    expect(namesThat({ p: want })).toEqual(namesThat({ p: { eq: want } }));
    expect(namesThat({ p: ['x', want] })).toEqual(namesThat({ p: { in: ['x', want] } }));
  });

  it('stands in the table', () => {
    expect(new Set(rows.map(([op]) => op))).toEqual(new Set(operators));
  });

  it('is false for what is known without its value, save that it is known, and says why', () => {
    for (const [op, want] of rows) {
      const { ok, trace } = evaluateCondition({ p: { [op]: want } }, () => values.withheld, noon);
      expect([ok, trace[0]?.why]).toEqual([op === 'known' && want, 'valueWithheld']);
    }
  });

  it('joins with others on the same value: all must hold', () => {
    expect(namesThat({ p: { gt: 0, lte: 250 } })).toEqual(['number']);
    expect(namesThat({ p: { startsWith: 'c', endsWith: 'o', ne: 'x' } })).toEqual(['cto', 'wide']);
    expect(namesThat({ p: { eq: 'red', only: ['red', 'blue'] } })).toEqual(['pair']);
    expect(namesThat({ p: {} })).toEqual(names);
  });
});

describe("M3 every operator of HubSpot's dependent fields", () => {
  type Members = Omit<HubSpotFilter, 'operator'>;
  const number = { numeric: true };
  const redBlue = { values: ['red', 'BLUE'] };
  const day = { rangeStart: 'P1D', rangeEnd: '' };
  const row = (operator: string, members: Members, holdsFor: string, options = {}) =>
    [operator, members, holdsFor, options] as const;

  const rows = [
    row('eq', { value: 'CTO' }, 'cto wide'),
    row('eq', { value: '250' }, 'numeral'),
    row('eq', { value: '250' }, 'number', number),
    row('neq', { value: 'CTO' }, '-withheld cto wide'),
    row('neq', { value: '250' }, '-withheld number', number),
    row('contains', { value: 'TO' }, 'cto wide'),
    row('doesnt_contain', { value: 'TO' }, '-withheld cto wide'),
    row('doesnt_contain', { value: '25' }, '-withheld numeral', number),
    row('str_starts_with', { value: 'c' }, 'cto wide'),
    row('str_ends_with', { value: 'ING' }, 'title'),
    row('lt', { value: '250' }, 'zero', number),
    row('lt', { value: 'cto' }, 'blank numeral pair trio yesterday tomorrow'),
    row('lte', { value: '250' }, 'number zero', number),
    row('gt', { value: '0' }, 'number', number),
    row('gt', { value: 'CTO' }, 'title pair trio'),
    row('gte', { value: '0' }, 'number zero', number),
    row('between', { rangeStart: '0', rangeEnd: '250' }, 'number zero', number),
    row('between', { rangeStart: '1', rangeEnd: '249.5' }, '', number),
    row('between', { rangeStart: 'CTO', rangeEnd: 'head of n' }, 'cto wide title trio pair'),
    row('not_between', { rangeStart: '1', rangeEnd: '250' }, '-withheld number', number),
    row('not_between', { rangeStart: '2026-11-21', rangeEnd: '2026-11-22' }, '-withheld yesterday'),
    row('within_time', day, 'yesterday'),
    row('within_time', { rangeStart: '23 hours', rangeEnd: '0' }, ''),
    row('within_time_reverse', day, '-missing withheld yesterday'),
    row('within_time_reverse', { rangeStart: '23 hours' }, '-missing withheld'),
    row('set_any', { values: ['CTO', 'green'] }, 'cto wide trio'),
    row('set_any', { values: ['0', '250'] }, 'zero number', number),
    row('set_not_any', { values: ['CTO', 'green'] }, '-withheld cto wide trio'),
    row('set_all', redBlue, 'pair trio'),
    row('set_all', { value: 'red;blue', values: [] }, 'pair trio'),
    row('set_all', { values: ['cto'] }, 'cto wide'),
    row('set_not_all', redBlue, '-withheld pair trio'),
    row('set_eq', redBlue, 'pair'),
    row('set_eq', { values: ['cto'] }, 'cto wide'),
    row('set_neq', redBlue, '-withheld pair'),
    row('is_not_empty', { value: '', values: [], rangeStart: '', rangeEnd: '' }, '-missing'),
  ] as const;

  it.each(rows)('%s %j holds for: %s %j', (operator, members, holdsFor, options) => {
    const condition = fromHubSpotFilter('p', { operator, ...members }, options);
    expect(namesThat(condition)).toEqual(pick(holdsFor));
  });

  it('stands in the table, all 21 of them', () => {
    expect(new Set(rows.map(([operator]) => operator))).toEqual(new Set(hubSpotOperators));
    expect(hubSpotOperators).toHaveLength(21);
  });

  it.each([
    ['P30D', 'P30D'],
    ['PT12H', 'PT12H'],
    ['30 days', 'P30D'],
    ['1 Day', 'P1D'],
    ['2weeks', 'P2W'],
    ['3 months', 'P3M'],
    ['1 year', 'P1Y'],
    ['12 hours', 'PT12H'],
    ['5 minutes', 'PT5M'],
    ['90 seconds', 'PT90S'],
    ['86400000', 'PT86400S'],
    ['1500', 'PT2S'],
  ])('takes a time of "%s" for %s', (rangeStart, within) => {
    expect(fromHubSpotFilter('p', { operator: 'within_time', rangeStart })).toEqual({ p: { within } });
    expect(fromHubSpotFilter('p', { operator: 'within_time', value: rangeStart })).toEqual({ p: { within } });
  });

  it.each<[string, Members, string]>([
    ['equals', { value: 'x' }, 'operator'],
    ['constructor', { value: 'x' }, 'operator'],
    ['eq', {}, 'value'],
    ['contains', { value: ' ' }, 'value'],
    ['set_any', { values: [] }, 'values'],
    ['set_all', { values: ['a', ''] }, 'values'],
    ['between', { rangeStart: '1' }, 'rangeEnd'],
    ['between', { rangeEnd: '1' }, 'rangeStart'],
    ['within_time', {}, 'rangeStart'],
    ['within_time', { rangeStart: 'soon' }, 'rangeStart'],
    ['within_time', { rangeStart: '1767225600000' }, 'rangeStart'],
    ['within_time', { rangeStart: '-5' }, 'rangeStart'],
    ['within_time_reverse', { rangeStart: 'P9D', rangeEnd: 'P2D' }, 'rangeEnd'],
  ])('refuses %s %j, and says where and what to do', (operator, members, path) => {
    let error: unknown;
    try {
      fromHubSpotFilter('p', { operator, ...members });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ path, remedy: expect.stringMatching(/\w{4}/) });
  });

  it('refuses text where numbers are said to be, and a path that is a word of conditions', () => {
    const eq = { operator: 'eq', value: 'many' };
    expect(() => fromHubSpotFilter('p', eq, number)).toThrow('it is no number');
    for (const path of ['', 'all', 'any', 'not'])
      expect(() => fromHubSpotFilter(path, eq)).toThrow(ConfigError);
  });
});

describe('M3 nesting', () => {
  const yes: Condition = { p: { known: true } };
  const no: Condition = { p: { known: false } };
  const table: readonly [boolean, Condition][] = [
    [true, { all: [] }],
    [true, { all: [yes, yes] }],
    [false, { all: [yes, no] }],
    [false, { all: [no, yes] }],
    [false, { all: [no, no] }],
    [false, { any: [] }],
    [true, { any: [yes, yes] }],
    [true, { any: [yes, no] }],
    [true, { any: [no, yes] }],
    [false, { any: [no, no] }],
    [false, { not: yes }],
    [true, { not: no }],
    [true, { not: { any: [no, { all: [yes, { not: yes }] }] } }],
    [true, { any: [{ all: [yes, no] }, { all: [yes, { any: [no, yes] }] }] }],
    [false, { all: [{ any: [yes, no] }, { not: { all: [yes, yes] } }] }],
    [true, { all: [true, { any: [false, true] }, { not: false }] }],
    [true, { not: { not: { not: { not: { all: [{ any: [{ not: no }] }] } } } } }],
    [true, { p: { known: true }, q: 1 }],
    [false, { p: { known: true }, q: 2 }],
  ];
  it.each(table)('is %s: %j', (expected, condition) => {
    const look = (path: string) => ({ value: path === 'q' ? 1 : 'x' });
    expect(evaluateCondition(condition, look, noon).ok).toBe(expected);
  });

  it('keeps to the laws of De Morgan, whatever is nested and whoever looks', () => {
    const leaf = fc.constantFrom<Condition>(
      yes,
      no,
      { p: 'cto' },
      { p: { ne: 250 } },
      { p: { gt: 1 } },
      true,
      false,
    );
    const condition = fc.letrec<{ node: Condition }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('node'), { maxLength: 3 }).map((all) => ({ all })),
        fc.array(tie('node'), { maxLength: 3 }).map((any) => ({ any })),
        tie('node').map((not) => ({ not })),
      ),
    })).node;
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 4 }), fc.constantFrom(...names), (parts, name) => {
        const results = parts.map((part) => holds(part, values[name]));
        const negated = parts.map((not) => ({ not }));
        expect(holds({ all: parts }, values[name])).toBe(!results.includes(false));
        expect(holds({ any: parts }, values[name])).toBe(results.includes(true));
        expect(holds({ not: { any: negated } }, values[name])).toBe(!results.includes(false));
        expect(holds({ not: { all: negated } }, values[name])).toBe(results.includes(true));
      }),
      { numRuns: cases },
    );
  });
});

interface Persona {
  readonly profile?: Profile;
  readonly signals?: Signals['values'];
  readonly answers?: Readonly<Record<string, string>>;
}

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  type: 'text',
  label: name,
  purpose: 'use',
  ...more,
});
const rule = (when: Condition, on: 'field' | 'step'): FormConfig => ({
  schemaVersion: 1,
  id: 'f',
  version: '1',
  purposes: { use: { label: 'Use', legalBasis: 'implicit', retention: 'P1Y' } },
  signals: {
    'device.kind': 'use',
    'page.referrer': 'use',
    'page.query.plan': 'use',
    'utm.source': 'use',
    'now.hour': 'use',
    'now.weekday': 'use',
  },
  fields: [field('country'), field('follow', on === 'field' ? { when } : {})],
  steps: [
    { id: 'first', reason: 'because', fields: ['country'] },
    { id: 'then', reason: 'because', fields: ['follow'], ...(on === 'step' && { when }) },
  ],
});

describe('M4 a rule by profile and context', () => {
  const work = profile({ classes: { 'email.kind': 'work' } });
  const inGermany = profile({ facts: { country: fact('de') } });
  const customers = (held: boolean) => profile({ classes: { 'segment.customers': held } });
  const at = (hour: number, weekday: number) => ({ signals: { 'now.hour': hour, 'now.weekday': weekday } });
  const officeHours: Condition = { 'now.hour': { gte: 9, lt: 17 }, 'now.weekday': [1, 2, 3, 4, 5] };
  const fromLinkedIn: Condition = { 'page.referrer': { contains: 'linkedin.com' } };

  const rows: readonly [string, Condition, Persona, boolean][] = [
    ['kind of e-mail address', { 'email.kind': 'work' }, { profile: work }, true],
    ['kind of e-mail address', { 'email.kind': 'free' }, { profile: work }, false],
    ['kind of e-mail address', { not: { 'email.kind': 'free' } }, { profile: work }, true],
    ['kind of e-mail address', { 'email.kind': 'work' }, {}, false],
    ['country, held', { country: ['DE', 'AT', 'CH'] }, { profile: inGermany }, true],
    ['country, held', { country: { notIn: ['DE'] } }, { profile: inGermany }, false],
    ['country, just answered', { country: ['DE', 'AT', 'CH'] }, { answers: { country: 'at' } }, true],
    ['country, just answered', { country: ['DE', 'AT', 'CH'] }, { answers: { country: 'us' } }, false],
    ['country, changed', { country: 'DE' }, { profile: inGermany, answers: { country: 'FR' } }, false],
    ['country, left empty', { country: { known: true } }, { answers: { country: ' ' } }, false],
    ['country, not said', { country: { ne: 'DE' } }, {}, true],
    ['country, known without its value', { country: { ne: 'DE' } }, { profile: knowing(['country']) }, false],
    [
      'country, known without its value',
      { country: { known: true } },
      { profile: knowing(['country']) },
      true,
    ],
    [
      'country, guessed',
      { country: { known: true } },
      { profile: profile({ facts: { country: fact('DE', 'inferred') } }) },
      false,
    ],
    ['device', { 'device.kind': 'mobile' }, { signals: { 'device.kind': 'mobile' } }, true],
    ['device', { 'device.kind': 'mobile' }, { signals: { 'device.kind': 'desktop' } }, false],
    ['device', { 'device.kind': { ne: 'mobile' } }, {}, true],
    ['referrer', fromLinkedIn, { signals: { 'page.referrer': 'https://www.LinkedIn.com/feed/' } }, true],
    ['referrer', fromLinkedIn, { signals: { 'page.referrer': 'https://example.com/' } }, false],
    ['referrer', fromLinkedIn, {}, false],
    ['query', { 'page.query.plan': ['pro', 'team'] }, { signals: { 'page.query.plan': 'Team' } }, true],
    ['query', { 'page.query.plan': ['pro', 'team'] }, { signals: { 'page.query.plan': 'teams' } }, false],
    ['query', { 'utm.source': 'newsletter' }, { signals: { 'utm.source': 'newsletter' } }, true],
    ['query', { 'page.query.constructor': { known: true } }, {}, false],
    ['list', { 'segment.customers': true }, { profile: customers(true) }, true],
    ['list', { 'segment.customers': true }, { profile: customers(false) }, false],
    ['list', { 'segment.customers': true }, {}, false],
    ['list', { not: { 'segment.customers': true } }, { profile: customers(false) }, true],
    ['local time', officeHours, at(9, 1), true],
    ['local time', officeHours, at(17, 1), false],
    ['local time', officeHours, at(16, 6), false],
    ['local time', officeHours, at(0, 3), false],
    [
      'several at once',
      { all: [{ 'email.kind': 'work' }, { any: [officeHours, { 'device.kind': 'mobile' }] }] },
      { profile: work, signals: { 'device.kind': 'mobile' } },
      true,
    ],
  ];

  it.each(rows)('sees the %s: %j', (_, when, persona, expected) => {
    for (const on of ['field', 'step'] as const) {
      const plan = planFields(
        rule(when, on),
        persona.profile ?? profile(),
        signals(persona.signals),
        persona.answers,
      );
      const isAsked = plan.steps.some((step) => step.ask.some((ask) => ask.field === 'follow'));
      const skip = plan.skip.find((one) => one.field === 'follow');
      expect(isAsked).toBe(expected);
      const word = on === 'field' ? 'condition' : 'stepCondition';
      expect(skip?.reason.word).toBe(expected ? undefined : word);
      if (!expected) expect(skip?.reason.trace?.length).toBeGreaterThan(0);
    }
  });

  it('tells in its reason what it saw of the context, and nothing of the person', () => {
    const seen = (when: Condition, persona: Persona) =>
      planFields(rule(when, 'field'), persona.profile ?? profile(), signals(persona.signals)).skip.find(
        (skip) => skip.field === 'follow',
      )?.reason.trace;
    expect(seen({ 'device.kind': 'mobile' }, { signals: { 'device.kind': 'desktop' } })).toEqual([
      { path: 'device.kind', op: 'eq', want: 'mobile', got: 'desktop', ok: false },
    ]);
    expect(seen({ country: 'AT' }, { profile: inGermany })).toEqual([
      { path: 'country', op: 'eq', want: 'AT', got: null, ok: false, why: 'masked' },
    ]);
  });
});
