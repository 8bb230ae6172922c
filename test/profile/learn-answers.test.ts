import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/model/form-config.js';
import { factSources, identityStrengths, type Profile } from '../../src/model/profile.js';
import type { Submission } from '../../src/model/submission.js';
import { mayShow } from '../../src/model/may-show.js';
import { noteAsks } from '../../src/profile/note-asks.js';
import { learnAnswers as learnBy } from '../../src/profile/learn-answers.js';
import { mergeProfiles, rulesOf } from '../../src/profile/merge-profiles.js';
import { fact, noon, profile } from '../fixtures/forms.js';

const at = new Date(noon).toISOString();
const inDays = (days: number) => new Date(noon + days * 86_400_000).toISOString();
const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  type: 'text',
  label: name,
  purpose: 'use',
  ...more,
});
const submission = (answers: Submission['answers'], more: Partial<Submission> = {}): Submission => ({
  id: 's',
  sessionId: 'session',
  step: 'one',
  formId: 'f',
  formVersion: '1',
  answers,
  consents: [],
  signals: {},
  exposures: [],
  submittedAt: at,
  ...more,
});

const learnAnswers = (known: Profile, given: Submission, fields: readonly Field[] = []) =>
  learnBy(known, given, rulesOf({ fields }, noon));

/** A submission as the session writes it, of the fields that were shown. */
const answering = (
  fields: readonly Field[],
  answers: Submission['answers'],
  more: Partial<Submission> = {},
): Submission => submission(answers, { asks: noteAsks(fields, answers, at), ...more });

describe('learning from a completed step', () => {
  it('F8 what was answered is known as typed, from that instant', () => {
    const { facts } = learnAnswers(profile(), answering([field('company')], { company: 'Engines' }));
    expect(facts).toEqual({ company: { value: 'Engines', source: 'typed', at } });
  });

  it('F8 a correction replaces what another source said earlier', () => {
    const before = profile({ facts: { company: fact('Looms', 'login') } });
    const after = learnAnswers(before, answering([field('company')], { company: 'Engines' }));
    expect(after.facts['company']?.value).toBe('Engines');
  });

  it('S14 F8 what others told and was left as it stood is theirs still, and confirmed from that instant', () => {
    const told = { ...fact('Looms', 'backend', '2020-01-01T00:00:00Z'), provider: 'crm' };
    const before = profile({
      facts: { company: { ...told, others: [fact('Gears', 'login')] } },
      identity: { strength: 'link' },
    });
    const after = learnAnswers(before, answering([field('company')], { company: 'Looms' }), [
      field('company', { prefill: true, sources: ['backend'], freshFor: 'P30D' }),
    ]);
    expect(after.facts['company']).toEqual({ ...told, confirmedAt: at, others: [fact('Gears', 'login')] });
  });

  it('F8 what was typed again is known as typed, from the later instant', () => {
    const before = profile({ facts: { company: fact('Looms', 'typed') } });
    const after = learnAnswers(before, answering([field('company')], { company: 'Looms' }));
    expect(after.facts['company']).toEqual({ value: 'Looms', source: 'typed', at });
  });

  it('F2 S14 only what may have been shown is confirmed; else it was given by the visitor, even if it is the same', () => {
    const kinds = [{ prefill: true }, {}, { prefill: true, sensitive: true }];
    for (const source of factSources)
      for (const strength of identityStrengths)
        for (const kind of kinds) {
          const before = profile({ facts: { company: fact('Looms', source) }, identity: { strength } });
          const after = learnAnswers(before, answering([field('company')], { company: 'Looms' }), [
            field('company', { ...kind, freshFor: 'P1D' }),
          ]);
          const isConfirmed = source !== 'typed' && mayShow(kind, { source }, strength);
          const given = { value: 'Looms', source: 'typed', at };
          const expected = isConfirmed ? { ...fact('Looms', source), confirmedAt: at } : given;
          expect(after.facts['company'], [source, strength].join(' ')).toMatchObject(expected);
        }
  });

  it('S14 what she gave unseen counts as hers where the definition believes her first', () => {
    const before = profile({ facts: { company: fact('Looms', 'login') }, identity: { strength: 'login' } });
    const fields = [field('company', { sources: ['typed', 'login'] })];
    const after = learnAnswers(before, answering(fields, { company: 'Looms' }), fields);
    const told = { facts: { company: fact('Gears', 'login', inDays(1)) } };
    const merged = mergeProfiles(rulesOf({ fields }, noon), after, told);
    expect(merged.facts['company']).toMatchObject({ value: 'Looms', source: 'typed' });
  });

  it('M16 S15 what the definition believes more than the visitor holds, and what she said is kept', () => {
    for (const rules of [{ writePolicy: 'never' as const }, { sources: ['login' as const] }]) {
      const before = profile({ facts: { company: fact('Looms', 'login') } });
      const after = learnAnswers(before, answering([field('company')], { company: 'Engines' }), [
        field('company', rules),
      ]);
      expect(after.facts['company']).toEqual({
        ...fact('Looms', 'login'),
        others: [{ value: 'Engines', source: 'typed', at }],
      });
    }
  });

  it('S22 a field left empty erases nothing and is not asked again for ninety days', () => {
    const before = profile({ facts: { company: fact('Looms') } });
    const after = learnAnswers(before, answering([field('company')], {}));
    expect(after.facts).toEqual(before.facts);
    expect(after.asks).toEqual({ company: { at, outcome: 'leftEmpty', until: inDays(90) } });
  });

  it('M10 a question for every visit, or whose answer is not kept, rests for half an hour', () => {
    const fields = [field('mood', { alwaysAsk: true }), field('password', { transient: true })];
    const { asks } = learnAnswers(profile(), answering(fields, { mood: 'fine' }));
    const rested = { at, outcome: 'answered', until: inDays(1 / 48) };
    expect(asks).toEqual({ mood: rested, password: rested });
  });

  it('S47 a consent is known by its purpose, and one that was not given is not', () => {
    const fields = [field('terms', { type: 'consent' }), field('news', { type: 'consent', purpose: 'news' })];
    const consents = [{ purpose: 'use', text: 'Yes', locale: 'en', at }];
    const after = learnAnswers(profile(), answering(fields, { terms: true }, { consents }));
    expect(after.consents).toEqual({ use: at });
  });

  it('M2 counts the step towards the limit of the visit', () => {
    const before = profile({ visits: { count: 3, steps: 1 } });
    const after = learnAnswers(before, answering([field('company')], { company: 'Engines' }));
    expect(after.visits).toEqual({ count: 3, steps: 2, last: at, since: at });
  });

  it('F10 S11 knows how many questions were put, and when', () => {
    const after = learnAnswers(profile(), submission({ company: 'Engines' }, { questions: 3 }));
    expect(after.spent).toEqual({ [at]: 3 });
    expect(learnAnswers(profile(), submission({}, { questions: 0 })).spent).toEqual({});
  });

  it('S45 who it is does not change by an answer', () => {
    const before = profile({ identity: { strength: 'device', id: 'd' } });
    const after = learnAnswers(before, answering([field('email')], { email: 'ada@example.com' }));
    expect(after.identity).toEqual(before.identity);
  });
});
