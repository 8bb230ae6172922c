import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answers } from '../../src/model/answers.js';
import type { FormConfig, Stage } from '../../src/model/form-config.js';
import type { Submission } from '../../src/model/submission.js';
import {
  agreed,
  createWorld,
  emptyTables,
  erika,
  hour,
  openTestDb,
  readForm,
  readFullForm,
} from './harness.js';
import type { World } from './harness.js';

const db = await openTestDb();
let form: FormConfig;
let world: World;
beforeAll(async () => {
  form = await readFullForm();
});
beforeEach(async () => {
  await use(form);
  await emptyTables(db);
});

const use = async (...forms: readonly FormConfig[]) => void (world = await createWorld(db, { forms }));
const iso = (ms = 0) => new Date(world.clock.now + ms).toISOString();
const step = (answers: Answers, over: Partial<Submission> = {}) =>
  world.submission(answers, { anonymousId: 'device-a', ...agreed(world), ...over });
const send = async (submission: Submission, sentAt?: number) => {
  expect((await world.post('/v1/submissions', world.envelope(submission, sentAt))).status).toBe(200);
};
const lead = async () => (await world.collector.leads())[0];
const moves = async () => ((await lead())?.moves ?? []).map(({ from, to }) => [from, to]);
const company = { company: 'Firma', jobTitle: 'CTO' };

