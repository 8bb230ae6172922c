import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeviceRecord, type DeviceRecord } from '../../src/profile/device-record.js';
import { mergeRecords } from '../../src/profile/merge-records.js';
import { cases } from '../fixtures/forms.js';

const early = '2026-01-01T00:00:00.000Z';
const late = '2026-06-01T00:00:00.000Z';
const record = (more: Partial<DeviceRecord> = {}): DeviceRecord => ({
  v: 1,
  id: 'd',
  known: {},
  classes: {},
  asks: {},
  consents: {},
  visits: { count: 1, last: early, steps: {} },
  ...more,
});

const instant = fc.constantFrom(early, late);
const named = <T>(value: fc.Arbitrary<T>) =>
  fc.dictionary(fc.constantFrom('a', 'b', 'toString', '__proto__'), value);
const anyRecord: fc.Arbitrary<DeviceRecord> = fc.record({
  v: fc.constant(1 as const),
  id: fc.uuid(),
  known: named(named(instant)),
  classes: named(fc.constantFrom('work', 'free')),
  asks: named(fc.record({ at: instant, outcome: fc.constantFrom('leftEmpty' as const, 'refused' as const) })),
  consents: named(instant),
  counts: named(fc.record({ n: fc.nat(9), first: instant, last: instant })),
  spent: named(fc.nat(9)),
  visits: fc.record({
    count: fc.nat(3),
    last: instant,
    steps: named(fc.nat(3)),
    submitted: named(fc.uniqueArray(fc.nat(9))),
  }),
});
const names = ({ known }: DeviceRecord) =>
  Object.entries(known).flatMap(([purpose, facts]) => Object.keys(facts).map((fact) => `${purpose} ${fact}`));

