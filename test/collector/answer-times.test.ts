import { beforeEach, describe, expect, it } from 'vitest';
import type { Answers } from '../../src/model/answers.js';
import type { FormConfig } from '../../src/model/form-config.js';
import type { Submission } from '../../src/model/submission.js';
import { agreed, createWorld, emptyTables, erika, factsOf, openTestDb, readForm } from './harness.js';
import type { World } from './harness.js';

const operatorKey = 'operator-key-of-at-least-32-characters';
const key = { Authorization: `Bearer ${operatorKey}` };

const db = await openTestDb();
let world: World;
let form: FormConfig;
beforeEach(async () => {
  const whitepaper = await readForm('whitepaper');
  form = {
    ...whitepaper,
    signals: { 'form.seconds': 'delivery', 'form.trap': 'delivery' },
    scores: {
      interest: {
        terms: [
          { when: { email: { known: true } }, points: 20 },
          { when: { 'form.trap': true }, points: -50 },
        ],
      },
    },
  };
  world = await createWorld(db, { operatorKey, forms: [form, await readForm('signup')] });
  await emptyTables(db);
});

const take = (seconds: unknown, answers: Answers = erika, over: Partial<Submission> = {}) =>
  world.submit(answers, { signals: { 'form.seconds': seconds as number }, ...over });
const report = async () => {
  const response = await world.get('/v1/reports/answer-times', key);
  return (await response.json()) as { steps: readonly Record<string, unknown>[] };
};

describe('the report of answer times', () => {
  it('S7 gives the median and nine of ten of each step, beside what the planner expects', async () => {
    for (const seconds of [10, 12, 14, 20, 90]) await take(seconds);
    await take(3, { email: 'a@firma.example' });
    // A choice of one of a few, two names and an address; then an address alone.
    expect(await report()).toEqual({
      steps: [
        {
          formId: 'whitepaper',
          formVersion: '1',
          step: 'contact',
          count: 6,
          median: 13,
          p90: 55,
          estimate: 19,
        },
      ],
    });
  });

  it('S7 tells steps and versions apart, and expects nothing of a version that is not here', async () => {
    await take(10);
    await take(20, erika, { formVersion: '0' });
    await take(30, { company: 'Firma' }, { step: 'company' });
    const { steps } = await report();
    expect(steps.map((one) => [one['formVersion'], one['step'], one['median'], one['estimate']])).toEqual([
      ['0', 'contact', 20, undefined],
      ['1', 'company', 30, 5],
      ['1', 'contact', 10, 19],
    ]);
  });

  it('S7 counts the questions that were left empty, and no view that was put off', async () => {
    const at = new Date(world.clock.now).toISOString();
    await take(10, { email: 'a@firma.example' }, { asks: { firstName: { at, outcome: 'leftEmpty' } } });
    await take(1, {}, { asks: { firstName: { at, outcome: 'refused' } } });
    expect((await report()).steps).toMatchObject([{ count: 1, median: 10, estimate: 11 }]);
  });

  it('S7 counts the questions whose answers never come here', async () => {
    const answers = { firstName: 'Ada', lastName: 'King', email: 'ada@lab.example' };
    await take(10, answers, { formId: 'signup', step: 'account' });
    expect((await report()).steps).toMatchObject([{ formId: 'signup', estimate: 5 + 5 + 6 + 8 }]);
  });

  it('S7 leaves out what says nothing of the questions', async () => {
    await take(-1);
    await take(86_401);
    await take('12; DROP TABLE submission');
    await take(true);
    await world.submit(erika);
    expect(await report()).toEqual({ steps: [] });
  });

  it('S7 is there for programs as CSV, and for the operator alone', async () => {
    await take(12);
    const csv = await world.get('/v1/reports/answer-times', { ...key, Accept: 'text/csv' });
    expect(csv.headers.get('Content-Disposition')).toBe('attachment; filename="answer-times.csv"');
    expect(await csv.text()).toBe(
      'formId,formVersion,step,count,median,p90,estimate\r\nwhitepaper,1,contact,1,12,12,19\r\n',
    );
    expect((await world.get('/v1/reports/answer-times')).status).toBe(401);
    expect((await (await createWorld(db)).get('/v1/reports/answer-times', key)).status).toBe(404);
    expect(await world.collector.answerTimes()).toEqual((await report()).steps);
  });
});

describe('what only machines fill in', () => {
  it('SEC21 lowers the score by what the definition says, and costs nobody the lead', async () => {
    const lead = async (email: string, signals: Submission['signals'], consents = agreed(world)) => {
      const before = new Set((await world.collector.leads()).map(({ id }) => id));
      expect((await world.submit({ ...erika, email }, { signals, ...consents })).status).toBe(200);
      return (await world.collector.leads()).find(({ id }) => !before.has(id));
    };
    const person = await lead('erika@firma.example', { 'form.seconds': 30 });
    const machine = await lead('bot@firma.example', { 'form.trap': true });
    expect([person, machine].map((one) => one?.scores.map(({ points }) => points))).toEqual([[20], [-30]]);
    expect(factsOf(machine)).toMatchObject({ email: 'bot@firma.example' });
  });

  it('SEC21 counts for nothing where the definition does not declare it', async () => {
    const { signals: _, ...undeclared } = form;
    world = await createWorld(db, { forms: [undeclared] });
    await world.submit(erika, { signals: { 'form.trap': true }, ...agreed(world) });
    expect((await world.collector.leads())[0]?.scores).toMatchObject([{ points: 20 }]);
  });
});
