import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/model/form-config.js';
import { acceptFacts } from '../../src/profile/accept-facts.js';
import { cases } from '../fixtures/forms.js';

const now = '2026-11-22T12:00:00.000Z';
const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const field = (over: Partial<Field>): Field => ({
  name: 'it',
  type: 'text',
  label: 'It',
  purpose: 'service',
  ...over,
});
const accept = (over: Partial<Field>, value: unknown) =>
  acceptFacts([field(over)], { it: value }, 'host', now);
const valueOf = (over: Partial<Field>, value: unknown) => accept(over, value).facts['it']?.value;

describe('what is taken from a profile that somebody else gives', () => {
  it('BAD28 takes values of the right kind and no others', () => {
    expect(valueOf({}, 'text')).toBe('text');
    expect(valueOf({ type: 'number' }, 5)).toBe(5);
    expect(valueOf({ type: 'checkbox' }, true)).toBe(true);
    expect(valueOf({ type: 'checkbox', options }, ['a', 'b'])).toEqual(['a', 'b']);
    expect(valueOf({ type: 'select', options }, 'a')).toBe('a');
    for (const wrong of [5, true, ['a'], { deep: 'x' }, null, undefined, '', '  ', () => 'x'])
      expect(valueOf({}, wrong)).toBeUndefined();
    for (const wrong of ['5', Number.NaN, Infinity])
      expect(valueOf({ type: 'number' }, wrong)).toBeUndefined();
    for (const wrong of ['a', ['a', 1], []])
      expect(valueOf({ type: 'checkbox', options }, wrong)).toBeUndefined();
  });

  it('BAD28 never throws and never takes more than the fields, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (values, it) => {
        for (const given of [values, { it }]) {
          const { facts } = acceptFacts([field({})], given, 'host', now);
          expect(Object.keys(facts).filter((name) => name !== 'it')).toEqual([]);
        }
      }),
      { numRuns: cases },
    );
  });

  it('BAD29 drops what is not asked, and what is not an own member', () => {
    const given = Object.assign(Object.create({ it: 'inherited' }) as object, { other: 'x' });
    expect(acceptFacts([field({})], given, 'host', now)).toEqual({ facts: {}, doubtful: [] });
  });

  it('BAD29 keeps of ten thousand members the one that is asked', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`key${i}`, `value ${i}`]));
    const { facts, doubtful } = acceptFacts([field({})], { ...many, it: 'x' }, 'host', now);
    expect([Object.keys(facts), doubtful]).toEqual([['it'], []]);
  });

  it('SEC5 takes nothing that a prototype lends, and leaves it alone', () => {
    const planted: unknown = JSON.parse('{"__proto__": {"it": "planted"}}');
    for (const name of ['it', 'toString', 'constructor'])
      expect(acceptFacts([field({ name })], planted, 'host', now)).toEqual({ facts: {}, doubtful: [] });
    expect(({} as Record<string, unknown>)['it']).toBeUndefined();
  });

  it('BAD30 takes no consent and no transient answer from elsewhere', () => {
    expect(accept({ type: 'consent' }, true).facts).toEqual({});
    expect(accept({ type: 'password', transient: true }, 'secret')).toEqual({ facts: {}, doubtful: [] });
  });

  it('S14 keeps source and date, and writes every date alike', () => {
    expect(accept({}, 'x').facts['it']).toEqual({ value: 'x', source: 'host', at: now });
    const dated = (at: unknown) => accept({}, { value: 'x', at }).facts['it']?.at;
    expect(dated('2026-03-01')).toBe('2026-03-01T00:00:00.000Z');
    expect(dated('2026-03-01T01:00:00+01:00')).toBe('2026-03-01T00:00:00.000Z');
    for (const wrong of ['yesterday', 5, null]) expect(dated(wrong)).toBe(now);
  });

  it('BAD31 doubts what breaks the rules of today, and says which', () => {
    const issueOf = (over: Partial<Field>, value: unknown) => {
      const { facts, doubtful } = accept(over, value);
      expect(facts).toEqual({});
      return doubtful[0]?.issue;
    };
    expect(issueOf({ rules: { maxLength: 3 } }, 'long')).toEqual({
      field: 'it',
      code: 'tooLong',
      params: { max: 3 },
    });
    expect(issueOf({ rules: { minLength: 3 } }, 'x')).toMatchObject({ code: 'tooShort', params: { min: 3 } });
    expect(issueOf({ type: 'number', rules: { min: 3 } }, 1)).toMatchObject({
      code: 'tooSmall',
      params: { min: 3 },
    });
    expect(issueOf({ type: 'number', rules: { max: 3 } }, 4)).toMatchObject({
      code: 'tooLarge',
      params: { max: 3 },
    });
    expect(issueOf({ type: 'radio', options }, 'c')).toEqual({ field: 'it', code: 'notAnOption' });
    expect(issueOf({ type: 'email' }, 'nobody')).toEqual({ field: 'it', code: 'email' });
  });

  it('BAD31 shows no doubtful value of a sensitive field', () => {
    expect(accept({ sensitive: true, rules: { maxLength: 3 } }, 'long')).toEqual({ facts: {}, doubtful: [] });
  });

  it.each([
    ['inferred', 'inferred'],
    ['enrichment', 'enrichment'],
    ['backend', 'backend'],
    ['host', 'host'],
    ['login', 'host'],
    ['link', 'host'],
    ['typed', 'host'],
    ['device', 'host'],
    [7, 'host'],
  ])(
    'F2 lets a page say that a value is from %s, where that is trusted no more: it is from %s',
    (source, kept) => {
      expect(accept({}, { value: 'x', source }).facts['it']?.source).toBe(kept);
    },
  );

  it('F8 keeps who told it and when it was last said to be so, and nothing else', () => {
    const given = { value: 'x', at: now, confirmedAt: now, provider: 'fullcontact', others: [], deep: {} };
    expect(accept({}, given).facts['it']).toEqual({
      value: 'x',
      source: 'host',
      at: now,
      confirmedAt: now,
      provider: 'fullcontact',
    });
    const odd = { value: 'x', at: 'soon', confirmedAt: 7, provider: ['x'] };
    expect(accept({}, odd).facts['it']).toEqual({ value: 'x', source: 'host', at: now });
  });
});
