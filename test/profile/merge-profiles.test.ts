import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormConfig } from '../../src/model/form-config.js';
import { factSources, identityStrengths, type Fact, type ProfilePatch } from '../../src/model/profile.js';
import { mergeProfiles, rulesOf } from '../../src/profile/merge-profiles.js';
import { cases, fact, noon } from '../fixtures/forms.js';

/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };
const early = '2026-01-01T00:00:00.000Z';
const late = '2026-06-01T00:00:00.000Z';
const latest = '2026-09-01T00:00:00.000Z';
const instant = fc.constantFrom(early, late, latest);

const field = { type: 'text', label: 'A', purpose: 'use' } as const;
const fields: FormConfig['fields'] = [
  { ...field, name: 'a', sources: ['login'], freshFor: 'P200D' },
  { ...field, name: 'b', writePolicy: 'ifEmpty' },
  { ...field, name: 'toString', writePolicy: 'never' },
];
const rules = rulesOf({ fields }, noon);

const anyFact: fc.Arbitrary<Fact> = fc.record({
  value: fc.constantFrom('x', 'y', 3, ' '),
  source: fc.constantFrom(...factSources),
  at: instant,
});
const names = fc.constantFrom('a', 'b', 'toString', '__proto__');
const byName = <T>(one: fc.Arbitrary<T>) => fc.dictionary(names, one, { maxKeys: 3 });
const asks = fc.oneof(
  fc.record({ at: instant, outcome: fc.constantFrom('leftEmpty' as const, 'refused' as const) }),
  fc.record({
    at: instant,
    outcome: fc.constantFrom('leftEmpty' as const, 'refused' as const, 'answered' as const),
    until: instant,
  }),
);
const anyPatch: fc.Arbitrary<ProfilePatch> = fc.record(
  {
    facts: byName(anyFact),
    known: byName(instant),
    asks: byName(asks),
    consents: byName(instant),
    counts: byName(fc.record({ n: fc.nat(3), first: instant, last: instant })),
    spent: byName(fc.nat(5)),
    visits: fc.record(
      {
        count: fc.nat(9),
        steps: fc.nat(3),
        submissions: fc.nat(3),
        first: instant,
        last: instant,
        since: instant,
      },
      { requiredKeys: ['count', 'steps'] },
    ),
    identity: fc.record(
      { strength: fc.constantFrom(...identityStrengths), id: fc.constantFrom('d', 'e') },
      { requiredKeys: ['strength'] },
    ),
  },
  { requiredKeys: [] },
);
const merged = (...patches: readonly ProfilePatch[]) => mergeProfiles(rules, ...patches);
const ofA = (...facts: readonly Fact[]) =>
  merged(...facts.map((one) => ({ facts: { other: one } }))).facts['other'];
const askOf = (...all: readonly unknown[]) =>
  merged(...all.map((one) => ({ asks: { a: one } }) as ProfilePatch)).asks['a'];

describe('putting together what several sources know', () => {
  it('F8 S15 gives the same in any order and any grouping', patience, () => {
    fc.assert(
      fc.property(anyPatch, anyPatch, anyPatch, (a, b, c) => {
        expect(merged(a, b, c)).toEqual(merged(c, b, a));
        expect(merged(merged(a, b), c)).toEqual(merged(a, merged(b, c)));
      }),
      { numRuns: cases },
    );
  });

  it('F8 S15 gives nothing new when it hears the same again', patience, () => {
    fc.assert(
      fc.property(anyPatch, (a) => {
        expect(merged(a, a)).toEqual(merged(a));
        expect(merged(merged(a))).toEqual(merged(a));
      }),
      { numRuns: cases },
    );
  });

  it('S15 of classes, which have no date, takes the last word', () => {
    const [a, b] = [{ classes: { stage: 'lead', path: 'p' } }, { classes: { stage: 'buyer' } }];
    expect(merged(a, b).classes).toEqual({ stage: 'buyer', path: 'p' });
    expect(merged(b, a).classes).toEqual({ stage: 'lead', path: 'p' });
  });

  it('S15 M16 believes for each field whom the definition names', () => {
    const told = (name: string) =>
      merged(
        { facts: { [name]: fact('first', 'login', early) } },
        { facts: { [name]: fact('second', 'typed', late) } },
      ).facts[name]?.value;
    expect(['a', 'b', 'toString', 'undeclared'].map(told)).toEqual(['second', 'first', 'first', 'second']);
    const recent = merged(
      { facts: { a: fact('first', 'login', late) } },
      { facts: { a: fact('second', 'typed', latest) } },
    );
    expect(recent.facts['a']).toEqual({
      ...fact('first', 'login', late),
      others: [fact('second', 'typed', latest)],
    });
  });

  it('F10 lifts no refusal before its time, whatever was left empty or answered meanwhile', () => {
    const forGood = { at: early, outcome: 'refused' };
    const forNow = { at: early, outcome: 'refused', until: late };
    const empty = { at: latest, outcome: 'leftEmpty', until: latest };
    const unseen = { at: latest, outcome: 'answered', until: latest };
    expect(askOf(forGood, empty)).toEqual(forGood);
    expect(askOf(unseen, forGood)).toEqual(forGood);
    expect(askOf(forNow, empty)).toEqual(empty);
    expect(askOf({ at: late, outcome: 'refused', until: latest }, forGood)).toEqual(forGood);
  });

  it('F8 believes the later of two, and of the same instant the more trusted one', () => {
    expect(ofA(fact('old', 'typed', early), fact('new', 'backend', late))?.value).toBe('new');
    expect(ofA(fact('guess', 'inferred', early), fact('said', 'typed', early))?.value).toBe('said');
  });

  it(
    'F8 keeps all that anybody said, holds the latest where nothing else is said, and never a blank',
    patience,
    () => {
      fc.assert(
        fc.property(fc.array(anyPatch, { maxLength: 4 }), (patches) => {
          const { facts } = merged(...patches);
          const said = patches.flatMap((patch) => Object.entries(patch.facts ?? {}) as [string, Fact][]);
          for (const [name, { value, source, at }] of said) {
            if (value === ' ') continue;
            const held = Object.hasOwn(facts, name) ? facts[name] : undefined;
            const kept = held && [held, ...(held.others ?? [])];
            expect(kept?.some((one) => one.source === source && one.value === value)).toBe(true);
            const isPlain = name === '__proto__' && !['inferred', 'enrichment'].includes(source);
            if (isPlain) expect(held && held.at >= at).toBe(true);
          }
          expect(Object.values(facts).filter(({ value }) => value === ' ')).toEqual([]);
        }),
        { numRuns: cases },
      );
    },
  );

  it('F8 S22 never lets a blank erase a value', () => {
    for (const blank of ['', '  ', [], false])
      expect(ofA(fact('held', 'host', early), fact(blank, 'typed', late))?.value).toBe('held');
  });

  it('F2 keeps the strongest identity that any source vouches for', () => {
    const device = { identity: { strength: 'device', id: 'd' } } as const;
    const link = { identity: { strength: 'link' } } as const;
    expect(merged(device, link).identity).toEqual(link.identity);
    expect(merged(link, device).identity).toEqual(link.identity);
    expect(merged(device, { identity: { strength: 'device' } }).identity).toEqual(device.identity);
  });

  it('SEC5 leaves the prototype alone', () => {
    const bad = JSON.parse(
      '{"facts":{"__proto__":{"value":"x","source":"host","at":"2026"}}}',
    ) as ProfilePatch;
    merged(bad, bad);
    expect(({} as Record<string, unknown>)['value']).toBeUndefined();
  });
});
