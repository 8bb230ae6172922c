import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readJobTitle, type JobTitle } from '../../../src/plan/rules/job-title.js';
import { cases, profile } from '../../fixtures/forms.js';
import { asked, derive, form, holding, plan, withheld } from './a-form.js';

/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };

interface Labelled {
  readonly title: string;
  readonly function: string | null;
  readonly level: string | null;
  /** Written after the words had been chosen. */
  readonly fresh?: boolean;
}

const labelled = JSON.parse(
  readFileSync(new URL('./job-titles.json', import.meta.url), 'utf8'),
) as readonly Labelled[];

/** Precision: how much of what was read is right; recall: how much of what is there was read. */
function rate(titles: readonly Labelled[], part: keyof JobTitle) {
  const read = titles.map((it) => ({ want: it[part], got: readJobTitle(it.title)[part] ?? null }));
  const right = read.filter(({ want, got }) => got !== null && got === want).length;
  return {
    precision: right / read.filter(({ got }) => got !== null).length,
    recall: right / read.filter(({ want }) => want !== null).length,
  };
}

const flows = form(
  [{ name: 'jobTitle', classify: 'jobTitle' }, { name: 'stack' }, { name: 'channels' }, { name: 'goal' }],
  {},
  [
    { fields: ['jobTitle'] },
    { fields: ['stack'], when: { 'jobTitle.function': ['engineering', 'it'] } },
    { fields: ['channels'], when: { 'jobTitle.function': 'marketing' } },
    {
      fields: ['goal'],
      when: { not: { 'jobTitle.function': ['engineering', 'it', 'marketing'] } },
    },
  ],
);

describe('readJobTitle', () => {
  it('S31 reads function and level of the labelled titles with at least 97 % precision and recall', () => {
    expect(labelled.length).toBeGreaterThan(600);
    for (const part of ['function', 'level'] as const) {
      const { precision, recall } = rate(labelled, part);
      expect(precision, `precision of ${part}`).toBeGreaterThan(0.97);
      expect(recall, `recall of ${part}`).toBeGreaterThan(0.97);
    }
  });

  it('S31 reads titles that its words were not chosen by with at least 95 % precision and 90 % recall', () => {
    const fresh = labelled.filter((it) => it.fresh);
    expect(fresh.length).toBeGreaterThan(180);
    for (const part of ['function', 'level'] as const) {
      const { precision, recall } = rate(fresh, part);
      expect(precision, `precision of ${part}`).toBeGreaterThan(0.95);
      expect(recall, `recall of ${part}`).toBeGreaterThan(0.9);
    }
  });

  it('S31 misreads these of the labelled titles, and no others', () => {
    const misread = labelled.filter((it) => {
      const read = readJobTitle(it.title);
      return (read.function ?? null) !== it.function || (read.level ?? null) !== it.level;
    });
    expect(misread.map(({ title }) => title)).toEqual([
      'Assistant Manager',
      'Hauptabteilungsleiter Finanzen',
      'Gruppenleiterin Versuch',
      'Postdoc',
      'GF',
      'Serial Entrepreneur',
      'Leiter Instandhaltung',
      'Export Manager',
      'Community Manager',
      'Kommunikationsdesignerin',
      'Disponentin Einkauf',
      'Werbeleiter',
    ]);
  });

  it('S31 reads a title the same however its umlauts, its case and its gender are written', () => {
    const spellings = [
      'Geschäftsführer',
      'Geschäftsführer'.normalize('NFD'),
      'GESCHÄFTSFÜHRERIN',
      'Geschaeftsfuehrer',
      'Geschaftsfuhrer',
      'Geschäftsführer*in',
      'Geschäftsführer:in (m/w/d)',
      '  Ｇｅｓｃｈäftsführer/in ',
    ];
    for (const title of spellings)
      expect(readJobTitle(title), title).toEqual({ function: 'general', level: 'executive' });
  });

  it.each([
    ['Data Manager', 'it', 'manager'],
    ['Data Protection Officer', 'legal', 'specialist'],
    ['Helpdesk Agent', 'it', 'specialist'],
    ['Steuerfachangestellte', 'finance', 'specialist'],
    ['Steuerungstechniker', 'engineering', 'specialist'],
    ['Justiziarin', 'legal', 'specialist'],
    ['Werkleiter', 'operations', 'director'],
    ['UI Lead', 'design', 'manager'],
    ['Produktdesigner', 'design', 'specialist'],
    ['Kundenbetreuer', 'service', 'specialist'],
    ['Callcenter Agent', 'service', 'specialist'],
    ['Programmer', 'engineering', 'specialist'],
    ['Programmierer', 'engineering', 'specialist'],
    ['Fullstack Lead', 'engineering', 'manager'],
    ['Frontend Lead', 'engineering', 'manager'],
    ['Backend Lead', 'engineering', 'manager'],
    ['Architect', 'engineering', 'specialist'],
    ['Architektin', 'engineering', 'specialist'],
    ['Selfemployed', 'general', 'owner'],
    ['Marketing Intern', 'marketing', 'junior'],
    ['Assistant Manager', 'administration', 'manager'],
    ['Sekretärin', 'administration', 'specialist'],
    ['VP Sales', 'sales', 'executive'],
    ['EVP Finance', 'finance', 'executive'],
    ['Sales Leader', 'sales', 'manager'],
    ['Sales Lead', 'sales', 'manager'],
    ['Werkmeister', undefined, 'manager'],
    ['Industriemeister', undefined, 'manager'],
    ['Produktionsmeister', 'operations', 'manager'],
    ['Marketing Koordinatorin', 'marketing', 'specialist'],
    ['HR Coordinator', 'hr', 'specialist'],
    ['Sales Management', 'sales', undefined],
    ['Außendienst', 'sales', undefined],
  ])('S31 reads "%s" as %s, %s', (title, work, level) => {
    expect(readJobTitle(title)).toEqual({ function: work, level });
  });

  it('S31 believes the field of work that stands first', () => {
    const functionOf = (title: string) => readJobTitle(title).function;
    expect([functionOf('IT Recruiter'), functionOf('Recruiter IT')]).toEqual(['it', 'hr']);
    expect([functionOf('Sales Engineer'), functionOf('Engineer Sales')]).toEqual(['sales', 'engineering']);
  });

  it('S31 gives no class to what is no title', () => {
    for (const title of ['', ' ', '-', '???', 'asdf', 'Superheld', '😀'])
      expect(readJobTitle(title), title).toEqual({ function: undefined, level: undefined });
  });

  it('S31 reads any text in no time and never fails', patience, () => {
    const pieces = fc.constantFrom(
      'assist',
      'sekret',
      'account',
      ' ',
      'leit',
      'personal',
      'ä',
      'e',
      '/',
      '\u0301',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 300 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => void readJobTitle(text)),
      { numRuns: cases },
    );
  });
});

