import { beforeEach, describe, expect, it } from 'vitest';
import type { Recognition } from '../../src/collector/recognise/disclose.js';
import type { FormConfig } from '../../src/model/form-config.js';
import type { AskRecord, Profile } from '../../src/model/profile.js';
import type { Submission } from '../../src/model/submission.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { createRules } from '../../src/plan/rules/create-rules.js';
import { mergeProfiles, rulesOf } from '../../src/profile/merge-profiles.js';
import {
  agreed,
  createWorld,
  emptyTables,
  erika,
  hour,
  openTestDb,
  readForm,
  readFullForm,
  tables,
} from './harness.js';
import type { World } from './harness.js';

const day = 24 * hour;
const device = 'device-a';

const db = await openTestDb();
let world: World;
beforeEach(async () => {
  world = await createWorld(db);
  await emptyTables(db);
});

const at = (ms = 0) => new Date(world.clock.now + ms).toISOString();
const refused = (over: Partial<AskRecord> = {}): AskRecord => ({ at: at(), outcome: 'refused', ...over });
const fromDevice = (anonymousId = device) => ({ anonymousId, ...agreed(world) });
const ask = async (request: Record<string, unknown> = { anonymousId: device }) =>
  (await world.recognise(request)) as unknown as Recognition;
const rowsOf = (table: string) => db.query(`SELECT * FROM ${table}`);
const withdraw = (id: string) =>
  world.post('/v1/events', {
    events: [{ type: 'submission.withdrawn', id, formId: 'whitepaper', at: at() }],
  });

/** On the other form, which needs no consent. */
const signup = { formId: 'signup', step: 'phone', anonymousId: device };

/** Her confirmed address and her download lead to a mail two days later; returns the token of its link. */
async function nurtureToken(over: Partial<Submission> = {}): Promise<string> {
  await world.submit(erika, { ...fromDevice(), ...over });
  await world.get(await world.click(await world.confirmPath()));
  world.clock.now += 48 * hour;
  await world.collector.sendDueMails();
  return /#pf=([\w.-]+)/.exec(world.mails.at(-1)?.text ?? '')?.[1] ?? '';
}

/** As a page would have it that knows nothing but this answer. */
function profileOn({ strength, visits, ...told }: Recognition, config: FormConfig): Profile {
  const { known, classes, consents, asks, spent } = told;
  const counts = { steps: 0, count: visits?.count ?? 2 };
  const profile = mergeProfiles(rulesOf(config, world.clock.now), {
    known,
    classes,
    consents,
    asks,
    spent,
    identity: { strength },
  });
  return createRules(config).derive({ ...profile, visits: counts }, { now: world.clock.now, values: {} }, {});
}

function planOn(reply: Recognition, config: FormConfig) {
  const signals = { now: world.clock.now, values: {} };
  return planFields(config, profileOn(reply, config), signals, {}, createRules(config));
}

const reasonOf = (plan: ReturnType<typeof planOn>, field: string) =>
  plan.skip.find((skip) => skip.field === field)?.reason.word;

