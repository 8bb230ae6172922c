import jsonLogic from 'json-logic-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/model/config-error.js';
import { checkCondition } from '../../src/check/check-condition.js';
import { operators, type Condition, type Operators, type Test } from '../../src/model/condition.js';
import { evaluateCondition, type Found } from '../../src/plan/evaluate-condition.js';
import { fromJsonLogic } from '../../src/plan/json-logic/from-json-logic.js';
import { jsonLogicData } from '../../src/plan/json-logic/json-logic-data.js';
import { toJsonLogic } from '../../src/plan/json-logic/to-json-logic.js';
import { cases, noon } from '../fixtures/forms.js';

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const at = (hours: number) => new Date(noon + hours * 3_600_000).toISOString();

/** Few of each, so that values and what they are compared with often meet. */
const word = fc.oneof(
  fc.constantFrom('', 'a', 'A', 'Ａ', 'ab', 'AB', 'b', 'ﬁ', 'FI', 'Straße', 'STRASSE', 'İ', 'é', 'É', '😀'),
  fc.constantFrom(
    'ΟΔΟΣ',
    'σ',
    '0',
    '250',
    'true',
    'null',
    'constructor',
    'a.b',
    at(-1),
    at(-40),
    at(-800),
    at(1),
  ),
  fc.string({ maxLength: 4, unit: 'grapheme' }),
);
const number = fc.constantFrom(0, 1, -1, 2.5, 250, 1e21);
const scalar = fc.oneof(word, number, fc.boolean());
const list = fc.array(scalar, { maxLength: 4 });
const bound = fc.oneof(word, number);
const duration = fc.constantFrom('P0D', 'PT0S', 'PT1H', 'P1D', 'P2D', 'P1M', 'P30D', 'P1Y');
const path = fc.constantFrom(
  ...['title', 'visit.count', 'visit/count', 'visit~1count', 'a.$values', '$known', '1', '', 'a b', 'straße'],
  ...['constructor', '__proto__', 'toString', 'prototype', 'hasOwnProperty', 'constructor.name', 'length'],
);

const operatorMap: fc.Arbitrary<Operators> = fc
  .uniqueArray(
    fc.oneof(
      fc.tuple(fc.constantFrom('eq', 'ne', 'contains'), scalar),
      fc.tuple(fc.constantFrom('in', 'notIn', 'only'), list),
      fc.tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte'), bound),
      fc.tuple(fc.constantFrom('startsWith', 'endsWith'), word),
      fc.tuple(fc.constant('within'), duration),
      fc.tuple(fc.constant('known'), fc.boolean()),
    ),
    { selector: ([op]) => op, maxLength: 4 },
  )
  .map((entries) => Object.fromEntries(entries));
const pathTest: fc.Arbitrary<Test> = fc.oneof(scalar, list, operatorMap);
const pathMap = fc
  .uniqueArray(fc.tuple(path, pathTest), { selector: ([name]) => name, maxLength: 3 })
  .map((entries): Condition => Object.fromEntries(entries));

/** Every form that a condition may have. */
const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    { arbitrary: pathMap, weight: 5 },
    { arbitrary: fc.boolean(), weight: 1 },
    { arbitrary: fc.array(tie('node'), { maxLength: 3 }).map((all) => ({ all })), weight: 2 },
    { arbitrary: fc.array(tie('node'), { maxLength: 3 }).map((any) => ({ any })), weight: 2 },
    { arbitrary: tie('node').map((not) => ({ not })), weight: 2 },
  ),
})).node;

const found: fc.Arbitrary<Found> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constant({ withheld: true, personal: true }) },
  { weight: 4, arbitrary: scalar.map((value) => ({ value })) },
  { weight: 3, arbitrary: fc.array(word, { maxLength: 3 }).map((value) => ({ value, personal: true })) },
);
const world = fc.func<[string], Found>(found);

/** As another system would do it: logic and data have travelled as JSON. */
const applied = (c: Condition, look: (path: string) => Found): boolean =>
  jsonLogic.truthy(jsonLogic.apply(asJson(toJsonLogic(c)), asJson(jsonLogicData(c, look, noon))));

const isSound = (c: Condition): boolean => {
  const faults: string[] = [];
  checkCondition(
    c,
    '',
    () => undefined,
    (isMet, path) => isMet || faults.push(path),
  );
  return !faults.length;
};

