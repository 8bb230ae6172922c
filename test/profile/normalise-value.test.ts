import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/model/form-config.js';
import { recogniseCountry } from '../../src/profile/normalise-country.js';
import { normaliseValue, normaliseValues } from '../../src/profile/normalise-value.js';

type Kind = Pick<Field, 'type' | 'autocomplete' | 'options'>;

const named = (...names: readonly string[]) => names.map((label) => ({ value: label.toLowerCase(), label }));
const coded = [
  { value: 'at', label: 'Austria (Österreich)' },
  { value: 'de', label: 'Germany (Deutschland)' },
];

describe('a value for a field', () => {
  it.each<[string, Kind, unknown, unknown]>([
    ['a number in words', { type: 'number' }, '1.200,50', 1200.5],
    ['a number', { type: 'number' }, 12, 12],
    ['a number that may be two', { type: 'number' }, '1,200', '1,200'],
    ['digits in text', { type: 'text' }, '1.200,50', '1.200,50'],
    ['a day of birth', { type: 'text', autocomplete: 'bday' }, '4.3.1980', '1980-03-04'],
    ['a day that may be two', { type: 'text', autocomplete: 'bday' }, '03/04/1980', '03/04/1980'],
    ['a country as a code', { type: 'text', autocomplete: 'country' }, 'Deutschland', 'DE'],
    ['a country by name', { type: 'text', autocomplete: 'country-name' }, 'Germany', 'Germany'],
    ['no country', { type: 'text', autocomplete: 'country' }, 'Atlantis', 'Atlantis'],
    ['a code among codes', { type: 'select', autocomplete: 'country', options: coded }, 'DE', 'de'],
    ['a name among codes', { type: 'select', autocomplete: 'country-name', options: coded }, 'Germany', 'de'],
    [
      'a code among names',
      { type: 'select', autocomplete: 'country', options: named('Austria', 'Germany') },
      'AT',
      'austria',
    ],
    [
      'another name',
      { type: 'select', autocomplete: 'country', options: named('USA', 'UK') },
      'Vereinigtes Königreich',
      'uk',
    ],
    [
      'a label alone',
      { type: 'select', autocomplete: 'country', options: [{ value: '1', label: 'Schweiz' }] },
      'CH',
      '1',
    ],
    [
      'an option as it is',
      { type: 'select', autocomplete: 'country', options: [{ value: 'X', label: 'x' }] },
      'X',
      'X',
    ],
    [
      'a country that is no option',
      { type: 'select', autocomplete: 'country', options: coded },
      'France',
      'France',
    ],
    ['an organisation', { type: 'text', autocomplete: 'organization' }, 'Germany', 'Germany'],
    ['a list', { type: 'text', autocomplete: 'country' }, ['Germany'], ['Germany']],
    ['nothing', { type: 'number' }, undefined, undefined],
  ])('S90 %s', (_, field, given, expected) => expect(normaliseValue(field, given)).toEqual(expected));

  it('S90 among others keeps what is told beside it, and what no field asks for', () => {
    const staff = { name: 'staff', type: 'number' } as const;
    expect(normaliseValues([staff], { staff: { value: '12 ', at: 'x' }, extra: 'y' })).toEqual({
      staff: { value: 12, at: 'x' },
      extra: 'y',
    });
    expect(normaliseValues([staff], { staff: '7' })).toEqual({ staff: 7 });
    expect(normaliseValues([staff], { staff: null })).toEqual({ staff: null });
  });

  it('S90 a country is known by its codes and all its names', () => {
    const isBritain = recogniseCountry('GB');
    for (const text of ['GB', 'uk', 'United Kingdom', 'Großbritannien', 'great britain'])
      expect(isBritain(text)).toBe(true);
    for (const text of ['DE', 'Germany', '', 'Ukraine', 'G']) expect(isBritain(text)).toBe(false);
  });
});