describe('what was refused', () => {
  it('F10 is remembered of the person and told by the name of the field, without a word on anything else', async () => {
    const until = at(30 * day);
    await world.submit(erika, {
      ...fromDevice(),
      asks: {
        company: refused({ until }),
        jobTitle: refused(),
        need: { at: at(), outcome: 'leftEmpty', until },
      },
    });
    expect((await ask()).asks).toEqual({
      company: { at: at(), outcome: 'refused', until },
      jobTitle: { at: at(), outcome: 'refused' },
      need: { at: at(), outcome: 'leftEmpty', until },
    });
    expect((await ask({ anonymousId: 'device-b' })).asks).toEqual({});
  });

  it('F10 rests by the name of the fact, for every form that asks it under whatever name', async () => {
    const form = await readForm('signup');
    const fields = form.fields.map((field) =>
      field.name === 'company' ? { ...field, name: 'firm', mapsTo: 'company' } : field,
    );
    world = await createWorld(db, { forms: [await readForm('whitepaper'), { ...form, fields }] });
    await world.submit(erika, { ...fromDevice(), asks: { company: refused() } });
    expect(Object.keys((await ask({ anonymousId: device, formId: 'signup' })).asks)).toEqual(['firm']);
  });

  it('F10 no longer counts once its time is over', async () => {
    await world.submit(erika, { ...fromDevice(), asks: { company: refused({ until: at(day) }) } });
    world.clock.now += day - 1;
    expect((await ask()).asks).toHaveProperty('company');
    world.clock.now += 1;
    expect((await ask()).asks).toEqual({});
  });

  it('F10 the latest word on a question holds, whichever comes first', async () => {
    const early = world.submission({}, { step: 'company', ...fromDevice(), asks: { company: refused() } });
    const until = at(hour + day);
    const late = world.submission(erika, {
      ...fromDevice(),
      submittedAt: at(hour),
      asks: { company: { at: at(hour), outcome: 'leftEmpty', until } },
    });
    world.clock.now += hour;
    for (const order of [
      [early, late],
      [late, early],
    ]) {
      await emptyTables(db);
      for (const one of order) await world.post('/v1/submissions', world.envelope(one));
      expect((await ask()).asks).toEqual({ company: { at: at(), outcome: 'leftEmpty', until } });
    }
  });

  it('F10 is over with an answer that is given later, and not with an older one', async () => {
    await world.submit({ ...erika, company: 'Alt' }, fromDevice());
    world.clock.now += hour;
    await world.submit({}, { step: 'company', ...fromDevice(), asks: { company: refused() } });
    expect((await ask()).asks).toHaveProperty('company');
    world.clock.now += hour;
    await world.submit({ company: 'Neu' }, { step: 'company', ...fromDevice() });
    expect((await ask()).asks).toEqual({});
  });

  it.each(['never', 'ifEmpty'] as const)(
    'F10 is over also with a later answer that the write policy “%s” keeps out',
    async (writePolicy) => {
      const form = await readForm('whitepaper');
      const fields = form.fields.map((field) =>
        field.name === 'company' ? { ...field, writePolicy } : field,
      );
      world = await createWorld(db, { forms: [{ ...form, fields }] });
      await world.submit({ ...erika, company: 'Alt' }, fromDevice());
      world.clock.now += hour;
      await world.submit({}, { step: 'company', ...fromDevice(), asks: { company: refused() } });
      expect((await ask()).asks).toHaveProperty('company');
      world.clock.now += hour;
      await world.submit({ company: 'Neu' }, { step: 'company', ...fromDevice() });
      expect((await ask()).asks).toEqual({});
    },
  );

  it('F10 FLT55 is dated by our clock and rests as long as it was meant to, however wrong the device’s clock', async () => {
    const ahead = 400 * day;
    const asks = { company: refused({ at: at(ahead), until: at(ahead + day) }) };
    const submission = world.submission(erika, { ...fromDevice(), submittedAt: at(ahead), asks });
    await world.post('/v1/submissions', world.envelope(submission, world.clock.now + ahead));
    expect((await ask()).asks).toEqual({ company: { at: at(), outcome: 'refused', until: at(day) } });
  });

  it.each([
    ['the year 0', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'],
    ['an end before the beginning', '2026-01-12T09:00:00Z', '2020-01-01T00:00:00Z'],
  ])('BAD48 FLT55 %s is nothing that the database stumbles over', async (_, given, until) => {
    const asks = { company: refused({ at: given, until }) };
    const submission = world.submission(erika, { ...fromDevice(), asks });
    expect((await world.post('/v1/submissions', world.envelope(submission, 0))).status).toBe(200);
    expect(await rowsOf('ask')).toHaveLength(1);
  });

  it('F10 an answer in the same step speaks louder', async () => {
    const asks = { company: refused(), need: { at: at(), outcome: 'answered', until: at(hour) } } as const;
    await world.submit({ ...erika, company: 'Firma', need: 'leise' }, { ...fromDevice(), asks });
    expect(Object.keys((await ask()).asks)).toEqual(['need']);
  });

  it('S47 stays with nobody where nobody agreed to be remembered', async () => {
    await world.submit(erika, { anonymousId: device, asks: { company: refused() }, questions: 4 });
    expect(await rowsOf('ask')).toEqual([]);
    expect(await ask()).toMatchObject({ strength: 'none', asks: {}, spent: {} });
  });

  it('S13 S47 of a step counts with the consent that a later step gives, in whatever order they come', async () => {
    const sessionId = 'a-session';
    const first = world.submission(erika, {
      sessionId,
      anonymousId: device,
      asks: { company: refused() },
      questions: 4,
    });
    const second = world.submission({}, { sessionId, step: 'company', ...fromDevice() });
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      await emptyTables(db);
      for (const one of order) await world.post('/v1/submissions', world.envelope(one));
      expect(await ask()).toMatchObject({ asks: { company: refused() }, spent: { [at()]: 4 } });
    }
  });

  it('S22 a step that is completed again takes back what it said before', async () => {
    const session = { sessionId: 'a-session', ...fromDevice() };
    await world.submit(erika, { ...session, asks: { company: refused() }, questions: 4 });
    world.clock.now += 1_000;
    await world.submit(erika, { ...session, questions: 3 });
    expect(await ask()).toMatchObject({ asks: {}, spent: { [at()]: 3 } });
  });

  it('S41 a refusal alone opens no download and is no visit on which something was submitted', async () => {
    const form = await readForm('whitepaper');
    const { doubleOptIn: _, ...afterSubmit } = form.afterSubmit ?? {};
    world = await createWorld(db, { forms: [{ ...form, afterSubmit }] });
    await world.submit({}, { step: 'company', ...fromDevice(), asks: { company: refused() } });
    expect(await ask()).not.toHaveProperty('asset');
    await world.submit({ need: 'leise' }, { step: 'project', ...fromDevice() });
    expect(await ask()).toHaveProperty('asset');
  });
});