const fault = (logic: unknown): ConfigError => {
  try {
    fromJsonLogic(logic);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('it was accepted');
};

describe('M3 conditions in JsonLogic', () => {
  it('decide with json-logic-js as they do with us, whatever is compared with whatever', () => {
    fc.assert(
      fc.property(condition, world, (c, look) => {
        expect(applied(c, look)).toBe(evaluateCondition(c, look, noon).ok);
      }),
      { numRuns: cases },
    );
  });

  it('decide alike for one test on one value, where most of the differences would be', () => {
    fc.assert(
      fc.property(path, pathTest, found, (name, test, value) => {
        const c: Condition = Object.fromEntries([[name, test]]);
        const look = () => value;
        expect(applied(c, look)).toBe(evaluateCondition(c, look, noon).ok);
      }),
      { numRuns: cases * 2 },
    );
  });

  it('decide alike at every edge of every operator', () => {
    const edges = ['', 'a', 'A', 'ba', 'ａ', '0', '250', 'true', 'null', 0, -1, 250, true, false];
    const instants = [at(-24), at(-25), at(0), at(1), '2026-11-22', 'soon'];
    const lists = [[], ['', 'a'], ['A'], ['b', 'ba'], [at(-1), 'soon']];
    const looks: Found[] = [...edges, ...instants, ...lists].map((value) => ({ value }));
    looks.push({}, { withheld: true }, { withheld: true, value: 'a' });
    const wants = [...edges, ...instants, [], ['a', 0, false], ['', 'A', 'BA', 250], 'P0D', 'P1D', 'P25D'];
    for (const op of operators)
      for (const want of wants) {
        const c = { 'a.b': { [op]: want } };
        if (!isSound(c)) continue;
        expect(fromJsonLogic(asJson(toJsonLogic(c)))).toEqual(c);
        for (const value of looks)
          expect([c, value, applied(c, () => value)]).toEqual([
            c,
            value,
            evaluateCondition(c, () => value, noon).ok,
          ]);
      }
  });

  it('come back as exactly the same JSON, keys in their order', () => {
    fc.assert(
      fc.property(condition, (c) => {
        expect(JSON.stringify(fromJsonLogic(asJson(toJsonLogic(c))))).toBe(JSON.stringify(c));
      }),
      { numRuns: cases },
    );
  });

  it.each<[Condition, unknown]>([
    [{ title: 'cto' }, { in: ['cto', { var: 'title.$values' }] }],
    [{ title: { eq: 'CTO' } }, { and: [{ in: [{ if: [true, 'cto', 'CTO'] }, { var: 'title.$values' }] }] }],
    [
      { 'visit.count': { gte: 3 } },
      { and: [{ some: [{ var: 'visit/count.$numbers' }, { '>=': [{ var: '' }, 3] }] }] },
    ],
    [
      { company: { known: false }, tags: ['a', 'b'] },
      {
        and: [
          { and: [{ '!': [{ var: 'company.$known' }] }] },
          { some: [{ var: 'tags.$values' }, { in: [{ var: '' }, ['a', 'b']] }] },
        ],
      },
    ],
    [{ all: [] }, { and: [true] }],
    [{ any: [] }, { or: [false] }],
    [{}, { '!!': [true] }],
  ])('read %j as %j, with standard operations alone', (c, logic) => {
    expect(toJsonLogic(c)).toEqual(logic);
  });

  it('never find anything under the name of a prototype', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'prototype', 'hasOwnProperty', 'valueOf']) {
      const known: Condition = Object.fromEntries([[name, { known: true }]]);
      expect(applied(known, () => ({}))).toBe(false);
      expect(applied(known, () => ({ value: 'x' }))).toBe(true);
      expect(Object.keys(jsonLogicData(known, () => ({}), noon))).toEqual([name]);
      expect(fault({ [`${name}`]: [{ var: 'a' }, 1] }).problem).toContain('operation');
    }
    expect(fault(JSON.parse('{"__proto__": [1]}')).path).toBe('__proto__');
    expect(JSON.stringify(fromJsonLogic({ '==': [{ var: '__proto__' }, 1] }))).toBe('{"__proto__":1}');
  });

  it('refuse to be written where a test is none', () => {
    const unsound = [
      { a: { contains: ['x'] } },
      { a: { gt: ['x'] } },
      { a: { ne: ['x'] } },
      { a: { near: 1 } },
      { a: { in: 'x' } },
      { a: { within: 'soon' } },
      { a: { gt: true } },
    ];
    for (const c of unsound) expect(() => toJsonLogic(c as Condition)).toThrow(ConfigError);
  });
});

