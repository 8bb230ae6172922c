import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFullChecker, createSpecialChecks } from '../../src/special-checks.js';
import type { Answers } from '../../src/model/answers.js';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import { isTel } from '../../src/check/is-tel.js';
import { createPhoneValidator, type PhoneOptions } from '../../src/validators/phone.js';
import { cases, signup } from '../fixtures/forms.js';
import { complete, World } from '../session/open-session.js';

/** What is said of a number; nothing where it will do. */
const fault = (text: unknown, options?: PhoneOptions) =>
  createPhoneValidator(options)['~standard'].validate(text).issues?.[0]?.message;

const english = {
  code: 'check the country code',
  digits: 'check the digits, some',
  national: 'or start with +',
};

describe('numbers with their country code', () => {
  it.each([
    '+49 30 123456',
    '+49 (0)30 123456',
    '(+49) 30 / 123 45-67',
    '0049 30 123456',
    '+49 1512 3456789',
    '+43 1 58858',
    '+41 44 668 18 00',
    '+44 20 7946 0000',
    '+44 1481 712345',
    '+1 (212) 555-0100',
    '+33 6 12 34 56 78',
    '+7 700 123 45 67',
    '+800 1234 5678',
  ])('M1 will do wherever the form is read: %s', (number) => {
    for (const locale of [undefined, 'de', 'de-AT', 'en-GB', 'en-US', 'ja'])
      expect(fault(number, { locale }), locale).toBeUndefined();
  });

  it.each(['+1 738 234 5678', '+1 999 555 0123'])(
    'M1 will do from an area that no list has yet: %s',
    (number) => {
      expect(fault(number)).toBeUndefined();
      expect(fault(number.slice(3), { locale: 'en-US' })).toBeUndefined();
    },
  );

  it.each([
    ['+999 1234567', english.code],
    ['+44 20 7946', english.digits],
    ['+1 212 555 010', english.digits],
    ['+41 44 668 18 0', english.digits],
    ['+49 0000000', english.digits],
    ['+1234567890123456', english.digits],
  ])(
    'M1 A11Y 13 will not do where no number is like that, with a word on what to look at: %s',
    (number, said) => {
      expect(fault(number, { locale: 'en' })).toContain(said);
    },
  );
});

describe('numbers as they are dialled at home', () => {
  it.each([
    ['030 123456', { locale: 'de' }],
    ['0151 12345678', { locale: 'de-DE' }],
    ['01 58858', { locale: 'de-AT' }],
    ['044 668 18 00', { locale: 'de-CH' }],
    ['020 7946 0000', { locale: 'en-GB' }],
    ['(212) 555-0100', { locale: 'en-US' }],
    ['06 12 34 56 78', { locale: 'fr-FR' }],
  ])('M1 are read in the region of the locale: %s %j', (number, options) => {
    expect(fault(number, options)).toBeUndefined();
  });

  it('M1 are read in the country that was named, whatever the locale', () => {
    expect(fault('020 7946 0000', { locale: 'en-US' })).toContain(english.national);
    expect(fault('020 7946 0000', { locale: 'en-US', defaultCountry: 'GB' })).toBeUndefined();
    expect(fault('020 7946 0000', { locale: 'en', defaultCountry: 'GB' })).toBeUndefined();
    expect(fault('044 668 18 0', { locale: 'de', defaultCountry: 'ch' })).toBeDefined();
  });

  it('M1 pass where no country is known that could tell', () => {
    for (const options of [
      undefined,
      { locale: 'en' },
      { locale: 'fr' },
      { locale: 'no locale' },
      { defaultCountry: 'XX' },
      { defaultCountry: '' },
    ])
      for (const number of ['030 123456', '020 7946 0958', '0000000'])
        expect(fault(number, options), number).toBeUndefined();
  });

  it('A11Y 13 that fit nowhere at home may lack their country code, and that is said', () => {
    expect(fault('0000000', { locale: 'de' })).toBe(
      'bitte die Ziffern prüfen oder mit + und der Landesvorwahl beginnen',
    );
    expect(fault('110', { locale: 'de' })).toBeDefined();
  });
});

describe('the countries that an author names', () => {
  const countries = ['DE', 'CH'];

  it('M1 are the only ones whose numbers will do', () => {
    expect(fault('+49 30 123456', { countries })).toBeUndefined();
    expect(fault('044 668 18 00', { countries, locale: 'de-CH' })).toBeUndefined();
    expect(fault('+44 20 7946 0000', { countries, locale: 'en' })).toBe(
      'enter a number from one of these countries: Germany, Switzerland',
    );
    expect(fault('+44 20 7946 0000', { countries, locale: 'de' })).toBe(
      'bitte eine Nummer aus diesen Ländern eingeben: Deutschland, Schweiz',
    );
  });

  it('M1 include each that a new area code may belong to', () => {
    expect(fault('+1 999 555 0123', { countries: ['US'] })).toBeUndefined();
    expect(fault('+1 999 555 0123', { countries: ['GB'] })).toBeDefined();
  });
});