describe('the ask budget', () => {
  it('F10 counts the questions of all forms in the last year, by the instant of the answer', async () => {
    await world.submit(erika, { ...fromDevice(), questions: 9 });
    world.clock.now += 365 * day;
    const first = at();
    await world.submit({ need: 'leise' }, { step: 'project', ...fromDevice(), questions: 3 });
    world.clock.now += hour;
    const second = at();
    await world.submit({ phone: '+44 20 7946 0000' }, { ...signup, questions: 1 });
    await world.submit({ company: 'Firma' }, { step: 'company', ...fromDevice(), questions: 2 });
    expect((await ask()).spent).toEqual({ [first]: 3, [second]: 3 });
  });

  it('F10 FLT55 dates what came from the asking device by its own clock, so that nothing counts twice there', async () => {
    const ahead = 3 * hour;
    const submission = world.submission(erika, { ...fromDevice(), submittedAt: at(ahead), questions: 4 });
    await world.post('/v1/submissions', world.envelope(submission, world.clock.now + ahead));
    expect((await ask()).spent).toEqual({ [submission.submittedAt]: 4 });
    const token = await nurtureToken({ sessionId: 'another' });
    const elsewhere = await ask({ token, anonymousId: 'device-b' });
    expect(Object.values(elsewhere.spent)).toEqual([4]);
    expect(elsewhere.spent).not.toHaveProperty([submission.submittedAt]);
  });

  it('F10 tells 200 instants at most, the latest', async () => {
    await world.submit(erika, fromDevice());
    await db.query(
      `INSERT INTO submission (tenant, session_id, form_id, step, id, form_version, answers, signals, exposures,
         client_ms, anonymous_id, person_id, submitted_at, received_at, questions)
       SELECT tenant, 'many', 'whitepaper', n::text, gen_random_uuid(), '1', '{}', '{}', '[]', client_ms + n * 1000,
         anonymous_id, person_id, submitted_at + n * interval '1 second', received_at, 1
       FROM submission, generate_series(1, 250) AS n`,
    );
    const instants = Object.keys((await ask()).spent).sort();
    expect([instants.length, instants[0]]).toEqual([200, at(51_000)]);
  });
});

describe('two devices', () => {
  it('F10 S65 a question refused on one is not asked on the other, once it is known whose that is', async () => {
    const form = await readForm('whitepaper');
    const token = await nurtureToken({ asks: { company: refused() } });
    const arrived = await ask({ token, anonymousId: 'device-b' });
    const plan = planOn(arrived, form);
    expect(arrived).toMatchObject({ strength: 'link', visits: { count: 2, submissions: 1 } });
    expect(reasonOf(plan, 'company')).toBe('paused');
    expect(plan.steps.flatMap((step) => step.ask.map(({ field }) => field))).toContain('jobTitle');
    // From now on the device is hers, without the link as well.
    const answers = { jobTitle: 'Leitung' };
    await world.submit(answers, { step: 'company', anonymousId: 'device-b', proof: arrived.proof ?? '' });
    expect((await ask({ anonymousId: 'device-b' })).asks).toHaveProperty('company');
  });

  it('F10 questions put on one are paid for on the other', async () => {
    const form = await readFullForm();
    world = await createWorld(db, { forms: [form, await readForm('signup')] });
    const token = await nurtureToken({ questions: 4 });
    await world.submit({ phone: '+44 20 7946 0000' }, { ...signup, questions: 8 });
    const arrived = await ask({ token, anonymousId: 'device-b' });
    expect(Object.values(arrived.spent)).toEqual([8, 4]);
    expect(reasonOf(planOn(arrived, form), 'company')).toBe('budget');
    world.clock.now += 30 * day;
    expect(planOn(arrived, form).steps.map(({ id }) => id)).toEqual(['company']);
  });

  it('F2 SEC16 a device that only typed her address is told nothing of what came from elsewhere', async () => {
    const form = await readFullForm();
    world = await createWorld(db, { forms: [form] });
    await nurtureToken({ asks: { company: refused() }, questions: 4 });
    await world.submit(
      { company: 'Firma', jobTitle: 'CTO', timeline: 'never' },
      { step: 'company', ...fromDevice(), questions: 3 },
    );
    const probe = async (email: string, anonymousId: string) => {
      await world.submit({ ...erika, email }, { ...fromDevice(anonymousId), questions: 4 });
      return ask({ anonymousId });
    };
    const known = await probe('erika@firma.example', 'device-x');
    expect(known).toEqual(await probe('nobody@firma.example', 'device-y'));
    expect(known).toMatchObject({ asks: {}, spent: { [at()]: 4 }, classes: { 'bant.complete': 0 } });
  });
});