describe('M3 JsonLogic written by hand', () => {
  const a = { var: 'a' };
  const truthy = { all: [{ a: { known: true } }, { not: { a: [false, 0, ''] } }] };

  it.each<[unknown, Condition]>([
    [{ '==': [a, 1] }, { a: 1 }],
    [{ '===': [a, 'x'] }, { a: 'x' }],
    [{ '==': [true, a] }, { a: true }],
    [{ '==': [{ var: ['a'] }, 1] }, { a: 1 }],
    [{ '==': [{ var: ['visit.count', null] }, 1] }, { 'visit.count': 1 }],
    [{ '!=': [a, 1] }, { a: { ne: 1 } }],
    [{ '!==': ['x', a] }, { a: { ne: 'x' } }],
    [{ '==': [a, null] }, { a: { known: false } }],
    [{ '===': [null, a] }, { a: { known: false } }],
    [{ '!=': [a, null] }, { a: { known: true } }],
    [{ '<': [a, 5] }, { a: { lt: 5 } }],
    [{ '<=': [a, '2026-01-01'] }, { a: { lte: '2026-01-01' } }],
    [{ '>': [a, 5] }, { a: { gt: 5 } }],
    [{ '>=': [a, 5] }, { a: { gte: 5 } }],
    [{ '<': [5, a] }, { a: { gt: 5 } }],
    [{ '<=': [5, a] }, { a: { gte: 5 } }],
    [{ '>': [5, a] }, { a: { lt: 5 } }],
    [{ '>=': [5, a] }, { a: { lte: 5 } }],
    [{ '<': [1, a, 9] }, { a: { gt: 1, lt: 9 } }],
    [{ '<=': [1, a, 9] }, { a: { gte: 1, lte: 9 } }],
    [{ in: [a, ['x', 1]] }, { a: ['x', 1] }],
    [{ in: ['x', a] }, { a: { contains: 'x' } }],
    [{ in: [5, a] }, { a: 5 }],
    [{ startsWith: [a, 'x'] }, { a: { startsWith: 'x' } }],
    [{ endsWith: [a, 'x'] }, { a: { endsWith: 'x' } }],
    [{ missing: 'a' }, { a: { known: false } }],
    [{ missing: ['a', 'b'] }, { any: [{ a: { known: false } }, { b: { known: false } }] }],
    [{ '!': { missing: [['a']] } }, { not: { a: { known: false } } }],
    [a, truthy],
    [{ '!!': a }, truthy],
    [{ '!!': [a] }, truthy],
    [{ '!': a }, { not: truthy }],
    [{ '!': [{ in: [a, ['x']] }] }, { not: { a: ['x'] } }],
    [
      { and: [{ '==': [a, 1] }, { or: [{ '<': [a, 0] }, false] }] },
      { all: [{ a: 1 }, { any: [{ a: { lt: 0 } }, false] }] },
    ],
    [{ and: { '==': [a, 1] } }, { all: [{ a: 1 }] }],
    [{ or: [] }, { any: [] }],
    [true, true],
  ])('%j becomes %j', (logic, expected) => {
    expect(fromJsonLogic(logic)).toEqual(expected);
  });

  it('keeps the meaning of ours after somebody edited it', () => {
    const [gte, lt] = [
      { some: [{ var: 'a/b.$numbers' }, { '>=': [{ var: '' }, 3] }] },
      { some: [{ var: 'c.$numbers' }, { '<': [{ var: '' }, 5] }] },
    ];
    expect(fromJsonLogic({ and: [gte, lt] })).toEqual({ 'a.b': { gte: 3 }, c: { lt: 5 } });
    expect(fromJsonLogic({ and: [gte, true] })).toEqual({ all: [{ 'a.b': { gte: 3 } }, true] });
    expect(fromJsonLogic({ '!': [gte] })).toEqual({ not: { 'a.b': { gte: 3 } } });
    const tooMany = { or: [true, { var: 'a.$known' }, gte] };
    expect(fromJsonLogic(tooMany)).not.toEqual({ a: {} });
    const word = { in: ['x', { var: 'all.$values' }] };
    expect(fromJsonLogic(word)).toEqual({ 'all.$values': { contains: 'x' } });
    expect(fault({ in: ['x', { var: 'a.$values' }], '==': [1, 1] }).path).toBe('');
    expect(fault({ in: ['x', { var: 'a.$values' }, 'y'] }).path).toBe('in');
    const twice = { in: ['x', { var: 'a.$values' }] };
    expect(fromJsonLogic({ and: [twice, twice] })).toEqual({ all: [{ a: 'x' }, { a: 'x' }] });
  });

  it('decides as json-logic-js does where no text and no coercion is involved', () => {
    const leaf = fc.oneof(
      fc
        .tuple(
          fc.constantFrom('==', '===', '!=', '!==', '<', '<=', '>', '>='),
          fc.integer({ min: -2, max: 2 }),
        )
        .chain(([op, n]) => fc.constantFrom({ [op]: [a, n] }, { [op]: [n, a] })),
      fc
        .tuple(fc.constantFrom('<', '<='), fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 }))
        .map(([op, from, to]) => ({ [op]: [from, a, to] })),
      fc.constantFrom<unknown>(a, { '!!': a }, { missing: ['a'] }, { in: [a, [1, 2]] }, { '!=': [a, null] }),
    );
    const logic = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.record({ and: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ or: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ '!': tie('node') }),
      ),
    })).node;
    fc.assert(
      fc.property(logic, fc.integer({ min: -3, max: 3 }), (rule, value) => {
        const ours = evaluateCondition(fromJsonLogic(rule), () => ({ value }), noon).ok;
        expect(ours).toBe(jsonLogic.truthy(jsonLogic.apply(rule, { a: value })));
      }),
      { numRuns: cases },
    );
  });

  it('takes a truth test for fulfilled by a value that is known but not here', () => {
    const holds = (logic: unknown, value: Found) =>
      evaluateCondition(fromJsonLogic(logic), () => value, noon).ok;
    expect(holds({ '!!': a }, { withheld: true })).toBe(true);
    expect(holds({ '!': a }, { withheld: true })).toBe(false);
    for (const value of [0, '', false]) expect(holds({ '!!': a }, { value })).toBe(false);
  });

  it.each<[unknown, string]>([
    [null, ''],
    ['text', ''],
    [1, ''],
    [[], ''],
    [{}, ''],
    [{ '==': [a, 1], '!=': [a, 2] }, ''],
    [{ '+': [a, 1] }, '["+"]'],
    [{ if: [a, true, false] }, 'if'],
    [{ and: [] }, 'and'],
    [{ '!': [] }, '["!"]'],
    [{ '!': [a, a] }, '["!"]'],
    [{ and: [true, { or: [false, { '%': [a, 2] }] }] }, 'and[1].or[1]["%"]'],
    [{ '==': [a, a] }, '["=="][1]'],
    [{ '==': [1, 1] }, '["=="][1]'],
    [{ '==': [a] }, '["=="]'],
    [{ '==': [a, [1]] }, '["=="][1]'],
    [{ '==': [a, Number.NaN] }, '["=="][1]'],
    [{ '==': [{ '+': [a, 1] }, 2] }, '["=="][0]'],
    [{ '<': [a, true] }, '["<"][1]'],
    [{ '<': [a, null] }, '["<"][1]'],
    [{ '<': [a, 1, 2] }, '["<"][1]'],
    [{ '<': [1, a, a] }, '["<"][2]'],
    [{ '>': [3, a, 1] }, '[">"]'],
    [{ in: [a, 'xyz'] }, 'in[1]'],
    [{ in: [a, [1, null]] }, 'in[1]'],
    [{ in: [[1], a] }, 'in[0]'],
    [{ startsWith: [a, 1] }, 'startsWith[1]'],
    [{ missing: ['a', 1] }, 'missing[1]'],
    [{ '==': [{ var: ['a', 7] }, 1] }, '["=="][0]'],
    [{ '==': [{ var: ['a', null, 1] }, 1] }, '["=="][0]'],
    [{ '==': [{ var: 'a', missing: 'b' }, 1] }, '["=="][0]'],
    [{ startsWith: [a, 'x', 'y'] }, 'startsWith'],
    [{ [`${'x'.repeat(99)}!`]: [a] }, `["${'x'.repeat(64)}"]`],
    [{ '==': [{ var: '' }, 1] }, '["=="][0]'],
    [{ '==': [{ var: 0 }, 1] }, '["=="][0]'],
    [{ '==': [{ var: 'all' }, 1] }, '["=="][0]'],
    [{ some: [a, { '==': [{ var: '' }, 1] }] }, 'some'],
  ])('%j is refused at %j, with something to do about it', (logic, path) => {
    const error = fault(logic);
    expect(error.path).toBe(path);
    expect(error.remedy.length).toBeGreaterThan(5);
  });

  it('is refused where it is too deep, too large, or leads back into itself', () => {
    const nest = (levels: number): unknown => (levels ? { '!': [nest(levels - 1)] } : { '==': [a, 1] });
    expect(fromJsonLogic(nest(7))).toBeDefined();
    expect(fault(nest(8)).remedy).toContain('8 levels');
    expect(fault(nest(5000)).remedy).toBe('Shorten it.');
    expect(fault({ or: Array.from({ length: 30_000 }, () => false) }).remedy).toBe('Shorten it.');
    const circle: unknown[] = [];
    circle.push({ and: circle });
    expect(fault({ and: circle }).remedy).toBe('Shorten it.');
  });
});
