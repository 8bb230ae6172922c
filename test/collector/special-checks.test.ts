import { beforeEach, describe, expect, it } from 'vitest';
import type { FormConfig } from '../../src/model/form-config.js';
import type { Validator } from '../../src/model/ports.js';
import { createWorld, emptyTables, openTestDb } from './harness.js';

const db = await openTestDb();
beforeEach(() => emptyTables(db));

const form: FormConfig = {
  schemaVersion: 1,
  id: 'special',
  version: '1',
  purposes: { use: { label: 'Use', legalBasis: 'implicit', retention: 'P1Y' } },
  fields: [
    { name: 'email', type: 'email', label: 'Email', purpose: 'use', emailPolicy: 'businessOnly' },
    { name: 'land', type: 'country', label: 'Country', purpose: 'use' },
    {
      name: 'number',
      type: 'text',
      label: 'Number',
      purpose: 'use',
      hint: 'A and digits',
      rules: { pattern: 'A\\d+' },
    },
    { name: 'site', type: 'url', label: 'Site', purpose: 'use' },
    { name: 'start', type: 'date', label: 'Start', purpose: 'use', rules: { notBefore: '2026-01-01' } },
    { name: 'code', type: 'text', label: 'Code', purpose: 'use', validator: 'voucher' },
    { name: 'campaign', type: 'hidden', label: 'Campaign', purpose: 'use', value: 'autumn' },
    {
      name: 'topics',
      type: 'multiselect',
      label: 'Topics',
      purpose: 'use',
      options: [
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ],
    },
  ],
  steps: [
    {
      id: 'all',
      reason: 'r',
      fields: ['email', 'land', 'number', 'site', 'start', 'code', 'campaign', 'topics'],
    },
  ],
  profile: { remember: 'afterSubmit' },
};

const good = {
  email: 'ada@firma.example',
  land: 'DE',
  number: 'A1',
  site: 'firma.example',
  start: '2026-02-01',
  code: 'right',
  campaign: 'winter',
  topics: ['b'],
};
const asked: unknown[] = [];
const voucher: Validator = {
  '~standard': {
    version: 1,
    validate: async (value) => (
      asked.push(value),
      value === 'right' ? {} : { issues: [{ message: 'Used up.' }] }
    ),
  },
};
const send = async (answers: object, over: object = {}) => {
  const world = await createWorld(db, { forms: [form], validators: { voucher }, ...over });
  const response = await world.submit({ ...good, ...answers } as never, { formId: 'special', step: 'all' });
  return { world, response };
};

describe('the checks of pages, in the back end', () => {
  it('S91 M9 takes what the page takes, and keeps it tidied', async () => {
    const { world, response } = await send({});
    expect(response.status).toBe(200);
    const [lead] = await world.collector.leads();
    const facts = Object.fromEntries(lead?.facts.map(({ name, value }) => [name, value]) ?? []);
    expect(facts).toEqual({ ...good, site: 'https://firma.example' });
  });

  it('S91 M9 refuses what the page refuses, field by field, and keeps nothing of it', async () => {
    const { response } = await send({
      email: 'ada@gmail.com',
      land: 'XX',
      number: 'B1',
      site: 'nowhere',
      start: '2025-12-31',
      code: 'wrong',
      topics: ['c'],
    });
    expect(response.status).toBe(422);
    const { issues } = (await response.json()) as { issues: readonly { field: string }[] };
    expect([...issues].sort((a, b) => (a.field < b.field ? -1 : 1))).toEqual([
      { field: 'code', code: 'told', params: { message: 'Used up.' } },
      { field: 'email', code: 'businessOnly' },
      { field: 'land', code: 'notAnOption' },
      { field: 'number', code: 'pattern' },
      { field: 'site', code: 'url' },
      { field: 'start', code: 'tooEarly', params: { notBefore: '2026-01-01' } },
      { field: 'topics', code: 'notAnOption' },
    ]);
    expect(await db.query('SELECT 1 FROM submission')).toEqual([]);
  });

  it('S91 M9 lets an answer pass whose validator fails, is not there or takes too long', async () => {
    const late: Validator = { '~standard': { version: 1, validate: () => new Promise(() => undefined) } };
    const broken: Validator = {
      '~standard': { version: 1, validate: () => Promise.reject(new Error('offline')) },
    };
    for (const validators of [{ voucher: late }, { voucher: broken }, {}]) {
      await emptyTables(db);
      const { response } = await send({ code: 'wrong' }, { validators, validatorPatience: 1 });
      expect(response.status).toBe(200);
    }
  });

  it('S91 SEC30 tells a validator nothing of what came before, nor of what was erased', async () => {
    const { world, response } = await send({});
    expect(response.status).toBe(200);
    const sent = world.submission(good, { formId: 'special', step: 'all', sessionId: 'one' });
    const post = async (submission: typeof sent) =>
      (await world.post('/v1/submissions', world.envelope(submission))).status;
    asked.length = 0;
    expect([await post(sent), await post(sent)]).toEqual([200, 200]);
    expect(asked).toEqual(['right']);
    for (const { id } of await world.collector.leads()) await world.collector.erase({ personId: id });
    expect(await post(sent)).toBe(200);
    expect(await post({ ...sent, id: world.mintId() })).toBe(200);
    expect(asked).toEqual(['right']);
    expect(await db.query('SELECT 1 FROM submission')).toEqual([]);
  });
});
