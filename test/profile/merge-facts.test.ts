import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlank, type AnswerValue } from '../../src/model/answers.js';
import type { WritePolicy } from '../../src/model/form-config.js';
import { factSources, type Fact, type FactSource } from '../../src/model/profile.js';
import { listCandidates, mergeFacts, saidAt, type FactRules } from '../../src/profile/merge-facts.js';
import { cases, fact, noon } from '../fixtures/forms.js';

const day = 86_400_000;
const daysAgo = (days: number) => new Date(noon - days * day).toISOString();
const instants = fc.constantFrom(...[0, 1, 20, 40, 400].map(daysAgo), 'no date');
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const values = fc.constantFrom<AnswerValue[]>('x', 'y', 'z', 7, true, ['a', 'b'], '', '  ', [], false);
const sources = fc.constantFrom(...factSources);

const without = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

const alone: fc.Arbitrary<Fact> = fc
  .record({
    value: values,
    source: sources,
    at: instants,
    confirmedAt: maybe(instants),
    provider: maybe(fc.constantFrom('p', 'q')),
  })
  .map((one) => without(one) as Fact);
const withOthers = (one: fc.Arbitrary<Fact>, maxLength: number): fc.Arbitrary<Fact> =>
  fc
    .record({ fact: one, others: maybe(fc.array(one, { maxLength })) })
    .map(({ fact: held, others }) => without({ ...held, others }) as Fact);
const facts = withOthers(withOthers(alone, 3), 2);
const fields: fc.Arbitrary<FactRules> = fc
  .record({
    writePolicy: maybe(fc.constantFrom<WritePolicy[]>('always', 'ifAnswered', 'ifEmpty', 'never')),
    sources: maybe(fc.shuffledSubarray([...factSources])),
    freshFor: maybe(fc.constantFrom('PT1H', 'P30D', 'P1Y')),
  })
  .map((one) => without(one) as FactRules);
const clocks = fc.constantFrom(noon, noon + 15 * day, noon + 500 * day);
const runs = { numRuns: cases };
/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };

const isTold = (one: Fact) => !['enrichment', 'inferred'].includes(one.source);
const said = (...all: readonly Fact[]) => all.flatMap(listCandidates);
const valueOf = (field: FactRules | undefined, ...all: readonly (Fact | undefined)[]) =>
  mergeFacts(field, noon, ...all)?.value;

