import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Score } from '../../../src/model/form-config.js';
import type { Count } from '../../../src/model/profile.js';
import { scoreTerms } from '../../../src/plan/rules/scores.js';
import { cases, knowing, noon, profile, signals } from '../../fixtures/forms.js';
import { ago, asked, day, derive, form, holding, plan, withheld } from './a-form.js';

/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };

const counted = (n: number, daysAgo: number): Count => ({
  n,
  first: ago(daysAgo + 30, noon),
  last: ago(daysAgo, noon),
});
const fields = [{ name: 'role' }, { name: 'company' }, { name: 'timeline' }] as const;
const acts = { 'count.pricing': 'use', 'count.docs': 'use', 'count.careers': 'use' };
const scored = (score: Score) => form(fields, { signals: acts, scores: { interest: score } });
const points = (score: Score, held = profile(), answers = {}) =>
  derive(scored(score), held, answers).classes['score.interest'];

const mixed: Score = {
  halfLife: 'P7D',
  terms: [
    { when: { role: 'cto' }, points: 20 },
    { when: { company: { known: true } }, points: 5 },
    { when: { 'visit.count': { gte: 3 } }, points: 3 },
    { count: 'pricing', points: 4, max: 3 },
    { when: { timeline: 'never' }, points: -15 },
  ],
};

