import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readCompanySize } from '../../../src/plan/rules/company-size.js';
import { cases, profile } from '../../fixtures/forms.js';
import { asked, derive, form, holding, plan, withheld } from './a-form.js';

/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };

describe('readCompanySize', () => {
  it.each([
    [1, 'solo'],
    [2, 'micro'],
    [9, 'micro'],
    [10, 'small'],
    [49, 'small'],
    [50, 'medium'],
    [249, 'medium'],
    [250, 'large'],
    [999, 'large'],
    [1000, 'enterprise'],
    [2_000_000, 'enterprise'],
  ])('S32 puts %i people into the band "%s"', (size, band) => {
    expect(readCompanySize(size)).toEqual({ size, band });
    expect(readCompanySize(String(size))).toEqual({ size, band });
  });

  it.each([
    ['1,000+', 1000],
    ['1.000+', 1000],
    ['1 000+', 1000],
    ["1'000", 1000],
    ['1\u202f000', 1000],
    ['10-99', 10],
    ['10 – 99', 10],
    ['10—49', 10],
    ['50 bis 249', 50],
    ['between 50 and 249', 50],
    ['10–49 Mitarbeiter', 10],
    ['250 to 999 people', 250],
    ['1.000 – 4.999 (weltweit)', 1000],
    ['über 1000', 1001],
    ['mehr als 249', 250],
    ['> 500', 501],
    ['>= 500', 500],
    ['≥250', 250],
    ['ab 250', 250],
    ['10 oder mehr', 10],
    ['100 bis 120 Köpfe', 100],
    [' über 1000', 1001],
    ['mehr  als  50', 51],
    ['ca. 40', 40],
    ['ca 40', 40],
    ['approx 40', 40],
    ['min 50', 50],
    ['1k', 1000],
    ['1.5k', 1500],
    ['1-5k', 1000],
    ['500 - 1k', 500],
    ['2 Tsd. Mitarbeiter:innen', 2000],
    ['2,5 Tsd.', 2500],
    ['３０', 30],
    ['5', 5],
    [12, 12],
    [12.5, 12],
  ])('S32 reads %j as at least %i people', (text, size) => {
    expect(readCompanySize(text)?.size).toBe(size);
  });

  it.each([
    '<10',
    '< 10',
    'unter 50',
    'bis 9',
    'up to 49',
    '1-9',
    '0–9',
    'weniger als 10 Mitarbeiter',
    'max 9',
    '0-1k',
  ])('S32 takes "%s" for more than one person, though it may be one', (text) =>
    expect(readCompanySize(text)).toEqual({ size: 1, band: 'micro' }),
  );

  it.each([
    '',
    '  ',
    '-',
    'viele',
    '0',
    '-5',
    'Abteilung 3',
    'since 1998',
    '10-99-1000',
    '12 34',
    '1e3',
    '1 Mio',
    '1 Mio. Mitarbeiter',
    '2 million',
    '1M',
    '10 Standorte',
    -5,
    0,
    NaN,
    Infinity,
  ])('S32 makes nothing of %j', (text) => expect(readCompanySize(text)).toBeUndefined());

  it.each([
    '120 Beschäftigte',
    'ca. 120 Beschäftigten',
    'von 120 Angestellten',
    '120 Arbeitnehmer',
    '120 Arbeitnehmerinnen und Arbeitnehmer',
    '120 Vollzeitkräfte',
    '120 full-time employees',
    '120 headcount',
    '120 people globally',
    '120 person team',
    '120 persons',
    '120 workers',
    '120 team members',
    '120 Köpfe insgesamt',
    '120 FTE',
    '120 MA',
    '120 Mann',
    '120 Leute',
    '120 in total',
    'etwa 120 Personen',
    'mindestens 120',
  ])('S32 knows the words for people: %s', (text) =>
    expect(readCompanySize(text)).toEqual({ size: 120, band: 'medium' }),
  );

  it.each(['1 person', '1 worker', '1 member'])('S32 knows one person alone: %s', (text) =>
    expect(readCompanySize(text)).toEqual({ size: 1, band: 'solo' }),
  );

  it('S32 takes nothing for a size that is as long as a sentence', () => {
    const said = (words: number) => readCompanySize(`120 people${' and more'.repeat(words)}`);
    expect([said(5)?.size, said(6)]).toEqual([120, undefined]);
  });

  it('S32 takes thousands for thousands before it asks for more or less', () => {
    expect(readCompanySize('less than 1k')).toEqual({ size: 1, band: 'micro' });
    expect(readCompanySize('more than 1k')).toEqual({ size: 1001, band: 'enterprise' });
  });

  it('S32 finds the number again in whatever way it is written', patience, () => {
    const ways = [
      (n: number) => n.toLocaleString('en'),
      (n: number) => n.toLocaleString('de'),
      (n: number) => `${n.toLocaleString('fr')} employés`,
      (n: number) => `${n}+`,
      (n: number) => `${n} - ${n * 10}`,
      (n: number) => `at least ${n} people`,
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000 }), fc.constantFrom(...ways), (n, write) => {
        expect(readCompanySize(write(n))?.size, write(n)).toBe(n);
      }),
      { numRuns: cases },
    );
  });

  it('S32 reads any text in no time and never fails', patience, () => {
    const pieces = fc.constantFrom('1', ' ', '.', ',', '-', 'bis', '+', 'k', '>', 'und ', '\t');
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 5000 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => void readCompanySize(text)),
      { numRuns: cases },
    );
  });
});

