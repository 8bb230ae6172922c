import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTold } from '../../src/profile/read-told.js';
import { cases, signup, whitepaper } from '../fixtures/forms.js';

const at = '2026-11-01T00:00:00.000Z';
const now = '2026-11-22T12:00:00.000Z';
const told = (profile: unknown, config = signup) => readTold(config, { profile }, now);
const email = { value: 'ada@example.com', source: 'login', at, provider: 'google' };

describe('what a source of the page tells', () => {
  it('V1 keeps the facts of a login, with who it was', () => {
    const { strength, facts } = told({ facts: { email }, identity: { strength: 'login' } });
    expect([strength, facts]).toEqual(['login', { email }]);
  });

  it('F2 keeps the label of what no login is shown for, so that it is not shown', () => {
    const { strength, facts } = told({ facts: { email } });
    expect([strength, facts['email']?.source]).toEqual(['none', 'login']);
  });

  it.each([
    ['typed', 'login', 'login'],
    ['link', 'none', 'host'],
    ['device', 'none', 'host'],
    ['enrichment', 'none', 'enrichment'],
    ['inferred', 'login', 'inferred'],
  ])('F2 a fact that says it is of source %j, at strength %s, is of source %s', (source, strength, kept) => {
    const { facts } = told({ facts: { email: { ...email, source } }, identity: { strength } });
    expect(facts['email']?.source).toBe(kept);
  });

  it.each(['typed', 'root', 7, null, ['login']])('F2 nobody is known by a strength of %j', (strength) => {
    expect(told({ facts: { email }, identity: { strength } }).strength).toBe('none');
  });

  it('S45 takes no value of whoever is known by a device alone, only the name', () => {
    const { strength, facts, patch } = told({ facts: { email }, identity: { strength: 'device' } });
    expect([strength, facts, patch.known]).toEqual(['device', {}, { email: at }]);
    expect(JSON.stringify(patch)).not.toContain('ada');
  });

  it('BAD30 takes no consent and nothing transient, by value or by name', () => {
    const consent = { profiling: { value: true }, firstName: 'Ada' };
    const { facts, patch } = told(
      { facts: consent, known: { profiling: at }, consents: { profiling: at } },
      whitepaper,
    );
    expect(Object.keys(facts)).toEqual(['firstName']);
    expect(JSON.stringify(patch)).not.toContain('profiling');
    const password = told({ facts: { password: 'x' }, known: { password: at } });
    expect([password.facts, password.patch.known]).toEqual([{}, {}]);
  });

  it('BAD29 BAD44 takes of classes the closed vocabulary, and of counts whole numbers', () => {
    const { patch } = told({
      classes: { 'email.kind': 'work', email: 'ada@example.com', 'jobTitle.level': { x: 1 } },
      visits: { count: 3, logins: 1.5, name: 'Ada' },
      spent: { [at]: 'many' },
      asks: { phone: { at, outcome: 'refused' }, shoeSize: { at, outcome: 'refused' } },
    });
    expect(patch).toEqual({
      known: {},
      classes: { 'email.kind': 'work' },
      visits: { count: 3 },
      spent: {},
      asks: { phone: { at, outcome: 'refused' } },
    });
  });

  it('BAD44 takes whatever it is for knowing nothing, without a throw', () => {
    const name = fc.constantFrom('facts', 'known', 'classes', 'visits', 'asks', 'identity', 'email', 'phone');
    const odd = fc.dictionary(name, fc.anything({ maxDepth: 3 }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), odd), (profile) => {
        const { facts } = told(profile);
        expect(Object.keys(facts).every((key) => signup.fields.some((field) => field.name === key))).toBe(
          true,
        );
      }),
      { numRuns: cases },
    );
  });
});