describe('what is told instead of values', () => {
  it('F2 S33 S56 S57 S59 classes that follow from her answers, and no answer', async () => {
    world = await createWorld(db, { forms: [await readFullForm()] });
    await world.submit(
      { ...erika, company: 'Kessler', jobTitle: 'Leiterin Einkauf', timeline: 'now', need: 'leise' },
      fromDevice(),
    );
    const answer = await ask();
    expect(answer.classes).toMatchObject({
      'email.kind': 'work',
      'bant.authority': true,
      'bant.complete': 3,
      'segment.hot': true,
      'score.interest': 40,
      stage: 'sql',
    });
    expect(Object.keys(answer.classes)).toContain('jobTitle.level');
    for (const value of ['Kessler', 'Einkauf', 'leise', 'rika'])
      expect(JSON.stringify(answer)).not.toContain(value);
  });

  it('S33 “never” rests for its time on a device that holds no answer, and no longer', async () => {
    const form = await readFullForm();
    world = await createWorld(db, { forms: [form] });
    await world.submit({ ...erika, timeline: 'never' }, fromDevice());
    const answer = await ask();
    expect(answer.classes['pause.never']).toBe(at(180 * day));
    expect(reasonOf(planOn(answer, form), 'company')).toBe('resting');
    world.clock.now += 180 * day;
    expect(reasonOf(planOn(await ask(), form), 'company')).not.toBe('resting');
  });

  it('S2 visits are counted as on the page: a reload or a second tab goes on with the same one', async () => {
    await world.submit(erika, { sessionId: 'tab-1', ...fromDevice() });
    world.clock.now += 25 * 60_000;
    await world.submit({ company: 'Firma' }, { sessionId: 'tab-2', step: 'company', ...fromDevice() });
    world.clock.now += 25 * 60_000;
    await world.submit({ phone: '+44 20 7946 0000' }, { ...signup, sessionId: 'tab-3' });
    world.clock.now += 31 * 60_000;
    await world.submit({ jobTitle: 'CTO' }, { sessionId: 'later', step: 'company', ...fromDevice() });
    const token = await nurtureToken({ sessionId: 'tab-4' });
    expect((await ask({ token })).visits).toEqual({ count: 3, submissions: 2 });
  });

  it('a full answer fits into what a page reads', async () => {
    const form = await readForm('whitepaper');
    const fields = Array.from({ length: 200 }, (_, n) => ({
      ...(form.fields.find(({ name }) => name === 'need') as FormConfig['fields'][number]),
      name: `question${n}`.padEnd(64, 'x'),
    }));
    world = await createWorld(db, { forms: [{ ...form, fields: [...form.fields, ...fields] }] });
    const until = at(day);
    const asks = Object.fromEntries(fields.map(({ name }) => [name, refused({ until })]));
    const answers = Object.fromEntries(fields.map(({ name }) => [name, 'x']));
    await world.submit({ ...erika, ...answers }, fromDevice());
    world.clock.now += 1_000;
    await world.submit({}, { step: 'project', ...fromDevice(), asks });
    await db.query(
      `INSERT INTO submission (tenant, session_id, form_id, step, id, form_version, answers, signals, exposures,
         client_ms, anonymous_id, person_id, submitted_at, received_at, questions)
       SELECT tenant, 'many', 'whitepaper', n::text, gen_random_uuid(), '1', '{}', '{}', '[]', client_ms + n * 1000,
         anonymous_id, person_id, submitted_at + n * interval '1 second', received_at, 1
       FROM submission, generate_series(1, 250) AS n WHERE step = 'contact'`,
    );
    const answer = await ask();
    expect(Object.keys(answer.asks)).toHaveLength(200);
    expect(Object.keys(answer.spent)).toHaveLength(200);
    expect(JSON.stringify(answer).length).toBeLessThan(65_536);
  });
});