describe('merging what was said of one fact', () => {
  it('F8 S15 gives the same in any order, in any grouping, and however often it is heard', patience, () => {
    fc.assert(
      fc.property(fields, clocks, facts, facts, facts, (field, now, a, b, c) => {
        const merge = (...all: (Fact | undefined)[]) => mergeFacts(field, now, ...all);
        const whole = merge(a, b, c);
        expect(merge(c, a, b)).toEqual(whole);
        expect(merge(b, a)).toEqual(merge(a, b));
        expect(merge(merge(a, b), c)).toEqual(whole);
        expect(merge(a, merge(b, c))).toEqual(whole);
        expect(merge(whole, a, b, whole)).toEqual(whole);
        expect(merge(a, a)).toEqual(merge(a));
      }),
      runs,
    );
  });

  it('F8 S15 lets the same one hold, in whatever order many are heard', patience, () => {
    const shuffles = fc
      .array(facts, { maxLength: 12 })
      .chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        ),
      );
    fc.assert(
      fc.property(fields, clocks, shuffles, (field, now, [all, shuffled]) => {
        const oneByOne = shuffled.reduce<Fact | undefined>(
          (held, one) => mergeFacts(field, now, held, one),
          undefined,
        );
        expect(oneByOne).toEqual(mergeFacts(field, now, ...all));
      }),
      runs,
    );
  });

  it('F8 S22 never lets a blank erase or hold', patience, () => {
    fc.assert(
      fc.property(fields, facts, alone, (field, held, one) => {
        const blank = { ...one, value: ' ' };
        expect(mergeFacts(field, noon, held, blank)).toEqual(mergeFacts(field, noon, held));
        for (const { value } of said(mergeFacts(field, noon, held) ?? blank))
          expect(isBlank(value)).toBe(false);
      }),
      runs,
    );
    expect(mergeFacts({}, noon, fact(''), undefined, fact([]))).toBeUndefined();
  });

  it(
    'F8 keeps who said otherwise: each once, one deep, eight in all, and nothing that nobody said',
    patience,
    () => {
      fc.assert(
        fc.property(fields, clocks, fc.array(facts, { minLength: 1, maxLength: 5 }), (field, now, all) => {
          const merged = mergeFacts(field, now, ...all);
          const kept = said(...(merged ? [merged] : []));
          const given = said(...all).map((one) => JSON.stringify(one));
          const whom = (one: Fact) => JSON.stringify([one.value, one.source, one.provider]);
          expect(kept.length).toBe(Math.min(8, new Set(said(...all).map(whom)).size));
          expect(new Set(kept.map(whom)).size).toBe(kept.length);
          for (const one of kept) expect(given).toContain(JSON.stringify(one));
          for (const one of merged?.others ?? []) expect(one).not.toHaveProperty('others');
        }),
        runs,
      );
    },
  );

  it('F8 puts no guess before what was told, unless the definition names it', patience, () => {
    fc.assert(
      fc.property(fields, clocks, fc.array(facts, { maxLength: 4 }), (field, now, all) => {
        const held = mergeFacts(field, now, ...all);
        if (!held || isTold(held) || field.sources?.includes(held.source) || saidAt(held) !== undefined)
          return;
        expect(said(...all).filter(isTold)).toEqual([]);
      }),
      runs,
    );
  });

  it(
    'S15 M16 believes whom the definition names first, and what the visitor gave where it says so',
    patience,
    () => {
      fc.assert(
        fc.property(
          clocks,
          fc.shuffledSubarray([...factSources], { minLength: 1 }),
          fc.array(alone),
          (now, named, all) => {
            const told = said(...all).filter(isTold);
            const rank = ({ source }: Fact) => (named.includes(source) ? named.indexOf(source) : Infinity);
            const byRank = mergeFacts({ sources: named }, now, ...told);
            if (byRank) expect(rank(byRank)).toBe(Math.min(...told.map(rank)));
            const hers = mergeFacts({ writePolicy: 'ifAnswered', sources: named }, now, ...told);
            if (told.some((one) => saidAt(one) !== undefined)) expect(saidAt(hers ?? fact(1))).toBeDefined();
            const theirs = mergeFacts({ writePolicy: 'never', sources: named }, now, ...told);
            const ofForms = ['typed', 'device'];
            if (told.some(({ source }) => !ofForms.includes(source)))
              expect(ofForms).not.toContain(theirs?.source);
            const first = mergeFacts({ writePolicy: 'ifEmpty', sources: named }, now, ...told);
            const dated = told.filter(({ at }) => at !== 'no date').map(({ at }) => at);
            if (dated.length) expect(first?.at).toBe(dated.sort()[0]);
          },
        ),
        runs,
      );
    },
  );
});

