import { describe, expect, it } from 'vitest';
import { listCountries } from '../../src/countries.js';
import { acceptFacts } from '../../src/profile/accept-facts.js';
import { mapClaims } from '../../src/profile/map-claims.js';
import { normaliseValue } from '../../src/profile/normalise-value.js';
import type { Field } from '../../src/model/form-config.js';

const aField = (type: Field['type']): Field => ({ name: 'it', type, label: 'It', purpose: 'use' });
const country = aField('country');
const facts = (field: Field, it: unknown) =>
  acceptFacts([field], { it }, 'host', '2026-11-01T00:00:00Z').facts;

describe('countries', () => {
  it('M1 M10 are listed once each by their names in the language of the reader, in its order', () => {
    const german = listCountries('de');
    expect(german).toHaveLength(249);
    expect(new Set(german.map(({ value }) => value)).size).toBe(249);
    expect(german.slice(0, 4).map(({ label }) => label)).toEqual([
      'Afghanistan',
      'Ägypten',
      'Ålandinseln',
      'Albanien',
    ]);
    expect(listCountries('en').find(({ value }) => value === 'DE')).toEqual({
      value: 'DE',
      label: 'Germany',
    });
    expect(german.find(({ value }) => value === 'DE')).toEqual({ value: 'DE', label: 'Deutschland' });
  });

  it('M1 come from page, login and services by name or code, and are kept by code', () => {
    expect(facts(country, 'Deutschland')['it']?.value).toBe('DE');
    expect(mapClaims([country], { address: { country: 'Germany' } })).toEqual({ it: 'DE' });
    expect(normaliseValue(country, 'USA')).toBe('US');
    expect(facts(country, 'Atlantis')).toEqual({});
  });
});

describe('days', () => {
  it('M1 M9 come as other systems write them, and are kept as days', () => {
    expect(facts(aField('date'), '31.12.2027')['it']?.value).toBe('2027-12-31');
    expect(normaliseValue(aField('date'), '2027-12-31T00:00:00Z')).toBe('2027-12-31');
    expect(facts(aField('date'), '03/04/2027')).toEqual({});
  });
});