describe('what is gone', () => {
  const holdsNothing = async () => {
    const left = JSON.stringify(await Promise.all([...tables].map(rowsOf)));
    for (const word of ['refused', 'company', device]) expect(left).not.toContain(word);
  };

  it('SEC30 FLT64 an erasure takes refusals, counts and moves with it, and keeps late copies out', async () => {
    world = await createWorld(db, { forms: [await readFullForm()] });
    const submission = world.submission(erika, {
      ...fromDevice(),
      asks: { company: refused() },
      questions: 4,
    });
    await world.post('/v1/submissions', world.envelope(submission));
    expect(await rowsOf('stage_move')).toHaveLength(1);
    await world.collector.erase({ email: 'erika@firma.example' });
    await holdsNothing();
    const late = world.submission({}, { step: 'company', ...fromDevice(), asks: { company: refused() } });
    world.clock.now -= 1;
    for (const one of [submission, { ...late, submittedAt: at() }])
      await world.post('/v1/submissions', world.envelope(one));
    await holdsNothing();
  });

  it('SEC30 a withdrawal of the step takes them as well, whether the form is still here or not', async () => {
    for (const forms of [undefined, []] as const) {
      const full = await readFullForm();
      await emptyTables(db);
      world = await createWorld(db, { forms: [full] });
      const sessionId = world.mintId();
      const contact = world.submission(erika, { sessionId, ...fromDevice() });
      const asks = { need: refused() };
      const answers = { company: 'Firma', jobTitle: 'Leitung' };
      const mine = world.submission(answers, {
        sessionId,
        step: 'company',
        ...fromDevice(),
        asks,
        questions: 4,
      });
      for (const one of [contact, mine]) await world.post('/v1/submissions', world.envelope(one));
      expect(await rowsOf('stage_move')).toHaveLength(2);
      if (forms) world = await createWorld(db, { forms });
      await withdraw(mine.id);
      expect(await rowsOf('ask')).toEqual([]);
      expect(await rowsOf('stage_move')).toMatchObject([{ to_stage: 'inquiry', submission_id: contact.id }]);
      expect(await db.query('SELECT 1 FROM submission WHERE questions > 0')).toEqual([]);
    }
  });
});

describe('what is no record of questions', () => {
  const good = () => refused();
  it.each<[string, () => unknown]>([
    ['a list', () => [good()]],
    ['an outcome that is none', () => ({ company: { at: at(), outcome: 'hated' } })],
    ['no instant', () => ({ company: { outcome: 'refused' } })],
    ['an instant in words', () => ({ company: { at: 'yesterday', outcome: 'refused' } })],
    ['an end in words', () => ({ company: { ...good(), until: 'never' } })],
    ['a name of 65 characters', () => ({ ['x'.repeat(65)]: good() })],
    ['1,001 of them', () => Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`q${n}`, good()]))],
  ])('SEC24 %s is refused with 400 and names the member', async (_, asks) => {
    const submission = { ...world.submission(erika, fromDevice()), asks: asks() as Submission['asks'] & {} };
    const response = await world.post('/v1/submissions', world.envelope(submission));
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('asks')]);
  });

  it.each([-1, 1.5, 1_001, '4', null])(
    'SEC24 a count of %j questions is refused with 400',
    async (questions) => {
      const submission = { ...world.submission(erika, fromDevice()), questions: questions as number };
      const response = await world.post('/v1/submissions', world.envelope(submission));
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('questions')]);
    },
  );

  it('S49 names that the form does not have, and members that say more, are kept nowhere, and cost no lead', async () => {
    const more = { ...refused(), note: 'Secret' };
    const asks = { company: more, 'Erika Secret': refused(), __proto__: refused(), constructor: refused() };
    const response = await world.submit(erika, { ...fromDevice(), asks });
    expect(response.status).toBe(200);
    expect((await ask()).asks).toEqual({ company: refused() });
    expect(JSON.stringify(await Promise.all([...tables].map(rowsOf)))).not.toContain('Secret');
  });
});