describe('the score', () => {
  it.each<[string, Score, Partial<Parameters<typeof profile>[0]>, number]>([
    ['nothing', { terms: [{ count: 'pricing', points: 4 }] }, {}, 0],
    ['frequency', { terms: [{ count: 'pricing', points: 4 }] }, { counts: { pricing: counted(5, 90) } }, 20],
    [
      'its most',
      { terms: [{ count: 'pricing', points: 4, max: 3 }] },
      { counts: { pricing: counted(5, 0) } },
      12,
    ],
    [
      'one half-life',
      { halfLife: 'P7D', terms: [{ count: 'pricing', points: 4 }] },
      { counts: { pricing: counted(5, 7) } },
      10,
    ],
    [
      'two half-lives',
      { halfLife: 'P7D', terms: [{ count: 'pricing', points: 4 }] },
      { counts: { pricing: counted(5, 14) } },
      5,
    ],
    [
      'half a half-life: 10 / √2',
      { halfLife: 'P1D', terms: [{ count: 'pricing', points: 10 }] },
      { counts: { pricing: counted(1, 0.5) } },
      7.07,
    ],
    [
      'a third of it: 10 / ∛2',
      { halfLife: 'P3D', terms: [{ count: 'pricing', points: 10 }] },
      { counts: { pricing: counted(1, 1) } },
      7.94,
    ],
    [
      'what is dated ahead, as of now',
      { halfLife: 'P1D', terms: [{ count: 'pricing', points: 10 }] },
      { counts: { pricing: counted(1, -3) } },
      10,
    ],
    [
      'a sum of terms: 20·0.25 + 3·2·0.5',
      {
        halfLife: 'P10D',
        terms: [
          { count: 'pricing', points: 20 },
          { count: 'docs', points: 3 },
        ],
      },
      { counts: { pricing: counted(1, 20), docs: counted(2, 10) } },
      8,
    ],
    [
      'points against',
      {
        terms: [
          { when: true, points: 3 },
          { count: 'careers', points: -5 },
        ],
      },
      { counts: { careers: counted(1, 0) } },
      -2,
    ],
    [
      'no date at all',
      { halfLife: 'P1D', terms: [{ count: 'pricing', points: 10 }] },
      { counts: { pricing: { n: 1, first: '', last: 'never' } } },
      0,
    ],
  ])('S59 matches the reference vector for %s', (_, score, held, expected) => {
    expect(points(score, profile(held))).toBe(expected);
  });

  it('S59 adds points for what holds, now and as it is typed', () => {
    expect(points(mixed, holding({ role: 'CTO', company: 'ACME' }))).toBe(25);
    expect(points(mixed, profile(), { role: 'cto' })).toBe(20);
    expect(points(mixed, holding({ timeline: 'never' }))).toBe(-15);
  });

  it('S59 M15 agrees with a sum over the log of what was done', patience, () => {
    const acts = fc.array(
      fc.tuple(fc.constantFrom('pricing', 'docs'), fc.integer({ min: 0, max: 60 * day })),
      {
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(acts, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 6 }), (log, half, max) => {
        const score: Score = {
          halfLife: `P${half}D`,
          terms: [
            { count: 'pricing', points: 7, max },
            { count: 'docs', points: 2.5 },
          ],
        };
        const agesOf = (name: string) => log.filter(([act]) => act === name).map(([, age]) => age);
        const one = (ages: readonly number[], points: number, most: number) =>
          ages.length &&
          (points * Math.min(ages.length, most)) / Math.pow(2, Math.min(...ages) / (half * day));
        const counts = Object.fromEntries(
          ['pricing', 'docs'].flatMap((name) => {
            const ages = agesOf(name);
            const at = (age: number) => new Date(noon - age).toISOString();
            const count = {
              n: ages.length,
              first: at(Math.max(...ages, 0)),
              last: at(Math.min(...ages, 1e12)),
            };
            return ages.length ? [[name, count]] : [];
          }),
        );
        const expected = one(agesOf('pricing'), 7, max) + one(agesOf('docs'), 2.5, Infinity);
        expect(Math.abs(Number(points(score, profile({ counts }))) - expected)).toBeLessThan(0.005_001);
      }),
      { numRuns: cases },
    );
  });

  it('S59 keeps what facts gave when their values are withheld, while counts fade and visits go on', () => {
    const first = derive(scored(mixed), holding({ role: 'cto' }, { counts: { pricing: counted(3, 0) } }));
    expect(first.classes['score.interest']).toBe(20 + 12);
    const next = { ...withheld(first), visits: { count: 3, steps: 0 } };
    const later = derive(scored(mixed), next, {}, signals({}, noon + 7 * day));
    expect(later.classes['score.interest']).toBe(20 + 3 + 6);
  });

  it('S59 counts an answer that is given while others are withheld, and lets go of it when it changes', () => {
    const first = withheld(derive(scored(mixed), holding({ role: 'cto' })));
    const given = derive(scored(mixed), first, { timeline: 'never' });
    expect(given.classes['score.interest']).toBe(20 - 15);
    expect(derive(scored(mixed), given, { timeline: 'now' }).classes['score.interest']).toBe(20);
    expect(derive(scored(mixed), first, { role: 'intern' }).classes['score.interest']).toBe(0);
  });

  it('S59 gives no points for what is withheld and was never seen here', () => {
    expect(points(mixed, knowing(['role', 'company']))).toBe(5);
    expect(points(mixed, knowing(['role'], { classes: { 'score.interest.facts': 31 } }))).toBe(0);
  });

  it('S59 lists what each term adds, and together they are the score', () => {
    const held = holding({ role: 'cto' }, { counts: { pricing: counted(9, 7) } });
    const shares = scoreTerms(scored(mixed), 'interest', held, signals());
    expect(shares.map(({ points }) => points)).toEqual([20, 0, 0, 6, 0]);
    expect(shares.map(({ holds }) => holds)).toEqual([true, false, false, undefined, false]);
    expect(shares[0]?.trace).toMatchObject([{ path: 'role', ok: true, got: null, why: 'masked' }]);
    expect(points(mixed, held)).toBe(26);
    expect(scoreTerms(scored(mixed), 'other', held, signals())).toEqual([]);
  });

  it('S59 is what conditions of the same plan see, and a later score sees an earlier one', () => {
    const config = form(
      [{ name: 'call' }],
      {
        signals: acts,
        scores: {
          interest: { terms: [{ count: 'pricing', points: 10 }] },
          heat: { terms: [{ when: { 'score.interest': { gte: 20 } }, points: 1 }] },
        },
      },
      [{ fields: ['call'], when: { 'score.heat': 1 } }],
    );
    expect(asked(plan(config, profile({ counts: { pricing: counted(1, 0) } })))).toEqual([]);
    expect(asked(plan(config, profile({ counts: { pricing: counted(2, 0) } })))).toEqual(['call']);
  });

  it('M15 holds nothing back but numbers and marks of the terms that held', () => {
    const { classes } = derive(scored(mixed), holding({ role: 'cto', company: 'Secret Ltd' }));
    expect(classes).toEqual({ 'score.interest': 25, 'score.interest.facts': expect.any(String) as string });
    expect(classes['score.interest.facts']).toMatch(/^[0-9a-z]{1,7} [0-9a-z]{1,7}$/);
  });

  it('S59 gives no term of a changed definition the points of another that stood in its place', () => {
    const first = withheld(derive(scored(mixed), holding({ role: 'cto' })));
    const changed = (...terms: Score['terms']) => derive(scored({ terms }), first).classes['score.interest'];
    expect(changed({ when: { role: 'intern' }, points: 20 })).toBe(0);
    expect(changed({ when: { company: 'own' }, points: 7 }, { when: { role: 'cto' }, points: 20 })).toBe(20);
  });

  it('S59 F2 sees only acts that are declared, and for an explicit purpose only with its consent', () => {
    const purposes = {
      use: { label: 'Use', legalBasis: 'implicit', retention: 'P1Y' },
      ads: { label: 'Ads', legalBasis: 'explicit', retention: 'P1Y' },
    } as const;
    const seen = (signals: Readonly<Record<string, string>>, consents = {}) => {
      const scores = {
        term: { terms: [{ count: 'pricing', points: 4 }] },
        path: { terms: [{ when: { 'count.pricing': { gte: 1 } }, points: 1 }] },
      };
      const config = form(fields, { purposes, signals, scores });
      const { classes } = derive(config, profile({ counts: { pricing: counted(2, 0) }, consents }));
      return [classes['score.term'], classes['score.path']];
    };
    expect(seen({})).toEqual([0, 0]);
    expect(seen({ 'count.pricing': 'use' })).toEqual([8, 1]);
    expect(seen({ 'count.pricing': 'ads' })).toEqual([0, 0]);
    expect(seen({ 'count.pricing': 'ads' }, { ads: '2026-11-01T00:00:00Z' })).toEqual([8, 1]);
  });
});
