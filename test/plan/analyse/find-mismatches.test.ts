import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/model/condition.js';
import { findMismatches } from '../../../src/plan/analyse/find-mismatches.js';
import { didYouMean } from '../../../src/check/did-you-mean.js';
import { withWhen } from './a-form.js';

const mismatches = (when: Condition) =>
  findMismatches(withWhen(when), (word, known) => {
    const near = known.find((one) => one.startsWith(word.slice(0, 2)));
    return near && `Did you mean ${near}?`;
  });

/** Also with a day to compare. */
const withStart = (when: Condition) => {
  const { fields, ...rest } = withWhen(when);
  return {
    ...rest,
    fields: [...fields, { name: 'start', type: 'date', label: 'X', purpose: 'use' } as const],
  };
};

describe('M3 comparisons of different kinds', () => {
  it.each<[Condition, string, string, string]>([
    [{ seats: '12' }, '.seats', 'is a text, but seats is a number', 'Write 12 without quotes.'],
    [{ seats: 'many' }, '.seats', 'is a text, but seats is a number', 'Compare it with a number.'],
    [{ seats: { gte: '12' } }, '.seats.gte', 'is a text, but seats is a number', 'Write 12 without quotes.'],
    [{ company: 5 }, '.company', 'is a number, but company is a text', 'Write "5" in quotes.'],
    [
      { company: true },
      '.company',
      'is true or false, but company is a text',
      'Compare it with a text in quotes.',
    ],
    [{ company: { lt: 5 } }, '.company.lt', 'is a number, but company is a text', 'Write "5" in quotes.'],
    [{ terms: 'true' }, '.terms', 'is a text, but terms is true or false', 'Write true without quotes.'],
    [{ terms: 1 }, '.terms', 'is a number, but terms is true or false', 'Compare it with true or false.'],
    [
      { terms: { gt: 0 } },
      '.terms.gt',
      'asks for an order, but terms is true or false',
      'Compare it with true or false.',
    ],
    [
      { 'visit.count': 'three' },
      '["visit.count"]',
      'is a text, but visit.count is a number',
      'Compare it with a number.',
    ],
    [
      { 'visit.count': { contains: 1 } },
      '["visit.count"].contains',
      'looks for a text, but visit.count is a number',
      'Compare it by eq or in.',
    ],
    [
      { terms: { startsWith: 't' } },
      '.terms.startsWith',
      'looks for a text, but terms is true or false',
      'Compare it by eq or in.',
    ],
    [
      { 'segment.big': 'yes' },
      '["segment.big"]',
      'is a text, but segment.big is true or false',
      'Compare it with true or false.',
    ],
    [
      { 'score.fit': { gte: '5' } },
      '["score.fit"].gte',
      'is a text, but score.fit is a number',
      'Write 5 without quotes.',
    ],
    [
      { 'bant.complete': { gte: true } as never },
      '["bant.complete"].gte',
      'is true or false, but bant.complete is a number',
      'Compare it with a number.',
    ],
  ])('tells apart the sides of %j', (when, place, problem, remedy) => {
    expect(mismatches(when)).toEqual([{ path: `steps[1].when${place}`, problem, remedy }]);
  });

  it.each<[Condition, string, string]>([
    [{ timeline: 'nevr' }, '.timeline', 'Did you mean never?'],
    [{ timeline: ['now', 'later'] }, '.timeline[1]', 'Use now, year, never.'],
    [{ tags: { only: ['crm', 'pim'] } }, '.tags.only[1]', 'Use crm, erp, shop.'],
    [{ 'email.kind': 'private' }, '["email.kind"]', 'Use work, free.'],
    [{ 'identity.strength': 'strong' }, '["identity.strength"]', 'Use none, device, link, login, typed.'],
    [{ stage: { notIn: ['leed'] } }, '.stage.notIn[0]', 'Did you mean lead?'],
    [{ 'title.function': 'salesman' }, '["title.function"]', 'Did you mean sales?'],
    [
      { 'title.level': 'cto' },
      '["title.level"]',
      'Use junior, specialist, manager, director, executive, owner.',
    ],
    [
      { 'employees.band': '1000+' },
      '["employees.band"]',
      'Use solo, micro, small, medium, large, enterprise.',
    ],
    [{ 'device.kind': 'mobile' }, '["device.kind"]', 'Use phone, tablet, desktop.'],
    [
      { 'device.region': 'EU' },
      '["device.region"]',
      'Use EEA, UK, CH, Europe, US, Americas, Africa, Asia, Oceania.',
    ],
  ])('names the words there are for %j', (when, place, remedy) => {
    expect(mismatches(when)).toMatchObject([
      {
        path: `steps[1].when${place}`,
        problem: expect.stringMatching(/^is no value that \S+ can have$/),
        remedy,
      },
    ]);
  });

  it.each<[Condition, string, string]>([
    [{ tags: { contains: 'cmr' } }, '.tags.contains', 'Did you mean crm?'],
    [{ timeline: { startsWith: 'ye', endsWith: 'now!' } }, '.timeline.endsWith', 'Did you mean now?'],
    [{ tags: { contains: 'pim' } }, '.tags.contains', 'Use crm, erp, shop.'],
  ])('names the words of which none holds such a part: %j', (when, place, remedy) => {
    const found = findMismatches(withWhen(when), didYouMean);
    const problem = `is in no value that ${place.split('.')[1] ?? ''} can have`;
    expect(found).toEqual([{ path: `steps[1].when${place}`, problem, remedy }]);
  });

  it.each<[string, Condition, string, string]>([
    ['day', { start: { gt: '31.12.2026' } }, '.start.gt', 'Write "2026-12-31".'],
    ['day', { start: { lte: 'whenever' } }, '.start.lte', 'Write a day such as "2026-12-31".'],
    ['day', { start: ['2026-12-31', '2026-02-30'] }, '.start[1]', 'Write a day such as "2026-12-31".'],
    ['day', { start: '2026-12' }, '.start', 'Write a day such as "2026-12-31".'],
    ['day', { start: { gte: '2026-12-31T09:00:00Z' } }, '.start.gte', 'Write "2026-12-31".'],
    ['day', { 'now.date': { gte: '12/24/2026' } }, '["now.date"].gte', 'Write "2026-12-24".'],
    ['instant', { 'visit.last': { lt: '1.2.2026' } }, '["visit.last"].lt', 'Write "2026-02-01".'],
    ['instant', { 'visit.last': { lt: 'P7D' } }, '["visit.last"].lt', 'Write a day such as "2026-12-31".'],
  ])('wants a %s as it is kept: %j', (kind, when, place, remedy) => {
    const [path = ''] = /(?<=^\[")[\w.]+|(?<=^\.)\w+/.exec(place) ?? [];
    const problem = `is no ${kind} that ${path} can be compared with`;
    expect(findMismatches(withStart(when), () => undefined)).toEqual([
      { path: `steps[1].when${place}`, problem, remedy },
    ]);
  });

  it.each<Condition>([
    { start: { gt: '2026-12-31', lt: '2028' } },
    { start: { gte: '2026-12' } },
    { start: { startsWith: '2026-', ne: '2026-12-31' } },
    { start: { within: 'P30D', known: true } },
    { 'visit.last': { gt: '2026-12-31T09:00:00.000Z' } },
    { 'now.date': { gte: '2026-12-01', lte: '2026-12-24' } },
  ])('has nothing against days as they are kept: %j', (when) => {
    expect(findMismatches(withStart(when), () => undefined)).toEqual([]);
  });

  it('names the rows of the matrix there are', () => {
    const matrix = [{ id: 'enterprise', when: true, steps: ['one'] }];
    expect(findMismatches(withWhen({ path: 'hobby' }, { matrix }), () => undefined)).toEqual([
      { path: 'steps[1].when.path', problem: 'is no value that path can have', remedy: 'Use enterprise.' },
    ]);
  });

  it('S84 M3 names the variants that a declared flag has', () => {
    const flags = { welcome: { use: 'trials', variants: ['old', 'new'], default: 'old' } };
    const found = (when: Condition) => findMismatches(withWhen(when, { flags }), () => undefined);
    expect(found({ 'flag.welcome': 'typo' })).toEqual([
      {
        path: 'steps[1].when["flag.welcome"]',
        problem: 'is no value that flag.welcome can have',
        remedy: 'Use old, new.',
      },
    ]);
    expect(found({ 'flag.welcome': 'new' })).toEqual([]);
    expect(found({ 'flag.other': 'typo' })).toEqual([]);
  });

  it('does not let words be ordered, and knows the number behind a list of sizes', () => {
    expect(mismatches({ stage: { gte: 'lead' } })).toMatchObject([
      {
        problem: 'asks for an order, but stage is one of a list of words',
        remedy: 'List the values that are meant.',
      },
    ]);
    expect(mismatches({ employees: { gte: '250-999' } })).toMatchObject([
      { remedy: 'Use employees.size, which is a number.' },
    ]);
  });

  it.each<[Condition, string]>([
    [{ seats: { within: 'P1D' } }, 'seats is a number'],
    [{ timeline: { within: 'P1D' } }, 'timeline is one of a list of words'],
    [{ 'visit.count': { within: 'P1D' } }, 'visit.count is a number'],
    [{ stage: { within: 'P1D' } }, 'stage is one of a list of words'],
  ])('S2 wants an instant for within: %j', (when, is) => {
    expect(mismatches(when)).toMatchObject([
      { problem: `is a span of time, but ${is}`, remedy: 'Use within for instants such as visit.last.' },
    ]);
  });

  it('says how to ask for a consent that is missing', () => {
    expect(mismatches({ 'consent.use': false })).toEqual([
      {
        path: 'steps[1].when["consent.use"]',
        problem: 'is never so: consent.use is true or not there',
        remedy: 'Write { "consent.use": { "known": false } }.',
      },
    ]);
  });

  it.each<Condition>([
    { seats: { in: [1, 2], gte: 1 } },
    { company: { startsWith: 'A', ne: 'Ab', gt: 'A' } },
    { timeline: ['NOW', 'Year'] },
    { timeline: { contains: 'o' } },
    { tags: { contains: 'r', only: ['crm'] } },
    { terms: false },
    { 'visit.last': { within: 'P1D' } },
    { 'visit.last': { gt: '2026-01-01' } },
    { company: { within: 'P30D' } },
    { 'flag.beta': 1 },
    { 'flag.beta': ['a', true] },
    { 'page.context': 'pricing' },
    { 'consent.use': { ne: true } },
    { 'visit.count': { known: true } },
    { 'identity.strength': ['link', 'login'], 'email.kind': { ne: 'free' }, 'employees.size': { gte: 250 } },
  ])('has nothing against %j', (when) => expect(mismatches(when)).toEqual([]));

  it('looks everywhere', () => {
    const bad: Condition = { seats: 'x' };
    const nested: Condition = { any: [{ not: { all: [bad] } }] };
    const config = withWhen(true, {
      trigger: bad,
      segments: { big: bad },
      scores: {
        fit: {
          terms: [
            { count: 'x', points: 1 },
            { when: bad, points: 1 },
          ],
        },
      },
      stages: [{ id: 's', when: bad }],
      matrix: [{ id: 'm', when: bad, steps: [] }],
      pauses: [{ id: 'p', when: nested, for: 'P1D' }],
    });
    const [first, ...others] = config.fields;
    const found = findMismatches(
      { ...config, fields: [{ ...first!, when: bad }, ...others] },
      () => undefined,
    );
    expect(found.map(({ path }) => path)).toEqual([
      'fields[0].when.seats',
      'trigger.seats',
      'segments.big.seats',
      'scores.fit.terms[1].when.seats',
      'stages[0].when.seats',
      'matrix[0].when.seats',
      'pauses[0].when.any[0].not.all[0].seats',
    ]);
  });
});
