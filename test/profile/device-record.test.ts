import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { FormConfig } from '../../src/model/form-config.js';
import { planFields } from '../../src/plan/plan-fields.js';
import {
  isDeviceRecord,
  recallProfile,
  storedVisits,
  submissionsBefore,
  type DeviceRecord,
} from '../../src/profile/device-record.js';
import { countVisit } from '../../src/profile/count-visit.js';
import { mergeProfiles, rulesOf } from '../../src/profile/merge-profiles.js';
import { cases, noon, signals, signup, whitepaper } from '../fixtures/forms.js';

const at = '2026-11-01T00:00:00.000Z';
const record = (more: Partial<DeviceRecord> = {}): DeviceRecord => ({
  v: 1,
  id: 'd',
  known: { account: { firstName: at, email: at } },
  classes: { 'email.kind': 'work' },
  asks: { phone: { at, outcome: 'refused', until: '2027-11-01T00:00:00.000Z' } },
  consents: {},
  visits: { count: 2, last: at, steps: { signup: 1 } },
  ...more,
});

describe('what this device remembers', () => {
  it('F2 names of facts, never a value, for a visitor recognised by the device alone', () => {
    expect(recallProfile(record(), signup)).toEqual({
      known: { firstName: at, email: at },
      asks: { phone: { at, outcome: 'refused', until: '2027-11-01T00:00:00.000Z' } },
      classes: { 'email.kind': 'work' },
      consents: {},
      counts: {},
      spent: {},
      identity: { strength: 'device', id: 'd' },
    });
  });

  it('F5 a name given for one purpose is not known for another', () => {
    const forAccount = record({ known: { account: { firstName: at, company: at } } });
    expect(recallProfile(forAccount, signup).known).toEqual({ firstName: at, company: at });
    expect(recallProfile(forAccount, whitepaper).known).toEqual({});
  });

  it('F5 what another form of the same purpose was told is known, under the name of the back end', () => {
    const fields = signup.fields.map((field) =>
      field.name === 'company' ? { ...field, name: 'employer', mapsTo: 'company' } : field,
    );
    const other: FormConfig = { ...signup, id: 'other', fields };
    const known = { account: { company: at, shoeSize: at } };
    expect(recallProfile(record({ known }), other).known).toEqual({ employer: at });
  });

  it('SEC5 takes nothing from a prototype', () => {
    const [field] = signup.fields;
    const purposes = { toString: { label: 'x', legalBasis: 'implicit', retention: 'P1Y' } } as const;
    const odd = { ...signup, purposes, fields: [{ ...field!, purpose: 'toString', mapsTo: 'name' }] };
    expect(recallProfile(record({ known: {} }), odd).known).toEqual({});
    expect(recallProfile(record({ known: { toString: {} } }), odd).known).toEqual({});
  });

  it('M10 steps count for the form they were done in', () => {
    expect(storedVisits(record(), 'signup')).toMatchObject({ count: 2, last: at, steps: 1 });
    expect(storedVisits(record(), 'whitepaper')).toMatchObject({ count: 2, last: at, steps: 0 });
    expect(storedVisits(record(), 'toString').steps).toBe(0);
  });
});

describe('what a condition may count', () => {
  const visits = { count: 4, last: at, steps: {}, submitted: { signup: [1, 2, 4], toString: [1] } };

  it('S2 tells on how many earlier visits something was submitted to this form', () => {
    expect(submissionsBefore(record({ visits }), 'signup', 4)).toBe(2);
    expect(submissionsBefore(record({ visits }), 'signup', 5)).toBe(3);
    expect(submissionsBefore(record({ visits }), 'whitepaper', 5)).toBe(0);
    expect(submissionsBefore(record(), 'signup', 3)).toBe(0);
  });

  it('S71 F10 brings back what was counted and how much was asked', () => {
    const counts = { pricing: { n: 2, first: at, last: at } };
    expect(recallProfile(record({ counts, spent: { [at]: 3 } }), signup)).toMatchObject({
      counts,
      spent: { [at]: 3 },
    });
  });

  it('S33 S59 brings back what holds, and nothing that holds no more', () => {
    const classes = {
      'signup:score.interest': 12,
      'signup:pause.never': false,
      'signup:segment.hot': true,
      'signup:stage': 'lead',
      'other:stage': 'customer',
      'email.kind': 'work',
    };
    expect(recallProfile(record({ classes }), signup).classes).toEqual({
      'score.interest': 12,
      'segment.hot': true,
      stage: 'lead',
      'email.kind': 'work',
    });
  });
});