describe('the validator', () => {
  it('M9 is a Standard Schema, that gives back what was typed', () => {
    const { version, vendor, validate } = createPhoneValidator()['~standard'];
    expect([version, vendor]).toEqual([1, 'progressive-form']);
    expect(validate('+49 30 123456')).toEqual({ value: '+49 30 123456' });
  });

  it('M9 A11Y 13 says what to do, in words for people, whatever was typed', () => {
    const anything = fc.oneof(fc.string(), fc.anything(), fc.stringMatching(/^[+0-9 ()/.-]{0,40}$/));
    const locales = fc.constantFrom('de', 'en', 'en-GB', '', 'x-y', undefined);
    fc.assert(
      fc.property(anything, locales, (value, locale) => {
        const message = fault(value, { locale });
        expect(message ?? '').not.toMatch(/invalid|ungültig|error|fehler/i);
        if (message) expect(message).toMatch(/check|enter|prüfen|eingeben/);
      }),
      { numRuns: cases },
    );
  });

  it('M1 repeats no part of a number in what it says', () => {
    const number = fc.stringMatching(/^\+?[0-9]{5,20}$/);
    fc.assert(
      fc.property(number, (text) => {
        expect(fault(text, { locale: 'en' }) ?? '').not.toContain(text.replace('+', '').slice(0, 5));
      }),
      { numRuns: cases },
    );
  });

  it('M1 refuses nothing of these that the loose check takes: numbers as people write them', () => {
    for (const number of [
      '+49 (0)30 123456',
      '030/123456',
      '(030) 123456',
      '0049-30-123456',
      '+49.30.123456',
    ]) {
      expect(isTel(number), number).toBe(true);
      expect(fault(number, { locale: 'de' }), number).toBeUndefined();
    }
  });
});

describe('a definition that names it', () => {
  const field = (part: Partial<Field>): Field => ({
    name: 'it',
    type: 'tel',
    label: 'It',
    purpose: 'use',
    ...part,
  });
  const fields = [field({ name: 'home', type: 'country' }), field({ validator: 'phone' })];
  const builtIn = {
    phone: async (defaultCountry: string | undefined) =>
      createPhoneValidator({ locale: 'de', defaultCountry }),
  };
  const check = (answers: Answers) => createSpecialChecks({ builtIn }).check(fields, answers);
  const phone = () => import('../../src/validators/phone.js');

  it('M1 M9 has a number read in the country that is answered beside it, else in that of the language', async () => {
    expect(await check({ it: '044 668 18 00', home: 'CH' })).toEqual([]);
    expect(await check({ it: '044 668 18', home: 'CH' })).toMatchObject([{ field: 'it', code: 'told' }]);
    expect(await check({ it: '044 668 18', home: '' })).toEqual([]);
    expect(await check({ it: '0000000' })).toMatchObject([
      { field: 'it', code: 'told', params: { message: expect.stringContaining('Landesvorwahl') } },
    ]);
  });

  it('M1 M9 has a number read in the country that was answered in another view or is known', async () => {
    const { ask: _, ...rest } = signup;
    const form: FormConfig = {
      ...rest,
      fields: fields.map((one) => ({ ...one, purpose: 'account' })),
      steps: [
        { id: 'where', reason: 'r', fields: ['home'] },
        { id: 'number', reason: 'r', fields: ['it'] },
      ],
    };
    const short = '044 668 18'; // as long as German numbers may be, and too short for Swiss ones
    const refused = { kind: 'issues', issues: [{ field: 'it', code: 'told' }] };
    const visit = async (profile?: object) => {
      const world = new World();
      world.checkerIn = (locale) => createFullChecker({ config: form, locale, phone });
      return world.open(form, { locale: 'de', profile });
    };
    const answered = await visit();
    await complete(answered, { home: 'CH' });
    expect(await complete(answered, { it: short })).toMatchObject(refused);
    answered.answer('it', short);
    expect(await answered.check()).toMatchObject(refused.issues);
    expect(await complete(await visit({ home: 'CH' }), { it: short })).toMatchObject(refused);
    expect(await complete(await visit({ home: 'DE' }), { it: short })).toMatchObject({ kind: 'done' });
  });

  it('M9 A11Y 13 says what is wrong in the language of the visit, or of the definition where none is told', async () => {
    const told = async (locale?: string) => {
      const { locale: _, ...form } = {
        ...signup,
        fields: [field({ validator: 'phone', purpose: 'account' })],
      };
      const world = new World();
      world.checkerIn = (given) =>
        createFullChecker({ config: { ...form, locale: 'en' }, locale: given, phone });
      const steps = [{ id: 'number', reason: 'r', fields: ['it'] }];
      const session = await world.open({ ...form, steps }, { locale });
      session.answer('it', '+49 0000000');
      const [issue] = await session.check();
      expect(await session.submit()).toEqual({ kind: 'issues', issues: [issue] });
      return issue?.params?.['message'];
    };
    expect(await told('de-AT')).toContain('Ziffern');
    expect(await told()).toContain('digits');
  });
});
