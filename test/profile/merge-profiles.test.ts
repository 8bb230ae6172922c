import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact, FactSource, ProfilePatch } from '../../src/model/profile.js';
import { mergeProfiles } from '../../src/profile/merge-profiles.js';
import { cases, fact } from '../fixtures/forms.js';

const early = '2026-01-01T00:00:00.000Z';
const late = '2026-06-01T00:00:00.000Z';
const sources: readonly FactSource[] = [
  'typed',
  'link',
  'login',
  'host',
  'enrichment',
  'backend',
  'device',
  'inferred',
];

/** A value follows from source and date, as two sources never say different things at the same instant. */
const anyFact = fc
  .record({ source: fc.constantFrom(...sources), at: fc.constantFrom(early, late), blank: fc.boolean() })
  .map(({ source, at, blank }): Fact => ({ value: blank ? ' ' : `${source} ${at}`, source, at }));
const names = fc.constantFrom('a', 'b', 'toString', '__proto__');
const instants = fc.dictionary(names, fc.constantFrom(early, late));
const anyPatch: fc.Arbitrary<ProfilePatch> = fc.record({
  facts: fc.dictionary(names, anyFact),
  known: instants,
  consents: instants,
  visits: fc.record({ count: fc.nat(9) }),
});
const merged = (...patches: ProfilePatch[]) => {
  const { facts, known, consents, visits } = mergeProfiles(...patches);
  return { facts, known, consents, visits };
};
const ofA = (...facts: Fact[]) => mergeProfiles(...facts.map((a) => ({ facts: { a } }))).facts['a'];

describe('putting together what several sources know', () => {
  it('F8 S15 gives the same in any order and any grouping', () => {
    fc.assert(
      fc.property(anyPatch, anyPatch, anyPatch, (a, b, c) => {
        expect(merged(a, b, c)).toEqual(merged(c, b, a));
        expect(merged(mergeProfiles(a, b), c)).toEqual(merged(a, mergeProfiles(b, c)));
      }),
      { numRuns: cases },
    );
  });

  it('F8 S15 gives nothing new when it hears the same again', () => {
    fc.assert(
      fc.property(anyPatch, (a) => {
        expect(merged(a, a)).toEqual(merged(a));
      }),
      { numRuns: cases },
    );
  });

  it('F8 believes the later of two, and of the same instant the more trusted one', () => {
    expect(ofA(fact('old', 'typed', early), fact('new', 'enrichment', late))?.value).toBe('new');
    expect(ofA(fact('guess', 'inferred', early), fact('said', 'typed', early))?.value).toBe('said');
  });

  it('S15 trusts its sources in one order, from what was typed to what was guessed', () => {
    const trust = ['typed', 'login', 'link', 'host', 'backend', 'enrichment', 'device', 'inferred'] as const;
    trust.slice(1).forEach((less, i) => {
      const more = trust[i] as FactSource;
      expect(ofA(fact('more', more, early), fact('less', less, early))?.value).toBe('more');
      expect(ofA(fact('less', less, early), fact('more', more, early))?.value).toBe('more');
    });
  });

  it('F8 keeps the latest that anybody said, and never a blank', () => {
    fc.assert(
      fc.property(fc.array(anyPatch, { maxLength: 5 }), (patches) => {
        const { facts } = mergeProfiles(...patches);
        const said = patches.flatMap((patch) => Object.entries(patch.facts ?? {}) as [string, Fact][]);
        for (const [name, { value, at }] of said) {
          if (value !== ' ') expect(Object.hasOwn(facts, name) && facts[name]!.at >= at).toBe(true);
        }
        expect(Object.values(facts).filter(({ value }) => value === ' ')).toEqual([]);
      }),
      { numRuns: cases },
    );
  });

  it('F8 S22 never lets a blank erase a value', () => {
    for (const blank of ['', '  ', [], false])
      expect(ofA(fact('held', 'host', early), fact(blank, 'typed', late))?.value).toBe('held');
  });

  it('F2 keeps the strongest identity that any source vouches for', () => {
    const device = { identity: { strength: 'device', id: 'd' } } as const;
    const link = { identity: { strength: 'link' } } as const;
    expect(mergeProfiles(device, link).identity).toEqual(link.identity);
    expect(mergeProfiles(link, device).identity).toEqual(link.identity);
    expect(mergeProfiles(device, { identity: { strength: 'device' } }).identity).toEqual(device.identity);
  });

  it('SEC5 leaves the prototype alone', () => {
    const bad = JSON.parse(
      '{"facts":{"__proto__":{"value":"x","source":"host","at":"2026"}}}',
    ) as ProfilePatch;
    mergeProfiles(bad, bad);
    expect(({} as Record<string, unknown>)['value']).toBeUndefined();
  });
});
