import { describe, expect, it } from 'vitest';
import type { Submission } from '../../../src/model/submission.js';
import type { Profile } from '../../../src/model/profile.js';
import { noteAsks } from '../../../src/profile/note-asks.js';
import { learnAnswers } from '../../../src/profile/learn-answers.js';
import { rulesOf } from '../../../src/profile/merge-profiles.js';
import { fact, noon, profile, signals } from '../../fixtures/forms.js';
import { ago, asked, day, derive, form, plan, withheld, wordOf, type FieldPart } from './a-form.js';

const company: FieldPart = { name: 'company', prefill: true, confirm: true };
const config = form([company, { name: 'need' }]);
const told = fact('Looms', 'host', ago(3, noon));
const knownBy = (one: typeof told, patch: Partial<Profile> = {}): Profile =>
  profile({ facts: { company: one }, ...patch });
const toConfirm = (held: Profile, definition = config, now = noon) =>
  plan(definition, held, {}, signals({}, now)).steps.flatMap(({ confirm }) =>
    confirm.map(({ field }) => field),
  );

/** As the session learns from a view. */
function answer(held: Profile, answers: Submission['answers'], definition = config, now = noon): Profile {
  const at = new Date(now).toISOString();
  const submission: Submission = {
    id: 's',
    sessionId: 'session',
    step: 's0',
    formId: 'f',
    formVersion: '1',
    answers,
    consents: [],
    signals: {},
    exposures: [],
    asks: noteAsks(definition.fields, answers, at),
    submittedAt: at,
  };
  return derive(definition, learnAnswers(held, submission, rulesOf(definition, now)));
}

describe('what others told, to be confirmed', () => {
  it('S23 is shown with its value to be confirmed, and costs no question', () => {
    const tight = { ...config, ask: { maxFields: 1 } };
    const [step] = plan(tight, knownBy(told)).steps;
    expect(step?.confirm).toEqual([
      {
        field: 'company',
        reason: { word: 'unconfirmed', fact: { source: 'host', at: told.at } },
        prefill: { value: 'Looms', source: 'host' },
      },
    ]);
    expect(step?.ask.map(({ field }) => field)).toEqual(['need']);
  });

  it('S23 is skipped as known where the visitor may not see it', () => {
    const byDevice = knownBy(fact('Looms', 'backend'), { identity: { strength: 'device' } });
    const sensitive = form([{ ...company, sensitive: true }]);
    const unlisted = form([{ ...company, prefill: false }]);
    for (const planned of [
      plan(config, byDevice),
      plan(sensitive, knownBy(told)),
      plan(unlisted, knownBy(told)),
    ])
      expect(wordOf(planned, 'company')).toBe('known');
  });

  it('S23 is not asked to be confirmed where the definition does not say so, or the visitor gave it', () => {
    expect(toConfirm(knownBy(told), form([{ ...company, confirm: false }]))).toEqual([]);
    expect(toConfirm(knownBy(fact('Looms', 'typed')))).toEqual([]);
    expect(toConfirm(knownBy({ ...told, confirmedAt: ago(1, noon) }))).toEqual([]);
  });

  it('S23 is settled by one tap, by another answer, and by leaving it empty, whatever is believed then', () => {
    const believed = form([{ ...company, sources: ['host'] }, { name: 'need' }]);
    for (const definition of [config, believed])
      for (const answers of [{ company: 'Looms' }, { company: 'Gears' }, { company: '' }]) {
        const given = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== ''));
        const after = answer(knownBy(told), given, definition);
        expect(toConfirm(after, definition)).toEqual([]);
        expect(asked(plan(definition, after))).not.toContain('company');
      }
  });

  it('S23 is shown once: a page that tells it on every visit does not have it confirmed again', () => {
    const remembered = withheld(answer(knownBy(told), { company: 'Looms' }));
    const next = {
      ...remembered,
      facts: { company: fact('Looms', 'host', new Date(noon + day).toISOString()) },
    };
    expect(toConfirm(next, config, noon + 2 * day)).toEqual([]);
    expect(toConfirm({ ...next, classes: {} }, config, noon + 2 * day)).toEqual(['company']);
  });

  it('S23 F8 is confirmed again once it is stale, from when it was confirmed', () => {
    const lasting = form([{ ...company, freshFor: 'P30D' }]);
    const confirmed = answer(knownBy(told), { company: 'Looms' }, lasting);
    expect(toConfirm(confirmed, lasting, noon + 30 * day)).toEqual([]);
    expect(wordOf(plan(lasting, confirmed, {}, signals({}, noon + 31 * day)), 'company')).toBe('stale');
  });

  it('S23 M10 waits while it was put off, and comes then', () => {
    const until = new Date(noon + day).toISOString();
    const put = knownBy(told, { asks: { company: { at: ago(1, noon), outcome: 'refused', until } } });
    expect(toConfirm(put)).toEqual([]);
    expect(toConfirm(put, config, noon + 2 * day)).toEqual(['company']);
    const refused = knownBy(told, { asks: { company: { at: ago(1, noon), outcome: 'refused' } } });
    expect(toConfirm(refused, config, noon + 9000 * day)).toEqual([]);
  });

  it('S23 lets a reserve come as for any known field, and is none itself', () => {
    const fields = [company, { ...company, name: 'size', queued: true }, { name: 'need', queued: true }];
    const held = profile({ facts: { company: told, size: told } });
    const planned = plan(form(fields), held);
    expect(toConfirm(held, form(fields))).toEqual(['company', 'size']);
    expect(asked(planned)).toEqual(['need']);
  });

  it('S23 S7 has cost this visit a glance, and another answer what it takes to type, whoever is believed', () => {
    const believed: FieldPart = { ...company, sources: ['host'], prefill: false };
    const isLeft = (given: string, maxSeconds: number) => {
      const after = answer(knownBy(told), { company: given }, form([{ ...believed, prefill: true }]));
      return asked(plan(form([believed, { name: 'need' }], { ask: { maxSeconds } }), after)).includes('need');
    };
    expect([5, 6].map((seconds) => isLeft('Looms', seconds))).toEqual([false, true]);
    expect([9, 10].map((seconds) => isLeft('Gears', seconds))).toEqual([false, true]);
  });

  it('S23 F1 rests with what an answer lets rest', () => {
    const pauses = [{ id: 'quiet', when: { need: 'none' }, for: 'P1Y' }];
    const paused = form([company, { name: 'need' }], { pauses });
    const held = profile({ facts: { company: told, need: fact('none', 'typed', ago(1, noon)) } });
    expect(wordOf(plan(paused, held), 'company')).toBe('resting');
  });
});