describe('a field classified as job title', () => {
  it('S31 leads engineers and marketers to their own questions, and an unknown title to the default', () => {
    const path = (jobTitle: string) => asked(plan(flows, holding({ jobTitle })));
    expect(path('Leiterin Konstruktion')).toEqual(['stack']);
    expect(path('Head of Marketing')).toEqual(['channels']);
    expect(path('Superheld')).toEqual(['goal']);
  });

  it('S31 follows the title while it is typed', () => {
    expect(asked(plan(flows, profile(), { jobTitle: 'CTO' }))).toEqual(['jobTitle', 'stack']);
    expect(asked(plan(flows, profile(), { jobTitle: 'CMO' }))).toEqual(['jobTitle', 'channels']);
    expect(asked(plan(flows, profile()))).toEqual(['jobTitle', 'goal']);
  });

  it('S31 leads the same way on the next visit, when only the class is left of the title', () => {
    const next = withheld(derive(flows, holding({ jobTitle: 'Werkstudentin Marketing' })));
    expect(next.classes).toEqual({ 'jobTitle.function': 'marketing', 'jobTitle.level': 'junior' });
    expect(asked(plan(flows, next))).toEqual(['channels']);
  });

  it('S31 takes the class away with the title, and with one that cannot be read', () => {
    const before = { classes: { 'jobTitle.function': 'sales', 'jobTitle.level': 'manager', other: 1 } };
    expect(derive(flows, profile(before)).classes).toEqual({ other: 1 });
    expect(derive(flows, holding({ jobTitle: 'Pfarrer' }, before)).classes).toEqual({ other: 1 });
  });

  it('never takes a guess for a title', () => {
    const guessed = profile({ facts: { jobTitle: { value: 'CTO', source: 'inferred', at: '2026-11-01' } } });
    expect(derive(flows, guessed).classes).toEqual({});
  });

  it('S31 takes a lead written in one word for a manager', () => {
    for (const title of ['Teamlead Vertrieb', 'Team Lead Sales', 'Projektlead'])
      expect(readJobTitle(title).level, title).toBe('manager');
  });
});
