import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/model/condition.js';
import { evaluateCondition, type Found } from '../../src/plan/evaluate-condition.js';
import { noon } from '../fixtures/forms.js';

const world: Record<string, Found> = {
  title: { value: 'Head of Marketing', personal: true },
  size: { value: 250 },
  opted: { value: true },
  tags: { value: ['Red', 'blue'] },
  since: { value: '2026-11-20T12:00:00Z' },
  now: { value: '2026-11-22T12:00:00Z' },
  street: { value: 'Lange Straße' },
  straße: { value: 'Ａ' },
  company: { withheld: true },
};
const decide = (condition: Condition) => evaluateCondition(condition, (path) => world[path] ?? {}, noon);
const holds = (condition: Condition) => decide(condition).ok;

describe('M3 conditions', () => {
  it.each<[Condition, boolean]>([
    [{ title: 'head of marketing' }, true],
    [{ title: 'marketing' }, false],
    [{ title: ['cto', 'HEAD OF MARKETING'] }, true],
    [{ title: { eq: 'Head of Marketing' } }, true],
    [{ title: { ne: 'cto' } }, true],
    [{ title: { ne: 'head of marketing' } }, false],
    [{ title: { in: ['a', 'b'] } }, false],
    [{ title: { notIn: ['a', 'b'] } }, true],
    [{ title: { contains: 'MARKET' } }, true],
    [{ title: { startsWith: 'head' } }, true],
    [{ title: { startsWith: 'market' } }, false],
    [{ title: { endsWith: 'ing' } }, true],
    [{ title: { endsWith: 'head' } }, false],
    [{ size: { gt: 249 } }, true],
    [{ size: { gt: 250 } }, false],
    [{ size: { gte: 250 } }, true],
    [{ size: { gte: 251 } }, false],
    [{ size: { lt: 251 } }, true],
    [{ size: { lt: 250 } }, false],
    [{ size: { lte: 250 } }, true],
    [{ size: { lte: 249 } }, false],
    [{ size: { gte: 100, lt: 200 } }, false],
    [{ opted: true }, true],
    [{ opted: false }, false],
    [{ tags: 'red' }, true],
    [{ tags: { contains: 'lu' } }, true],
    [{ tags: ['green', 'blue'] }, true],
    [{ tags: { ne: 'red' } }, false],
    [{ since: { within: 'P3D' } }, true],
    [{ since: { within: 'P1D' } }, false],
    [{ since: { gt: '2026-11-01' } }, true],
    [{ now: { within: 'PT0S' } }, true],
    [{ now: { within: 'lately' } }, false],
    [{ straße: 'a' }, true],
    [{ street: 'lange straße' }, true],
    [{ street: 'LANGE STRASSE' }, false],
    [{ title: { known: true } }, true],
    [{ title: { known: false } }, false],
  ])('decides %j as %s', (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  it.each<[Condition, boolean]>([
    [true, true],
    [false, false],
    [{ all: [] }, true],
    [{ any: [] }, false],
    [{ not: true }, false],
    [{ all: [{ size: 250 }, { opted: true }] }, true],
    [{ all: [{ size: 250 }, { opted: false }] }, false],
    [{ any: [{ size: 1 }, { opted: true }] }, true],
    [{ any: [{ size: 1 }, { not: { any: [{ all: [{ opted: true }] }] } }] }, false],
    [{ size: 250, opted: true }, true],
    [{ size: 250, opted: false }, false],
  ])('nests %j as %s', (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  it.each<[Condition, boolean]>([
    [{ size: '250' }, false],
    [{ title: { gt: 1 } }, false],
    [{ opted: 'true' }, false],
    [{ size: { contains: 25 } }, false],
    [{ size: ['250'] }, false],
  ])('never coerces: %j is %s', (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  const comparisons = [
    { eq: 'x' },
    { in: ['x'] },
    { gt: 0 },
    { gte: 0 },
    { lt: 9 },
    { lte: 9 },
    { contains: 'x' },
    { startsWith: 'x' },
    { endsWith: 'x' },
    { within: 'P9Y' },
  ];

  it.each(comparisons)('is false for a value nobody has: %j', (test) =>
    expect(holds({ nobody: test })).toBe(false),
  );
  it.each([{ ne: 'x' }, { notIn: ['x'] }, { known: false }])('is true for a value nobody has: %j', (test) =>
    expect(holds({ nobody: test })).toBe(true),
  );

  it.each([...comparisons, { ne: 'x' }, { notIn: ['x'] }, { known: false }])(
    'is false for a fact known without its value, and says why: %j',
    (test) => {
      const { ok, trace } = decide({ company: test });
      expect(ok).toBe(false);
      expect(trace[0]?.why).toBe('valueWithheld');
    },
  );
  it('takes a fact known without its value for known', () =>
    expect(holds({ company: { known: true } })).toBe(true));

  it('tells every comparison in its trace, with values of the context and none of a person', () => {
    const { trace } = decide({ any: [{ size: { gte: 250 } }, { title: 'cto' }, { nobody: 1 }] });
    expect(trace).toEqual([
      { path: 'size', op: 'gte', want: 250, got: 250, ok: true },
      { path: 'title', op: 'eq', want: 'cto', got: null, ok: false, why: 'masked' },
      { path: 'nobody', op: 'eq', want: 1, got: null, ok: false, why: 'missing' },
    ]);
  });
});