describe('the merge matrix', () => {
  const older = daysAgo(20);
  const newer = daysAgo(1);
  type Row = [
    policy: WritePolicy,
    held: FactSource,
    incoming: FactSource,
    named: FactSource[],
    holds: 'held' | 'incoming',
  ];
  it.each<Row>([
    ['always', 'typed', 'typed', [], 'incoming'],
    ['always', 'typed', 'backend', [], 'incoming'],
    ['always', 'backend', 'typed', [], 'incoming'],
    ['always', 'typed', 'backend', ['typed'], 'held'],
    ['always', 'login', 'typed', ['login'], 'held'],
    ['always', 'login', 'backend', ['backend', 'login'], 'incoming'],
    ['always', 'backend', 'login', ['backend', 'login'], 'held'],
    ['always', 'typed', 'enrichment', [], 'held'],
    ['always', 'typed', 'enrichment', ['enrichment'], 'incoming'],
    ['always', 'enrichment', 'inferred', [], 'held'],
    ['always', 'host', 'inferred', ['inferred'], 'held'],
    ['ifAnswered', 'typed', 'backend', [], 'held'],
    ['ifAnswered', 'typed', 'backend', ['backend'], 'held'],
    ['ifAnswered', 'backend', 'typed', ['backend'], 'incoming'],
    ['ifAnswered', 'typed', 'typed', [], 'incoming'],
    ['ifAnswered', 'backend', 'host', [], 'incoming'],
    ['ifEmpty', 'typed', 'typed', [], 'held'],
    ['ifEmpty', 'backend', 'typed', ['typed'], 'held'],
    ['ifEmpty', 'enrichment', 'typed', [], 'incoming'],
    ['never', 'backend', 'typed', [], 'held'],
    ['never', 'typed', 'backend', ['typed'], 'incoming'],
    ['never', 'backend', 'host', [], 'incoming'],
    ['never', 'enrichment', 'typed', [], 'incoming'],
  ])(
    'M16 S15 %s: of an older %s and a newer %s fact, with %j named, the %5$s one holds',
    (writePolicy, held, incoming, named, holds) => {
      const field = { writePolicy, ...(named.length > 0 && { sources: named }) };
      const a = fact('held', held, older);
      const b = fact('incoming', incoming, newer);
      expect(valueOf(field, a, b)).toBe(holds);
      expect(valueOf(field, b, a)).toBe(holds);
      // Alone, or against a blank, either holds.
      expect(valueOf(field, a, fact('', incoming, newer))).toBe('held');
      expect(valueOf(field, fact('', held, older), b)).toBe('incoming');
      expect(valueOf(field, undefined, b)).toBe('incoming');
    },
  );

  it('M16 takes what the visitor confirmed for her own word', () => {
    const confirmed = { ...fact('looked up', 'enrichment', daysAgo(30)), confirmedAt: newer };
    expect(valueOf({}, confirmed, fact('told', 'backend', older))).toBe('looked up');
    expect(valueOf({ writePolicy: 'ifAnswered' }, confirmed, fact('told', 'backend', daysAgo(0)))).toBe(
      'looked up',
    );
  });

  it('F8 hears once who says the same again, since it was last so', () => {
    const again = mergeFacts(
      {},
      noon,
      fact('x', 'typed', older),
      fact('x', 'typed', newer),
      fact('y', 'host', older),
    );
    expect(again).toEqual({ ...fact('x', 'typed', newer), others: [fact('y', 'host', older)] });
  });

  it('S15 trusts its sources in one order where all were heard at once', () => {
    factSources.slice(1).forEach((more, i) => {
      const less = factSources[i] ?? 'typed';
      expect(valueOf({}, fact('more', more, older), fact('less', less, older))).toBe('more');
    });
  });
});

describe('what grows old', () => {
  const rules = (more: FactRules = {}) => ({ freshFor: 'P30D', ...more });
  const at = (days: number, field: FactRules, ...all: readonly Fact[]) =>
    mergeFacts(field, noon + days * day, ...all)?.value;

  it('F8 holds until it is stale, and then no longer', () => {
    const first = fact('first', 'login', daysAgo(20));
    const later = fact('later', 'backend', daysAgo(5));
    const field = rules({ sources: ['login'] });
    expect([0, 10, 11, 26].map((days) => at(days, field, first, later))).toEqual([
      'first',
      'first',
      'later',
      'first',
    ]);
  });

  it('F8 is fresh again from when it was confirmed', () => {
    const first = { ...fact('first', 'login', daysAgo(20)), confirmedAt: daysAgo(1) };
    const later = fact('later', 'backend', daysAgo(5));
    const field = rules({ sources: ['login'] });
    expect([11, 29, 30].map((days) => at(days, field, first, later))).toEqual(['first', 'first', 'first']);
  });

  it('F8 M16 leaves a gap for the answer to the question that it is asked again by', () => {
    for (const writePolicy of ['always', 'ifAnswered', 'ifEmpty', 'never'] as const) {
      const old = fact('old', 'backend', daysAgo(40));
      const answer = fact('answer', 'typed', daysAgo(0));
      expect(at(0, rules({ writePolicy }), old, answer)).toBe('answer');
    }
  });

  it('F8 what has no date that can be read is old', () => {
    expect(at(0, rules(), fact('dated', 'backend', daysAgo(3)), fact('undated', 'login', 'some day'))).toBe(
      'dated',
    );
  });
});
