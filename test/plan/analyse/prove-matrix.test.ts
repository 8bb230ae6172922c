import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/model/condition.js';
import type { FormConfig } from '../../../src/model/form-config.js';
import { checkMatrix } from '../../../src/plan/analyse/check-matrix.js';
import { proveMatrix } from '../../../src/plan/analyse/prove-matrix.js';
import { withWhen } from './a-form.js';

const withRows = (rows: Readonly<Record<string, Condition>>, more: Partial<FormConfig> = {}) =>
  withWhen(true, {
    ...more,
    matrix: Object.entries(rows).map(([id, when]) => ({ id, when, steps: ['one'] })),
  });
const prove = (rows: Readonly<Record<string, Condition>>, more: Partial<FormConfig> = {}) =>
  proveMatrix(withRows(rows, more));
const whole = { proven: true, total: true, disjoint: true, overlaps: [], unproven: [] };

describe('S34 the decision matrix', () => {
  it.each<Readonly<Record<string, Condition>>>([
    { enterprise: { 'segment.big': true }, hobby: { 'segment.big': false } },
    {
      enterprise: { 'employees.size': { gte: 250 } },
      small: { 'employees.size': { lt: 250 } },
      unknown: { 'employees.size': { known: false } },
    },
    {
      a: { employees: ['1-9', '10-249', '250-999'] },
      b: { employees: '1000+' },
      c: { employees: { known: false } },
    },
    { work: { 'email.kind': 'work' }, rest: { 'email.kind': { ne: 'work' } } },
    { first: { 'visit.count': 1 }, later: { 'visit.count': { gte: 2 } } },
    { lead: { stage: 'lead' }, customer: { stage: 'customer' }, nobody: { stage: { known: false } } },
    { fit: { 'score.fit': { gte: 5 } }, unfit: { 'score.fit': { lt: 5 } } },
    {
      big: { 'segment.big': true },
      small: { 'segment.small': true },
      between: { 'segment.big': false, 'segment.small': false },
    },
    { big: { 'segment.big': true }, small: { 'segment.small': true }, rest: true },
    { everybody: true },
  ])('is proven to have one row for everybody: %j', (rows) => expect(prove(rows)).toEqual(whole));

  it('shows for whom there is no row, by no more than it takes', () => {
    expect(prove({ big: { 'segment.big': true }, small: { 'segment.small': true } })).toEqual({
      ...whole,
      total: false,
      gap: { 'employees.size': null },
    });
    expect(
      prove({
        work: { 'email.kind': 'work' },
        free: { 'email.kind': 'free', 'employees.size': { lt: 1000 } },
        stranger: { 'email.kind': { known: false }, company: { ne: 'x' } },
        freeUnsized: { 'email.kind': 'free', 'employees.size': { known: false } },
        known: { 'email.kind': { known: false }, company: 'x' },
      }).gap,
    ).toEqual({ 'email.kind': 'free', 'employees.size': 1000 });
  });

  it('shows for whom two rows hold', () => {
    const proof = prove({
      enterprise: { 'employees.band': 'enterprise' },
      private: { 'email.kind': 'free' },
      rest: { not: { any: [{ 'employees.band': 'enterprise' }, { 'email.kind': 'free' }] } },
    });
    expect(proof).toEqual({
      ...whole,
      disjoint: false,
      overlaps: [
        {
          rows: ['enterprise', 'private'],
          sample: { 'employees.band': 'enterprise', 'email.kind': 'free' },
        },
      ],
    });
  });

  it('lets a last row for everybody else hold beside the others, and no other row', () => {
    expect(prove({ big: { 'segment.big': true }, rest: true })).toEqual(whole);
    expect(prove({ rest: true, big: { 'segment.big': true } })).toMatchObject({
      total: true,
      disjoint: false,
      overlaps: [{ rows: ['rest', 'big'] }],
    });
  });

  it('makes samples of facts that go together, not of segments', () => {
    const { overlaps, gap } = prove(
      { hot: { 'segment.hot': true }, cold: { 'segment.cold': true } },
      {
        segments: {
          big: { 'employees.size': { gte: 250 } },
          hot: { timeline: 'now', 'segment.big': true },
          cold: { timeline: ['year', 'never'] },
        },
      },
    );
    expect(overlaps).toEqual([]);
    expect(gap).toEqual({ timeline: null });
  });

  it('knows that nobody falls back to an earlier stage', () => {
    const rows = {
      known: { stage: 'lead', email: { known: false } },
      contact: { stage: { known: false }, email: { known: true } },
    };
    expect(prove(rows).overlaps).toEqual([]);
    // Somebody who became a lead and whose address is unknown since is possible, the other way round is not.
    expect(prove({ a: { not: rows.known }, b: rows.known }).total).toBe(true);
    expect(prove({ a: { not: rows.contact } }).total).toBe(true);
  });

  it('keeps apart the things that a rule does not bring together, so that many segments can be proven', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const segments = Object.fromEntries(
      ids.map((id) => [
        id,
        {
          any: [
            { [`utm.${id}`]: { contains: 'x' } },
            { [`utm.${id}`]: { startsWith: 'y' } },
            { [`flag.${id}`]: { gt: 5 } },
          ],
        },
      ]),
    );
    const rows = { some: { any: ids.map((id) => ({ [`segment.${id}`]: true })) } };
    const none = { not: rows.some };
    expect(prove({ ...rows, none }, { segments })).toEqual(whole);
  });

  it('says what there are too many cases of', () => {
    const letters = [...'abcdefghijklmnop'];
    const rows = {
      a: { all: letters.map((letter): Condition => ({ [`utm.${letter}`]: { contains: 'x' } })) },
      b: { company: 'x' },
    };
    const proof = prove(rows);
    expect(proof).toMatchObject({ proven: false, total: false, disjoint: false, overlaps: [] });
    expect(proof.unproven).toEqual([...letters.map((letter) => `utm.${letter}`), 'company']);
    expect(prove({ ...rows, rest: true })).toMatchObject({ proven: false, total: true });
  });

  it('has nothing to prove without a matrix', () => expect(proveMatrix(withWhen(true))).toEqual(whole));
});

describe('S34 the matrix in words', () => {
  const words = (rows: Readonly<Record<string, Condition>>) => checkMatrix(withRows(rows));

  it('tells gaps and overlaps with somebody they concern', () => {
    const found = words({ enterprise: { 'employees.size': { gte: 1000 } }, hobby: { 'email.kind': 'free' } });
    expect(found).toEqual([
      {
        path: 'matrix[1].when',
        problem: 'rows enterprise and hobby both hold where employees.size = 1000 and email.kind = free',
        remedy: 'Exclude one from the other, so that everybody has one row.',
      },
      {
        path: 'matrix',
        problem: 'asks nobody anything where employees.size is not known and email.kind is not known',
        remedy: 'Add a row for it, or a last row with "when": true for everybody else.',
      },
    ]);
    expect(words({ nobody: false })).toMatchObject([{ problem: 'asks nobody anything' }]);
    expect(words({ rest: true })).toEqual([]);
  });

  it('tells what to simplify where there is no proof', () => {
    const wide = [...'abcdefghijklmnop'].map((letter): Condition => ({
      [`utm.${letter}`]: { contains: 'x' },
    }));
    expect(words({ a: { all: wide }, rest: { not: { all: wide } } })).toMatchObject([
      {
        path: 'matrix',
        problem: expect.stringMatching(
          /^cannot be proven to have one row for everybody: .* cases of utm\.a, utm\.b/,
        ),
        remedy: 'Let its rows look at fewer things, for example at segments that share none.',
      },
    ]);
  });
});
