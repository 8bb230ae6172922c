import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import { readParameters } from '../../src/profile/read-parameters.js';
import { isPersonalName } from '../../src/profile/personal-name.js';
import { cases } from '../fixtures/forms.js';

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  type: 'text',
  label: name,
  purpose: 'service',
  ...more,
});
const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const fields = [
  field('company', { autocomplete: 'organization', rules: { maxLength: 20 } }),
  field('seats', { type: 'number', rules: { min: 1, max: 100 } }),
  field('plan', { type: 'select', options }),
  field('topics', { type: 'checkbox', options }),
];
const read = (search: string, more: readonly Field[] = [], parameters?: Record<string, string>) =>
  readParameters(
    {
      fields: [...fields, ...more],
      profile: {
        parameters:
          parameters ?? Object.fromEntries([...fields, ...more].map(({ name }) => [`utm_${name}`, name])),
      },
    } satisfies Pick<FormConfig, 'fields' | 'profile'>,
    search,
  );

describe('parameters of the page’s address', () => {
  it('M5 stand in the fields that the definition names for them', () => {
    expect(read('?utm_company=M%C3%BCller+%26+Co&utm_seats=12&utm_plan=b&utm_topics=a&utm_topics=b')).toEqual(
      {
        company: 'Müller & Co',
        seats: 12,
        plan: 'b',
        topics: ['a', 'b'],
      },
    );
  });

  it('SEC4 BAD34 are off where the definition names none', () => {
    expect(readParameters({ fields }, '?company=Acme&utm_company=Acme')).toEqual({});
    expect(read('?company=Acme')).toEqual({});
  });

  it('BAD34 hold text, whatever it looks like', () => {
    expect(read('?utm_company=%3Cscript%3E')).toEqual({ company: '<script>' });
  });

  const closed: readonly Field[] = [
    field('agree', { type: 'consent' }),
    field('newsletter', { type: 'checkbox' }),
    field('secret', { type: 'password', transient: true }),
    field('health', { sensitive: true }),
    field('address', { type: 'email' }),
    field('reach', { type: 'tel' }),
    field('who', { autocomplete: 'section-x given-name' }),
    field('place', { autocomplete: 'street-address' }),
    field('zip', { autocomplete: 'postal-code' }),
    field('firstName'),
  ];
  it.each(closed)('SEC4 SEC18 BAD34 never fill in $name', (one) => {
    expect(read(`?utm_${one.name}=true`, [one])).toEqual({});
  });

  it.each(['email', 'phone', 'e-mail', 'name', 'firstName', 'first_name', 'Nachname'])(
    'SEC18 are not read where they are called %s, whatever field they are meant for',
    (parameter) => {
      expect(read(`?${parameter}=Ada`, [], { [parameter]: 'company' })).toEqual({});
      expect(isPersonalName(parameter)).toBe(true);
    },
  );

  it.each(['utm_source', 'company', 'filename', 'pf', 'page', 'plan'])('SEC18 may be called %s', (name) => {
    expect(isPersonalName(name)).toBe(false);
  });

  it('SEC4 BAD38 keep to the kind and the rules of the field', () => {
    expect(
      read('?utm_company=123456789012345678901&utm_seats=0&utm_plan=c&utm_topics=a&utm_topics=z'),
    ).toEqual({});
    expect(read('?utm_seats=1e3')).toEqual({});
    expect(read('?utm_seats=1,5&utm_plan=')).toEqual({});
  });

  it('BAD38 BAD39 are ignored for what is no field of the form', () => {
    expect(
      read('?price=0&owner=x&redirect=https://evil.example', [], { price: 'price', owner: '__proto__' }),
    ).toEqual({});
  });

  it.each(['%', '%FF', '%00', 'a%00b', '%E0%A4%A', 'x%0Ay'])(
    'BAD37 are ignored where they read %s',
    (text) => {
      expect(read(`?utm_company=${text}&utm_plan=a&${text}=1`)).toEqual({ plan: 'a' });
    },
  );

  it('BAD37 are ignored in an address of 64 KB', () => {
    expect(read(`?utm_company=Acme&x=${'y'.repeat(65_536)}`)).toEqual({});
  });

  it('BAD37 never throw, and give nothing but fields of the form', () => {
    const part = fc.constantFrom(
      'utm_company',
      'utm_seats',
      '=',
      '&',
      '%',
      '%FF',
      '?',
      'a',
      '+',
      '\u0000',
      '#',
      '12',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (search) => {
          const names = Object.keys(read(search));
          expect(names.filter((name) => !fields.some((one) => one.name === name))).toEqual([]);
        },
      ),
      { numRuns: cases },
    );
  });
});
