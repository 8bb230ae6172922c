import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Fact, Profile } from '../../src/model/profile.js';
import type { Submission } from '../../src/model/submission.js';
import { isDeviceRecord, recallProfile, storedVisits } from '../../src/profile/device-record.js';
import { learnAnswers } from '../../src/profile/learn-answers.js';
import { rulesOf } from '../../src/profile/merge-profiles.js';
import { writeRecord } from '../../src/profile/write-record.js';
import { cases, fact, knowing, noon, profile, signup, whitepaper } from '../fixtures/forms.js';

const at = new Date(noon).toISOString();
const submission = (answers: Submission['answers']): Submission => ({
  id: 's',
  sessionId: 'session',
  step: 'account',
  formId: 'signup',
  formVersion: '1',
  answers,
  consents: [],
  signals: {},
  exposures: [],
  submittedAt: at,
});
const visit = (count: number, steps: number): Profile =>
  profile({ visits: { count, steps, last: at }, facts: { email: fact('ada@example.com', 'typed', at) } });

describe('the record this device keeps', () => {
  it('S44 begins with a random id, the names that were given, and this visit', () => {
    const record = writeRecord(undefined, 'random', signup, visit(1, 1));
    expect(record).toEqual({
      v: 1,
      id: 'random',
      known: { account: { email: at } },
      classes: {},
      asks: {},
      consents: {},
      counts: {},
      spent: {},
      visits: {
        count: 1,
        last: at,
        first: at,
        since: at,
        steps: { signup: 1 },
        submitted: { signup: [1] },
      },
    });
    expect(isDeviceRecord(record)).toBe(true);
  });

  it('S44 holds no value that was typed, whatever was typed', () => {
    const typed = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `§${text}§`);
    const answers = fc.dictionary(fc.constantFrom(...signup.fields.map(({ name }) => name)), typed);
    fc.assert(
      fc.property(answers, answers, (first, second) => {
        const learnt = learnAnswers(profile(), submission(first), rulesOf(signup, noon));
        const before = writeRecord(undefined, 'd', signup, learnt);
        const more = learnAnswers(learnt, submission(second), rulesOf(signup, noon));
        const kept = JSON.stringify(writeRecord(before, 'd', signup, more));
        for (const value of [...Object.values(first), ...Object.values(second)]) {
          expect(kept).not.toContain(JSON.stringify(value).slice(1, -1));
        }
        expect(kept).not.toContain('§');
      }),
      { numRuns: cases },
    );
  });

  it('S22 F8 counts what was only confirmed as submitted on this visit, and as fresh from then', () => {
    const since = '2026-11-22T11:50:00.000Z';
    const visits = { count: 2, steps: 1, last: at, since };
    const told = fact('a@example.com', 'host', '2026-01-01T00:00:00Z');
    const put = (email: Fact) => writeRecord(undefined, 'd', signup, profile({ facts: { email }, visits }));
    expect(put(told).visits.submitted).toEqual({});
    expect(put({ ...told, confirmedAt: '2026-10-01T00:00:00Z' }).visits.submitted).toEqual({});
    const confirmed = put({ ...told, confirmedAt: at });
    expect(confirmed.visits.submitted).toEqual({ signup: [2] });
    expect(confirmed.known).toEqual({ account: { email: at } });
    // Whatever holds, she has answered.
    expect(put({ ...told, others: [fact('b@example.com', 'typed', at)] }).visits.submitted).toEqual({
      signup: [2],
    });
  });

  it('S44 never lists a password', () => {
    const learnt = profile({ facts: { password: fact('correct horse battery', 'typed', at) } });
    expect(JSON.stringify(writeRecord(undefined, 'd', signup, learnt))).not.toContain('password":"');
    expect(writeRecord(undefined, 'd', signup, learnt).known).toEqual({});
  });

  it('S44 keeps its first id, and what other forms are known by', () => {
    const before = writeRecord(undefined, 'first', signup, visit(1, 1));
    const after = writeRecord(before, 'second', whitepaper, visit(1, 1));
    expect(after.id).toBe('first');
    expect(after.known).toEqual({ account: { email: at }, delivery: { email: at } });
    expect(recallProfile(after, signup).known).toEqual({ email: at });
  });

  it('F8 keeps names known without their values, classes, refusals and consents', () => {
    const before = {
      ...writeRecord(undefined, 'd', signup, profile()),
      classes: {
        'signup:stage': 'lead',
        'signup:pause.never': '2027-01-01T00:00:00.000Z',
        'other:stage': 'x',
      },
      asks: { other: { at, outcome: 'refused' } as const },
      consents: { profiling: at },
    };
    const after = writeRecord(
      before,
      'd',
      signup,
      knowing(['phone'], {
        classes: { stage: 'lead', 'email.kind': 'free' },
        asks: { company: { at, outcome: 'leftEmpty' } },
        consents: { account: at },
      }),
    );
    expect(after.known).toEqual({ account: { phone: '2026-11-01T00:00:00Z' } });
    expect(after.classes).toEqual({
      'signup:stage': 'lead',
      'email.kind': 'free',
      'signup:pause.never': false,
    });
    expect(Object.keys(after.asks)).toEqual(['other', 'company']);
    expect(after.consents).toEqual({ profiling: at, account: at });
  });

  it('M10 counts the steps of each form on this visit, and starts again with the next', () => {
    const first = writeRecord(undefined, 'd', signup, visit(1, 2));
    const both = writeRecord(first, 'd', whitepaper, visit(1, 1));
    expect(both.visits.steps).toEqual({ signup: 2, whitepaper: 1 });
    const next = writeRecord(both, 'd', whitepaper, visit(2, 1));
    expect(next.visits.steps).toEqual({ whitepaper: 1 });
    expect(storedVisits(next, 'signup').steps).toBe(0);
  });

  it('SEC5 a purpose or fact named like a member of every object is a name like any other', () => {
    const [field] = signup.fields;
    const odd = {
      ...signup,
      fields: [{ ...field!, name: 'nick', purpose: 'toString', mapsTo: '__proto__' }],
    };
    const known = knowing(['nick']);
    const record = writeRecord(undefined, 'd', odd, known);
    expect(JSON.stringify(record.known)).toBe('{"toString":{"__proto__":"2026-11-01T00:00:00Z"}}');
    expect(recallProfile(record, odd).known).toEqual(known.known);
  });

  it('S44 leaves the record it started from as it was', () => {
    const before = writeRecord(undefined, 'd', signup, visit(1, 1));
    const copy = structuredClone(before);
    writeRecord(before, 'd', signup, knowing(['phone']));
    expect(before).toEqual(copy);
  });
});