describe('two forms that each write what this device keeps', () => {
  it('F2 lose no name, whichever writes first, and believe the later instant', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        const [ab, ba] = [mergeRecords(a, b), mergeRecords(b, a)];
        expect([ab.known, ab.consents]).toEqual([ba.known, ba.consents]);
        expect(new Set(names(ab))).toEqual(new Set([...names(a), ...names(b)]));
        expect(new Set(Object.keys(ab.consents))).toEqual(
          new Set([...Object.keys(a.consents), ...Object.keys(b.consents)]),
        );
        expect(isDeviceRecord(ab)).toBe(true);
      }),
      { numRuns: cases },
    );
  });

  it('F2 leave the device the id that was there first, however often each writes again', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, fc.array(fc.boolean()), (a, b, turns) => {
        const first = mergeRecords(undefined, a);
        const stored = turns.reduce<DeviceRecord>((held, turn) => mergeRecords(held, turn ? a : b), first);
        expect(stored.id).toBe(a.id);
        expect(mergeRecords(stored, stored)).toEqual(stored);
      }),
      { numRuns: cases },
    );
  });

  it('F2 keep the later instant of a name, under its own purpose', () => {
    const stored = record({ known: { account: { email: late }, guide: { phone: early } } });
    const known = { account: { email: early, company: early } };
    expect(mergeRecords(stored, record({ known })).known).toEqual({
      account: { email: late, company: early },
      guide: { phone: early },
    });
  });

  it('F2 keep the later word on a question, and the newer class', () => {
    const left = { at: late, outcome: 'leftEmpty' } as const;
    const answered = { at: early, outcome: 'answered' } as const;
    const stored = record({ asks: { phone: left, fax: answered }, classes: { stage: 'lead', score: 1 } });
    const merged = mergeRecords(
      stored,
      record({ asks: { phone: answered, fax: left }, classes: { stage: 'customer' } }),
    );
    expect(merged.asks).toEqual({ phone: left, fax: left });
    expect(merged.classes).toEqual({ stage: 'customer', score: 1 });
  });

  it('F10 let nobody lift a refusal by leaving the question empty, until its time is over', () => {
    const left = { at: late, outcome: 'leftEmpty' } as const;
    const [forGood, ended] = [
      { at: early, outcome: 'refused' },
      { at: early, outcome: 'refused', until: '2026-02-01T00:00:00.000Z' },
    ] as const;
    const a = record({ asks: { phone: forGood, fax: ended } });
    const b = record({ asks: { phone: left, fax: left } });
    for (const merged of [mergeRecords(a, b), mergeRecords(b, a)])
      expect(merged.asks).toEqual({ phone: forGood, fax: left });
  });

  it('S33 bring back no class that another tab has ended', () => {
    const before = record({ classes: { 'f:pause.never': late, 'email.kind': 'work' } });
    const ended = record({ classes: { 'f:pause.never': false, 'email.kind': 'work' } });
    expect(mergeRecords(ended, before, before).classes).toEqual(ended.classes);
  });

  it('S47 bring back no consent, name or value that another tab has taken back', () => {
    const sealed = { account: { company: { at: early, iv: new Uint8Array(12), wire: new ArrayBuffer(1) } } };
    const parts = { consents: { account: early }, known: { account: { company: early } }, sealed };
    const before = record({ ...parts, mark: 'm' });
    const ended = record({ mark: 'm' });
    expect(mergeRecords(ended, before, before).known).toEqual({});
    expect(mergeRecords(ended, before, before).consents).toEqual({});
    expect(mergeRecords(ended, before, before)).not.toHaveProperty('sealed');
    const again = record({ consents: { account: late }, known: { account: { company: late } } });
    expect(mergeRecords(ended, again, before)).toMatchObject({
      consents: again.consents,
      known: again.known,
    });
  });

  it('S64 keep the mark that the same visit has put right, and no other', () => {
    const [typo, right] = [record({ mark: 'typo' }), record({ mark: 'right' })];
    expect(mergeRecords(typo, right, typo).mark).toBe('right');
    expect(mergeRecords(record({ mark: 'other' }), right, typo).mark).toBe('other');
    expect(mergeRecords(typo, record(), typo).mark).toBe('typo');
    expect(mergeRecords(record(), right, typo).mark).toBe('right');
  });

  it('F10 S71 lose no question that was put, and count an act that both know once', () => {
    const act = (n: number) => ({ n, first: early, last: late });
    const a = record({ spent: { [early]: 2 }, counts: { pricing: act(2) } });
    const b = record({ spent: { [early]: 2, [late]: 3 }, counts: { pricing: act(3), docs: act(1) } });
    for (const merged of [mergeRecords(a, b), mergeRecords(b, a)]) {
      expect(merged.spent).toEqual({ [early]: 2, [late]: 3 });
      expect(merged.counts).toEqual({ pricing: act(3), docs: act(1) });
    }
  });

  it('S2 count a visit on which both submitted once', () => {
    const visits = { count: 2, last: late, steps: {} };
    const a = record({ visits: { ...visits, submitted: { signup: [1, 2] } } });
    const b = record({ visits: { ...visits, submitted: { signup: [2], guide: [2] } } });
    expect(mergeRecords(a, b).visits.submitted).toEqual({ signup: [1, 2], guide: [2] });
  });

  it('M10 count the steps of one visit together, and drop those of an earlier one', () => {
    const first = record({ visits: { count: 2, last: late, steps: { signup: 1, guide: 1 } } });
    const same = record({ visits: { count: 2, last: early, steps: { guide: 2 } } });
    const next = record({ visits: { count: 3, last: late, steps: { guide: 1 } } });
    expect(mergeRecords(first, same).visits).toMatchObject({
      count: 2,
      last: late,
      steps: { signup: 1, guide: 2 },
    });
    expect(mergeRecords(first, next).visits).toMatchObject(next.visits);
    expect(mergeRecords(next, first).visits).toMatchObject(next.visits);
  });

  it.each([undefined, null, 'record', [], { ...record(), v: 2 }, { ...record(), known: 'all' }])(
    'SEC27 take nothing from what is not a record of ours: %j',
    (stored) => {
      const own = record({ id: 'own' });
      expect(mergeRecords(stored, own)).toEqual(own);
    },
  );
});
