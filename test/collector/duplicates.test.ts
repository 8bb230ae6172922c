import { beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../src/collector/context.js';
import { findDuplicates } from '../../src/collector/people/find-duplicates.js';
import { createKeyedHash } from '../../src/collector/people/keyed-hash.js';
import { listTraits } from '../../src/collector/people/list-traits.js';
import type { Description } from '../../src/collector/people/list-traits.js';
import { writeCsv } from '../../src/collector/people/write-csv.js';
import { createWorld, emptyTables, openTestDb } from './harness.js';
import type { World } from './harness.js';

const operatorKey = 'operator-key-of-at-least-32-characters';

const db = await openTestDb();
let world: World;
beforeEach(async () => {
  world = await createWorld(db, { operatorKey });
  await emptyTables(db);
});

interface Entry {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email: string;
  readonly company?: string;
  readonly phone?: string;
}

/** Records of the same human stand in one row. */
const humans: readonly (readonly Entry[])[] = [
  [
    {
      firstName: 'Erika',
      lastName: 'Muster',
      email: 'erika.muster@kessler.example',
      company: 'Kessler GmbH',
    },
    { firstName: 'ERIKA', lastName: ' Muster', email: 'erika@gmail.com', company: 'Kessler' },
  ],
  [
    { firstName: 'Max', lastName: 'Groß', email: 'max.gross@werk.example', company: 'Werk AG' },
    { firstName: 'Max', lastName: 'Gross', email: 'm.gross@werk.example' },
  ],
  [
    { firstName: 'Ada', lastName: 'King', email: 'ada@lab.example', phone: '+44 20 7946 0000' },
    {
      firstName: 'Augusta',
      lastName: 'King',
      email: 'augusta.king@gmail.com',
      phone: '0044 (0)20 7946-0000',
    },
  ],
  [
    { firstName: 'Jo', lastName: 'Ng', email: 'joanna.ng@gmail.com' },
    { firstName: 'Joanna', lastName: 'Ng', email: 'joannang+news@gmail.com' },
  ],
  [
    { firstName: 'Petra', lastName: 'Holz', email: 'petra.holz@bau.example' },
    { firstName: 'P.', lastName: 'Holz', email: 'petra.hotz@bau.example' },
  ],
  [
    { firstName: 'Ivo', lastName: 'Marek', email: 'ivo.marek@mill.example' },
    { firstName: 'I.', lastName: 'Marek', email: 'ivo.mareek@mill.example' },
  ],
  // Nobody else, however alike: same name elsewhere, same mail house, same firm, same initials and figures.
  [{ firstName: 'Erika', lastName: 'Muster', email: 'erika@other.example', company: 'Other Ltd' }],
  [{ firstName: 'Eva', lastName: 'Lang', email: 'eva.lang@gmail.com', company: 'Kessler GmbH' }],
  [{ firstName: 'Eva', lastName: 'Lang', email: 'eva_la@gmail.com', company: 'Lang KG' }],
  [{ firstName: 'A.', lastName: 'Berg', email: 'a.berg@berg.example' }],
  [{ firstName: 'B.', lastName: 'Berg', email: 'b.berg@berg.example' }],
  [{ email: 'info1@hotel.example' }],
  [{ email: 'info2@hotel.example' }],
  [{ email: 'ab@shop.example' }],
  [{ email: 'ac@shop.example' }],
];

async function add(entry: Entry): Promise<string> {
  await world.submit({ ...entry }, { formId: 'signup', step: 'account' });
  const [person] = await db.query<{ id: string }>('SELECT id FROM person ORDER BY id DESC LIMIT 1');
  return person?.id ?? '';
}

const report = (headers: Record<string, string> = {}) =>
  world.get('/v1/reports/duplicates', { Authorization: `Bearer ${operatorKey}`, ...headers });

describe('candidate duplicates', () => {
  it('S68 of a labelled set every pair of one human is found, and no pair of two', async () => {
    const ids: string[][] = [];
    for (const human of humans) {
      const records: string[] = [];
      for (const entry of human) records.push(await add(entry));
      ids.push(records);
    }
    const expected = ids.filter(({ length }) => length === 2).map((pair) => [...pair].sort().join(' '));
    const found = await world.collector.duplicates();
    expect(found.map(({ a, b }) => `${a} ${b}`).sort()).toEqual(expected.sort());
    expect(found.every(({ score }) => score > 0 && score < 1)).toBe(true);
  });

  it.each<[string, Entry, Entry, readonly string[], number]>([
    [
      'the telephone number',
      { email: 'a@x.example', phone: '+49 30 1234567' },
      { email: 'b@y.example', phone: '0049 30 12345-67' },
      ['same phone number'],
      0.5,
    ],
    [
      'name and company',
      { email: 'a@x.example', firstName: 'E', lastName: 'M', company: 'Werk GmbH' },
      { email: 'b@gmail.com', firstName: 'e', lastName: 'm', company: 'WERK' },
      ['same name and company'],
      0.7,
    ],
    [
      'name and mail domain, and all but a letter of the address',
      { email: 'erika@x.example', firstName: 'E', lastName: 'M' },
      { email: 'erica@x.example', firstName: 'e', lastName: 'm' },
      ['nearly the same address', 'same name and mail domain'],
      0.88,
    ],
  ])('S68 says plainly that they share %s', async (_, one, other, reasons, score) => {
    const [a, b] = [await add(one), await add(other)].sort();
    expect(await world.collector.duplicates()).toEqual([{ a, b, reasons, score }]);
  });

  it.each<[string, Entry, Entry]>([
    [
      'a given name alone',
      { email: 'a@x.example', firstName: 'E' },
      { email: 'b@x.example', firstName: 'E' },
    ],
    [
      'a free mail house',
      { email: 'aaaaaa@gmail.com', firstName: 'E', lastName: 'M' },
      { email: 'bbbbbb@gmail.com', firstName: 'E', lastName: 'M' },
    ],
    ['an address but for two letters', { email: 'erika@x.example' }, { email: 'ericka2@x.example' }],
    ['a shift of letters', { email: 'abcdefg@x.example' }, { email: 'bcdefga@x.example' }],
  ])('S68 %s is no reason', async (_, one, other) => {
    await add(one);
    await add(other);
    expect(await world.collector.duplicates()).toEqual([]);
  });

  it('S68 are never merged: everything stays as it was', async () => {
    for (const entry of humans.flat()) await add(entry);
    const before = await world.collector.leads();
    expect((await world.collector.duplicates()).length).toBeGreaterThan(0);
    expect(await world.collector.leads()).toEqual(before);
  });

  it('S68 what very many share, as a switchboard, says nothing of any two', async () => {
    for (let n = 0; n < 21; n += 1)
      await add({ email: `${'x'.repeat(n + 2)}@x${n}.example`, phone: '+49 30 1234567' });
    expect(await world.collector.duplicates()).toEqual([]);
  });

  it('S68 keeps nobody waiting, and hashes only what two or more have', async () => {
    const people = Array.from({ length: 1_000 }, (_, n) => ({
      id: String(n).padStart(4, '0'),
      email: `person${n < 2 ? 'a' + 'a'.repeat(n) : `.number${n}.`}@firma${n < 2 ? '' : n}.example`,
    }));
    const hashed: string[] = [];
    const query = async (sql: string) => (sql.includes('FROM person') ? people : []);
    let [turns, done] = [0, false];
    const turn = () => {
      turns += 1;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    const pairs = await findDuplicates({
      db: { tenant: 'a', query },
      forms: new Map(),
      clock: Date.now,
      keyedHash: (text: string) => (hashed.push(text), text),
    } as unknown as Context);
    done = true;
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([['0000', '0001']]);
    expect(turns).toBeGreaterThan(10);
    expect(hashed.length).toBeLessThan(50);
  });

  it('S68 two texts that look alike in the rough are no reason where their hashes differ', async () => {
    const people = ['erika@x.example', 'erica@x.example'].map((email, n) => ({ id: String(n), email }));
    const query = async (sql: string) => (sql.includes('FROM person') ? people : []);
    let n = 0;
    const context = { db: { tenant: 'a', query }, forms: new Map(), clock: Date.now };
    const find = (keyedHash: (text: string) => string) =>
      findDuplicates({ ...context, keyedHash } as unknown as Context);
    expect(await find((text) => text)).toHaveLength(1);
    expect(await find(() => String((n += 1)))).toEqual([]);
  });

  it('S68 S90 a record meets others by a bounded number of keyed hashes, so that the work grows with the records', () => {
    const hashes = (person: Description) => listTraits(person, (text) => text).length;
    const longest = { email: `${'a'.repeat(64)}@${'b'.repeat(60)}.example`, phone: '+49301234567' };
    expect(hashes(longest)).toBeLessThan(300);
    expect(hashes({})).toBe(0);
  });

  it('S68 S90 hashes are keyed by the secret and the tenant, and hold no value', () => {
    const secret = new Uint8Array(32).fill(1);
    const hash = createKeyedHash(secret, 'a');
    const texts = [
      hash('x'),
      createKeyedHash(secret, 'b')('x'),
      createKeyedHash(
        secret.map(() => 2),
        'a',
      )('x'),
    ];
    expect(new Set(texts).size).toBe(3);
    expect(hash('x')).toBe(texts[0]);
    const traits = listTraits({ email: 'erika@werk.example', phone: '+49301234567' }, hash);
    expect(JSON.stringify(traits)).not.toMatch(/erika|werk|1234567/);
  });
});

describe('GET /v1/reports/duplicates', () => {
  const twins = async () => {
    const pair = [await add({ email: 'erika@x.example' }), await add({ email: 'erica@x.example' })].sort();
    return pair as [string, string];
  };

  it('S68 answers with ids, reasons and a score, and with no value', async () => {
    const [a, b] = await twins();
    const response = await report();
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await response.json()).toEqual({
      pairs: [{ a, b, reasons: ['nearly the same address'], score: 0.6 }],
    });
  });

  it('S68 answers as CSV where that is asked for', async () => {
    const [a, b] = await twins();
    const response = await report({ Accept: 'text/csv' });
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(await response.text()).toBe(`a,b,score,reasons\r\n${a},${b},0.6,nearly the same address\r\n`);
  });

  it('SEC24 no cell of a CSV is a formula or breaks out of its cell', () => {
    const rows = [['=1+1', '+1', '-1', '@x', '\tx', 'a,b', 'a"b', 'a\r\nb'], [-1]];
    expect(writeCsv(rows)).toBe(`'=1+1,'+1,'-1,'@x,'\tx,"a,b","a""b","a\r\nb"\r\n-1\r\n`);
  });

  it('SEC13 needs the operator’s key, and is not there where none is set', async () => {
    expect((await world.get('/v1/reports/duplicates')).status).toBe(401);
    expect((await report({ Authorization: 'Bearer another-key-of-at-least-32-characters' })).status).toBe(
      401,
    );
    world = await createWorld(db);
    expect((await report()).status).toBe(404);
  });
});