describe('a record that was found', () => {
  it('F2 counts when it is one of ours, also with members of a later version', () => {
    expect(isDeviceRecord(record())).toBe(true);
    expect(isDeviceRecord({ ...record(), later: true })).toBe(true);
  });

  const { id: _id, ...nameless } = record();
  const garbage: readonly (readonly [what: string, value: unknown])[] = [
    ['nothing', undefined],
    ['null', null],
    ['text', 'record'],
    ['a list', []],
    ['an empty object', {}],
    ['another version', { ...record(), v: 2 }],
    ['no id', nameless],
    ['an id that is no text', { ...record(), id: 7 }],
    ['no names', { ...record(), known: undefined }],
    ['names without purposes', { ...record(), known: { email: at } }],
    ['no asks', { ...record(), asks: null }],
    ['asks that are text', { ...record(), asks: { phone: 'refused' } }],
    ['names with dates that are none', { ...record(), known: { account: { email: { toString: 1 } } } }],
    ['an ask until no date', { ...record(), asks: { phone: { at, outcome: 'refused', until: {} } } }],
    ['a last visit that is no date', { ...record(), visits: { count: 1, last: {}, steps: {} } }],
    ['consents that are text', { ...record(), consents: 'all' }],
    ['classes that are a number', { ...record(), classes: 1 }],
    ['no visits', { ...record(), visits: undefined }],
    ['no steps', { ...record(), visits: { count: 1, last: at } }],
    ['a count that is text', { ...record(), visits: { count: '1', last: at, steps: {} } }],
    ['half a visit', { ...record(), visits: { count: 1.5, last: at, steps: {} } }],
  ];
  it.each(garbage)('SEC27 counts as none: %s', (_, value) => {
    expect(isDeviceRecord(value)).toBe(false);
  });

  it('SEC27 can be anything inside, and the form still has a plan', () => {
    const paths = [
      ['known', 'account', 'email'],
      ['asks', 'phone'],
      ['classes', 'email.kind'],
      ['consents', 'account'],
      ['visits', 'last'],
      ['visits', 'steps'],
      ['visits', 'count'],
      ['visits', 'since'],
      ['visits', 'submitted'],
      ['visits', 'submitted', 'signup'],
      ['counts'],
      ['counts', 'pricing'],
      ['spent'],
      ['spent', at],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const whole = record({ counts: {}, spent: {}, visits: { ...record().visits, submitted: {} } });
        const spoilt = JSON.parse(JSON.stringify(whole)) as Record<string, unknown>;
        const place = path.slice(0, -1).reduce((it, key) => it[key] as Record<string, unknown>, spoilt);
        place[path.at(-1) as string] = value;
        if (!isDeviceRecord(spoilt)) return;
        const visit = countVisit(storedVisits(spoilt, signup.id), { now: noon, byLink: false });
        const visits = { ...visit, submissions: submissionsBefore(spoilt, signup.id, visit.count) };
        const profile = mergeProfiles(rulesOf(signup, noon), { visits }, recallProfile(spoilt, signup));
        const { steps, skip } = planFields(signup, profile, signals());
        const planned = steps.flatMap(({ ask, confirm }) => [...ask, ...confirm]);
        expect([...planned, ...skip].map(({ field }) => field).sort()).toEqual(
          signup.fields.map(({ name }) => name).sort(),
        );
      }),
      { numRuns: cases },
    );
  });
});