describe('the lifecycle', () => {
  it('S57 M15 logs each move once, with its reason, its time and the submission it came with', async () => {
    const first = step(erika);
    await send(first);
    world.clock.now += hour;
    const second = step(company, { step: 'company' });
    await send(second);
    const masked = { op: 'known', want: true, got: null, ok: true, why: 'masked' };
    expect(await lead()).toMatchObject({
      stage: 'sal',
      moves: [
        {
          formId: 'whitepaper',
          to: 'inquiry',
          label: 'Anfrage',
          reason: [{ path: 'email', ...masked }],
          at: iso(-hour),
          submissionId: first.id,
        },
        {
          formId: 'whitepaper',
          from: 'inquiry',
          to: 'sal',
          label: 'Angenommen',
          reason: [
            { path: 'company', ...masked },
            { path: 'jobTitle', ...masked },
          ],
          at: iso(),
          submissionId: second.id,
        },
      ],
    });
  });

  it('S57 a submission that is sent again moves nobody', async () => {
    const submission = step({ ...erika, ...company });
    await send(submission);
    const before = await db.query('SELECT *, xmin::text FROM stage_move');
    await send(submission);
    expect(await db.query('SELECT *, xmin::text FROM stage_move')).toEqual(before);
    world.clock.now += hour;
    await send(step({ ...erika, ...company }));
    expect(await db.query('SELECT *, xmin::text FROM stage_move')).toEqual(before);
  });

  it('S57 leads through a stage that another one asks for, with the same answer', async () => {
    await send(step({ ...erika, ...company, timeline: 'now' }));
    expect(await moves()).toEqual([
      [undefined, 'sal'],
      ['sal', 'sql'],
    ]);
  });

  it('S57 nobody falls back: not with another answer, not with another definition', async () => {
    await send(step({ ...erika, ...company, timeline: 'now' }));
    world.clock.now += hour;
    await send(step({ timeline: 'never' }, { step: 'project' }));
    expect((await lead())?.stage).toBe('sql');
    const stages = form.stages?.map((stage): Stage => ({ ...stage, when: { need: 'nothing' } })) ?? [];
    await use({ ...form, version: '2', stages });
    world.clock.now += hour;
    await send(step({ need: 'leise' }, { step: 'project' }));
    expect(await moves()).toEqual([
      [undefined, 'sal'],
      ['sal', 'sql'],
    ]);
    await db.query(
      `INSERT INTO device (tenant, anonymous_id, person_id, bound_at, bound_by)
       SELECT tenant, 'hers', id, created_at, 'by-her-link' FROM person`,
    );
    expect((await world.recognise({ anonymousId: 'hers' }))['classes']).toMatchObject({ stage: 'sql' });
  });

  it('S57 a stage that a new definition adds is entered with the next submission', async () => {
    await send(step({ ...erika, ...company, timeline: 'now' }));
    const won = { id: 'won', when: { need: { known: true } } };
    await use({ ...form, version: '2', stages: [...(form.stages ?? []), won] });
    world.clock.now += hour;
    await send(step({ need: 'leise' }, { step: 'project' }));
    expect((await moves()).at(-1)).toEqual(['sql', 'won']);
  });

  it('S57 S13 in whatever order the steps of several sessions arrive, the log is the same', async () => {
    const start = world.clock.now;
    const sent = [
      step(erika),
      step(company, { step: 'company', submittedAt: iso(hour) }),
      step({ timeline: 'never' }, { step: 'project', submittedAt: iso(2 * hour) }),
      step({ timeline: 'now' }, { step: 'project', submittedAt: iso(3 * hour) }),
    ];
    world.clock.now = start + 4 * hour;
    const logs: unknown[] = [];
    for (const order of [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
      [1, 3, 0, 2, 3, 1],
    ]) {
      await emptyTables(db);
      for (const n of order) await send(sent[n] as Submission);
      logs.push((await lead())?.moves);
    }
    expect(logs[0]).toMatchObject([
      { to: 'inquiry', submissionId: sent[0]?.id },
      { from: 'inquiry', to: 'sal', submissionId: sent[1]?.id, at: new Date(start + hour).toISOString() },
      { from: 'sal', to: 'sql', submissionId: sent[3]?.id },
    ]);
    for (const log of logs) expect(log).toEqual(logs[0]);
  });

  it('S57 of two sessions at once neither move is lost', async () => {
    for (let round = 0; round < 8; round += 1) {
      await emptyTables(db);
      await send(step(erika));
      world.clock.now += hour;
      await Promise.all([
        send(step({ company: 'Firma' }, { step: 'company' })),
        send(step({ jobTitle: 'CTO' }, { step: 'company' })),
      ]);
      expect((await lead())?.stage).toBe('sal');
      expect(await moves()).toHaveLength(2);
    }
  });

  it('S57 what followed from an answer that was mended at once, or taken back, never happened', async () => {
    const session = { sessionId: 'a-session' };
    await send(step(erika, session));
    world.clock.now += 1_000;
    const slip = step({ ...company, timeline: 'now' }, { ...session, step: 'company' });
    await send(slip);
    expect((await lead())?.stage).toBe('sql');
    world.clock.now += 1_000;
    const mended = step({ company: 'Firma' }, { ...session, step: 'company' });
    await send(mended);
    expect(await moves()).toEqual([[undefined, 'inquiry']]);
    expect((await world.recognise({ anonymousId: 'device-a' }))['classes']).toMatchObject({
      stage: 'inquiry',
    });
  });

  it('S57 what came under the wrong address moves with the session to the right one', async () => {
    const session = { sessionId: 'a-session' };
    await send(step({ ...erika, ...company }, session));
    world.clock.now += hour;
    await send(step({ ...erika, email: 'max@firma.example' }, { ...session, step: 'contact' }));
    const leads = await world.collector.leads();
    expect(leads.map(({ stage }) => stage)).toEqual(['inquiry']);
    expect(await db.query('SELECT 1 FROM stage_move')).toHaveLength(1);
  });

  it('S57 what was told before the address was known counts once the person is found', async () => {
    await send(step(company, { step: 'company' }));
    expect(await moves()).toEqual([[undefined, 'sal']]);
    world.clock.now += hour;
    await send(step({ ...erika, timeline: 'year' }));
    expect(await moves()).toEqual([
      [undefined, 'sal'],
      ['sal', 'sql'],
    ]);
  });

  it('S47 S57 nobody is moved who did not agree to be remembered', async () => {
    await world.submit({ ...erika, ...company });
    expect(await db.query('SELECT 1 FROM stage_move')).toEqual([]);
  });

  it('SEC28 S57 no value is in a reason: neither an answer nor what the page said', async () => {
    const stages = [
      { id: 'inquiry', when: { email: { known: true } } },
      {
        id: 'sal',
        when: { company: { contains: 'a' }, 'page.query.ref': { known: true }, 'visit.count': { gte: 1 } },
      },
    ];
    await use({ ...form, stages, signals: { 'page.query.ref': 'delivery' } });
    const signals = { 'page.query.ref': 'Erika-Muster', 'page.path': '/not/declared' };
    await send(step({ ...erika, company: 'Kessler AG' }, { signals }));
    const [last] = (await lead())?.moves ?? [];
    expect(last).toMatchObject({ to: 'sal' });
    expect(last?.reason.find(({ path }) => path === 'visit.count')?.got).toBe(1);
    for (const value of ['Muster', 'Kessler', 'declared'])
      expect(JSON.stringify(last?.reason)).not.toContain(value);
  });

  it('S57 each form has its own lifecycle, which begins with its first submission and hears of the others', async () => {
    const signup = await readForm('signup');
    const stages = [
      { id: 'visitor', when: true },
      { id: 'user', when: { phone: { known: true } } },
    ];
    const account = {
      ...signup,
      profile: form.profile ?? {},
      purposes: { ...signup.purposes, ...form.purposes },
      stages,
    };
    await use(form, account);
    await send(step(erika));
    expect((await lead())?.moves.map(({ formId }) => formId)).toEqual(['whitepaper']);
    world.clock.now += hour;
    await send(step({ phone: '+44 20 7946 0000' }, { formId: 'signup', step: 'phone' }));
    expect((await lead())?.moves.map(({ formId, to }) => [formId, to])).toEqual([
      ['whitepaper', 'inquiry'],
      ['signup', 'user'],
    ]);
  });

  it('S57 an old log is not lost where a person has sent more than is looked through', async () => {
    await send(step({ ...erika, ...company, timeline: 'now' }));
    for (let n = 0; n < 52; n += 1) {
      world.clock.now += hour;
      await send(step({ timeline: 'later' }, { step: 'project' }));
    }
    expect(await moves()).toEqual([
      [undefined, 'sal'],
      ['sal', 'sql'],
    ]);
  }, 60_000);
});

describe('a lead', () => {
  it('S56 S59 shows its scores and how much of budget, authority, need and timeline is known', async () => {
    await send(step({ ...erika, ...company, timeline: 'now' }));
    expect(await lead()).toMatchObject({
      scores: [{ formId: 'whitepaper', id: 'interest', points: 40 }],
      bant: { complete: 2, authority: true, timeline: true, budget: false, need: false },
    });
  });

  it('S56 a form that asks for none of it says nothing of it', async () => {
    await use(await readForm('signup'));
    await world.submit({ firstName: 'Erika' }, { formId: 'signup', step: 'account', anonymousId: 'a' });
    const only = await lead();
    expect(only).toMatchObject({ scores: [], moves: [] });
    expect(only).not.toHaveProperty('bant');
    expect(only).not.toHaveProperty('stage');
  });
});