describe('a field classified as company size', () => {
  const options = ['1,000+', '999', '5', '2–9'].map((value) => ({ value, label: value }));
  const config = form(
    [
      { name: 'employees', type: 'select', classify: 'companySize', options },
      { name: 'procurement' },
      { name: 'newsletter' },
    ],
    {},
    [
      { fields: ['employees'] },
      { fields: ['procurement'], when: { 'employees.size': { gte: 1000 } } },
      { fields: ['newsletter'], when: { 'employees.band': ['solo', 'micro'] } },
    ],
  );

  it('S32 leads a company of 1000 and one of 5 to their own questions', () => {
    expect(asked(plan(config, holding({ employees: '1,000+' })))).toEqual(['procurement']);
    expect(asked(plan(config, holding({ employees: 999 })))).toEqual([]);
    expect(asked(plan(config, holding({ employees: '5' })))).toEqual(['newsletter']);
  });

  it('S32 F2 keeps the band alone of what was typed, never the number', () => {
    const typed = form([{ name: 'employees', classify: 'companySize' }]);
    for (const value of ['1,234', 1234])
      expect(derive(typed, holding({ employees: value })).classes).toEqual({
        'employees.band': 'enterprise',
      });
    expect(derive(config, holding({ employees: '1,234' })).classes).toEqual({
      'employees.band': 'enterprise',
    });
  });

  it('S32 keeps nothing of what is no size, chosen or typed', () => {
    const vague = form([
      { name: 'employees', classify: 'companySize', options: [{ value: 'many', label: 'Many' }] },
    ]);
    for (const employees of ['many', 'enough', true, ['1,000+', '5']])
      expect(derive(vague, holding({ employees })).classes).toEqual({});
  });

  it('S32 takes a number for what it is, and no point in it for a mark between thousands', () => {
    const bandOf = (employees: number | string) =>
      derive(config, holding({ employees })).classes['employees.band'];
    expect([bandOf(12.345), bandOf('12.345')]).toEqual(['small', 'enterprise']);
  });

  it('S32 knows the size on the next visit, when only its class is left', () => {
    const next = withheld(derive(config, holding({ employees: '2–9' })));
    expect(next.classes).toEqual({ 'employees.size': 2, 'employees.band': 'micro' });
    expect(asked(plan(config, next))).toEqual(['newsletter']);
    expect(derive(config, profile({ classes: next.classes })).classes).toEqual({});
  });
});
