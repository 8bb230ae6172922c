import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/collector/db.js';
import { agreed, createWorld, emptyTables, erika, factsOf, hour, openTestDb } from './harness.js';
import type { World } from './harness.js';

const db = await openTestDb();
let world: World;
beforeEach(async () => {
  world = await createWorld(db);
  await emptyTables(db);
});

const send = (submission: Parameters<World['envelope']>[0]) =>
  world.post('/v1/submissions', world.envelope(submission));
const now = () => new Date(world.clock.now).toISOString();
const lost = (id: string, over = {}) => ({
  type: 'submission.lost',
  id,
  formId: 'whitepaper',
  reason: 'expired',
  status: 503,
  at: now(),
  ...over,
});
const withdrawn = (id: string) => ({ type: 'submission.withdrawn', id, formId: 'whitepaper', at: now() });
const tell = (...events: unknown[]) => world.post('/v1/events', { events });
const count = async (table: string) =>
  (await db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

describe('what is lost', () => {
  it('FLT25 is noted with its id, form, reason, status and instant, and the ids are echoed', async () => {
    const [a, b] = [world.mintId(), world.mintId()];
    const answer = await tell(lost(a), lost(b, { reason: 'refused', status: 422 }));
    expect([answer.status, await answer.json()]).toEqual([200, { ids: [a, b] }]);
    expect(await world.collector.losses()).toEqual([
      { id: a, formId: 'whitepaper', reason: 'expired', status: 503, at: now() },
      { id: b, formId: 'whitepaper', reason: 'refused', status: 422, at: now() },
    ]);
  });

  it('FLT25 told again, within one request or in many at once, is one loss, and the last word holds', async () => {
    const id = world.mintId();
    await Promise.all([tell(lost(id), lost(id)), tell(lost(id)), tell(lost(id))]);
    await tell(lost(id, { reason: 'unreadable', status: 0 }));
    expect(await world.collector.losses()).toMatchObject([{ id, reason: 'unreadable', status: 0 }]);
  });

  it.each(['before', 'after'])('FLT25 is no loss where the submission came %s it was told', async (when) => {
    const submission = world.submission(erika);
    if (when === 'before') await send(submission);
    await tell(lost(submission.id));
    if (when === 'after') await send(submission);
    expect(await world.collector.losses()).toEqual([]);
  });

  it('FLT25 stays a loss when what was left of it is withdrawn', async () => {
    const id = world.mintId();
    await tell(lost(id), withdrawn(id));
    expect(await world.collector.losses()).toMatchObject([{ id, reason: 'expired' }]);
  });

  it('FLT55 by a clock of next year is dated now, and by one of the year 0 at 1970', async () => {
    const [a, b] = [world.mintId(), world.mintId()];
    await tell(lost(a, { at: '2027-06-01T00:00:00Z' }), lost(b, { at: '0000-01-01T00:00:00Z' }));
    const dated = Object.fromEntries((await world.collector.losses()).map(({ id, at }) => [id, at]));
    expect(dated).toEqual({ [a]: now(), [b]: '1970-01-01T00:00:00.000Z' });
  });
});

describe('what is refused', () => {
  const id = '0190a1b2-0000-7000-8000-000000000000';
  const at = '2026-01-12T09:00:00Z';
  const good = { type: 'submission.lost', id, formId: 'f', reason: 'expired', status: 0, at };

  it.each<[string, unknown]>([
    ['nothing', ''],
    ['text that is not JSON', 'hello'],
    ['a list', '[]'],
    ['no events', '{}'],
    ['events that are no list', { events: {} }],
    ['a member beside the events', { events: [], email: 'erika@firma.example' }],
    ['101 events', { events: Array.from({ length: 101 }, () => good) }],
    ['BAD48 a member named __proto__', `{"events":[],"__proto__":{"x":1}}`],
    [
      'BAD48 an event with a member named __proto__',
      JSON.stringify({ events: [good] }).replace('"id"', '"__proto__":{},"id"'),
    ],
    ['brackets without end', '['.repeat(60_000)],
    ['lists in lists', '['.repeat(30_000) + ']'.repeat(30_000)],
  ])('SEC24 %s is a 400 problem, and nothing is noted', async (_, body) => {
    const response = await world.post('/v1/events', body);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([
      400,
      'application/problem+json',
    ]);
    expect(await count('loss')).toBe(0);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['text', 'lost'],
    ['another type', { ...good, type: 'submission.sent' }],
    ['a type from the prototype', { ...good, type: 'constructor' }],
    ['a member that says more', { ...good, answers: { email: 'e@f.example' } }],
    ['a withdrawal that says more', { ...good, type: 'submission.withdrawn' }],
    ['another reason', { ...good, reason: 'purged' }],
    ['an id of another shape', { ...good, id: `'; DROP TABLE loss; --` }],
    ['a status that is none', { ...good, status: 1e9 }],
    ['a status in words', { ...good, status: '503' }],
    ['an instant that is none', { ...good, at: 'yesterday' }],
    ['a null character in the name of the form', { ...good, formId: 'a\0b' }],
    ['a year of five digits', { ...good, at: '+010000-01-01T00:00:00.000Z' }],
  ])('SEC24 FLT25 an event that will not do (%s) is left out, and stops no other', async (_, event) => {
    const [before, after] = [world.mintId(), world.mintId()];
    const answer = await tell(lost(before), event, lost(after));
    expect([answer.status, await answer.json()]).toEqual([200, { ids: [before, after] }]);
    expect(await count('loss')).toBe(2);
  });

  it('SEC24 of a form that is not here, the loss is noted without its name', async () => {
    await tell({ ...good, formId: 'erika@firma.example' });
    expect(await world.collector.losses()).toMatchObject([{ id, formId: '' }]);
  });

  it('SEC23 more than 64 KiB is a 413 problem; 100 events are fine', async () => {
    const long = await world.post('/v1/events', `{"events":[${' '.repeat(64 * 1024)}]}`);
    expect(long.status).toBe(413);
    const events = Array.from({ length: 100 }, () => lost(world.mintId()));
    expect((await tell(...events)).status).toBe(200);
    expect(await world.collector.losses()).toHaveLength(100);
  });

  it('SEC14 pages of allowed origins may post and read the answer, others may not', async () => {
    const answer = await tell(lost(world.mintId()));
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('http://site.test');
    const refused = await world.post('/v1/events', '[', {});
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBe('http://site.test');
    const events = [lost(world.mintId())];
    const foreign = await world.post('/v1/events', { events }, { Origin: 'https://evil.test' });
    expect(foreign.status).toBe(403);
    expect(await world.collector.losses()).toHaveLength(1);
  });

  it('SEC28 the log shows that something was told, never what', async () => {
    const id = world.mintId();
    await tell(lost(id), withdrawn(world.mintId()));
    await world.post('/v1/events', { events: [], email: 'erika@firma.example' });
    const request = { event: 'request', method: 'POST', path: '/v1/events' };
    expect(world.logs).toEqual([
      { ...request, status: 200 },
      { ...request, status: 400 },
    ]);
  });
});

describe('what is withdrawn', () => {
  it('FLT57 is removed with its facts and its person; the proof of the consent stays, marked', async () => {
    const submission = world.submission(erika, { anonymousId: world.mintId(), ...agreed(world) });
    await send(submission);
    const answer = await tell(withdrawn(submission.id));
    expect([answer.status, await answer.json()]).toEqual([200, { ids: [submission.id] }]);
    expect(await world.collector.leads()).toEqual([]);
    for (const table of ['submission', 'person', 'fact', 'device', 'confirmation', 'mail'])
      expect([table, await count(table)]).toEqual([table, 0]);
    expect(await db.query('SELECT purpose, withdrawn_at, person_id FROM consent')).toEqual([
      { purpose: 'profiling', withdrawn_at: new Date(world.clock.now), person_id: null },
    ]);
  });

  it('FLT57 told again changes nothing, in one request or in many at once', async () => {
    const submission = world.submission(erika, agreed(world));
    await send(submission);
    const event = withdrawn(submission.id);
    await Promise.all([tell(event, event), tell(event), tell(event)]);
    world.clock.now += hour;
    await tell(event);
    expect(await count('submission')).toBe(0);
    expect(await db.query('SELECT withdrawn_at FROM consent')).toEqual([
      { withdrawn_at: new Date(world.clock.now - hour) },
    ]);
  });

  it.each(['after', 'before'])('FLT57 a copy that comes %s it is acknowledged and left out', async (when) => {
    const submission = world.submission(erika, agreed(world));
    if (when === 'after') await send(submission);
    await tell(withdrawn(submission.id));
    const answer = await send(submission);
    expect(await answer.json()).toEqual({ id: submission.id, duplicate: true });
    expect([await count('submission'), await count('person')]).toEqual([0, 0]);
  });

  it('FLT57 of the submission and its withdrawal at once, nothing is left', async () => {
    const submission = world.submission(erika, agreed(world));
    await Promise.all([
      send(submission),
      tell(withdrawn(submission.id)),
      send(submission),
      tell(withdrawn(submission.id)),
    ]);
    expect([await count('submission'), await count('person'), await count('fact')]).toEqual([0, 0, 0]);
  });

  it.each(['before', 'after'])(
    'FLT57 an earlier version of the same step that came %s it does not take its place',
    async (when) => {
      const sessionId = world.mintId();
      const older = world.submission({ ...erika, firstName: 'Erik' }, { sessionId, ...agreed(world) });
      world.clock.now += 1_000;
      const newer = world.submission(erika, { sessionId, ...agreed(world) });
      if (when === 'before') await send(older);
      await send(newer);
      await tell(withdrawn(newer.id));
      if (when === 'after') expect((await send(older)).status).toBe(200);
      expect([await count('submission'), await count('fact'), await count('person')]).toEqual([0, 0, 0]);
    },
  );

  it('FLT57 the same step, completed once more in the same session, is recorded', async () => {
    const sessionId = world.mintId();
    const first = world.submission(erika, { sessionId, ...agreed(world) });
    await send(first);
    await tell(withdrawn(first.id));
    world.clock.now += 1;
    await world.submit(erika, { sessionId, ...agreed(world) });
    expect(await world.collector.leads()).toHaveLength(1);
  });

  it('FLT57 FLT55 so it is where the clock of the visitor was put back meanwhile', async () => {
    const sessionId = world.mintId();
    const submittedAt = new Date(world.clock.now + hour).toISOString();
    const first = world.submission(erika, { sessionId, submittedAt, ...agreed(world) });
    await world.post('/v1/submissions', world.envelope(first, world.clock.now + hour));
    await tell(withdrawn(first.id));
    await world.submit(erika, { sessionId, ...agreed(world) });
    expect(await world.collector.leads()).toHaveLength(1);
  });

  it('FLT57 beside a new version of the step that it takes back, the new one stays', async () => {
    for (let n = 0; n < 10; n += 1) {
      const sessionId = world.mintId();
      const first = world.submission(erika, { sessionId, ...agreed(world) });
      await send(first);
      world.clock.now += 1_000;
      const second = world.submission(erika, { sessionId, ...agreed(world) });
      const answers = await Promise.all([send(second), tell(withdrawn(first.id))]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await db.query('SELECT id FROM submission WHERE session_id = $1', [sessionId])).toEqual([
        { id: second.id },
      ]);
    }
  });

  it('FLT57 many at once, in one request and in many, of several sessions and of none', async () => {
    const sessionId = world.mintId();
    const sent = [
      world.submission(erika, { sessionId, ...agreed(world) }),
      world.submission({ company: 'Firma' }, { sessionId, step: 'company' }),
      ...Array.from({ length: 4 }, () => world.submission(erika, agreed(world))),
    ];
    for (const submission of sent) await send(submission);
    const ids = [...sent.map(({ id }) => id), ...Array.from({ length: 5 }, () => world.mintId())];
    const answers = await Promise.all([
      tell(...ids.map(withdrawn)),
      tell(...ids.toReversed().map(withdrawn)),
      ...sent.map(send),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    for (const table of ['submission', 'person', 'fact', 'confirmation'])
      expect([table, await count(table)]).toEqual([table, 0]);
    expect(await count('received_id')).toBe(ids.length);
  });

  it('FLT57 a step takes its own answers with it, and leaves those of the others', async () => {
    const sessionId = world.mintId();
    await world.submit(erika, { sessionId, ...agreed(world) });
    const next = world.submission({ lastName: 'Neu', company: 'Firma' }, { sessionId, step: 'company' });
    await send(next);
    await tell(withdrawn(next.id));
    expect((await world.collector.leads()).map(factsOf)).toEqual([erika]);
  });

  it('S50 FLT57 the step that held the consent takes with it what only that consent let us keep', async () => {
    const sessionId = world.mintId();
    const first = world.submission(erika, { sessionId, ...agreed(world) });
    await send(first);
    await world.submit({ company: 'Firma' }, { sessionId, step: 'company' });
    await tell(withdrawn(first.id));
    expect(await world.collector.leads()).toEqual([]);
    expect(await world.collector.submissionsWithoutPerson()).toMatchObject([{ step: 'company' }]);
    expect([await count('fact'), await count('person')]).toEqual([0, 0]);
  });

  it('FLT57 a version that was replaced already takes nothing with it', async () => {
    const sessionId = world.mintId();
    const older = world.submission({ ...erika, firstName: 'Erik' }, { sessionId, ...agreed(world) });
    await send(older);
    world.clock.now += 1_000;
    await world.submit(erika, { sessionId, ...agreed(world) });
    await tell(withdrawn(older.id));
    expect((await world.collector.leads()).map(factsOf)).toEqual([erika]);
  });

  it('FLT57 is removed also where the form is not here any more', async () => {
    const submission = world.submission(erika, agreed(world));
    await send(submission);
    const without = await createWorld(db, { forms: [] });
    await without.post('/v1/events', { events: [withdrawn(submission.id)] });
    expect([await count('submission'), await count('fact'), await count('person')]).toEqual([0, 0, 0]);
  });

  it('FLT57 its confirmation link is gone, and a click confirms nothing', async () => {
    const submission = world.submission(erika, agreed(world));
    await send(submission);
    const path = await world.confirmPath();
    await tell(withdrawn(submission.id));
    expect((await world.post(path, '')).status).toBe(410);
  });

  it('S42 FLT57 a click before the withdrawal confirms nothing that was sent after it', async () => {
    const sessionId = world.mintId();
    const submission = world.submission(erika, { sessionId, ...agreed(world) });
    await send(submission);
    await world.click(await world.confirmPath());
    await tell(withdrawn(submission.id));
    world.clock.now += 1_000;
    await world.submit(erika, { sessionId, ...agreed(world) });
    const standing = 'SELECT confirmed_at FROM consent WHERE withdrawn_at IS NULL';
    expect(await db.query(standing)).toEqual([{ confirmed_at: null }]);
    await world.click(await world.confirmPath());
    expect(await db.query(standing)).toEqual([{ confirmed_at: new Date(world.clock.now) }]);
  });

  it('S42 FLT57 nor does a click that finds its link just before the withdrawal takes it away', async () => {
    const sessionId = world.mintId();
    const submission = world.submission(erika, { sessionId, ...agreed(world) });
    await send(submission);
    const path = await world.confirmPath();
    let meanwhile = async () => {};
    const tx: Db['tx'] = async (work) => {
      await meanwhile();
      return db.tx(work);
    };
    const during = await createWorld({ ...db, tx });
    meanwhile = async () => {
      await tell(withdrawn(submission.id));
      world.clock.now += 1_000;
      await world.submit(erika, { sessionId, ...agreed(world) });
    };
    const clicked = await during.post(path, '');
    expect(clicked.status).toBe(410);
    expect(await db.query('SELECT confirmed_at FROM consent WHERE withdrawn_at IS NULL')).toEqual([
      { confirmed_at: null },
    ]);
  });

  it('SEC20 sending and withdrawing in turn floods no mailbox, and after an hour the address is gone', async () => {
    for (let n = 0; n < 6; n += 1) {
      const submission = world.submission(erika);
      await send(submission);
      await world.collector.sendDueMails();
      await tell(withdrawn(submission.id));
    }
    expect(world.mails).toHaveLength(3);
    world.clock.now += hour;
    await world.collector.sendDueMails();
    expect(await count('confirmation')).toBe(0);
  });
});
