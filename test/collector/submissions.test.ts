import { beforeEach, describe, expect, it } from 'vitest';
import type { Field } from '../../src/model/form-config.js';
import { agreed, createWorld, emptyTables, erika, factsOf, hour, openTestDb, readForm } from './harness.js';
import type { World } from './harness.js';

const db = await openTestDb();
let world: World;
beforeEach(async () => {
  world = await createWorld(db);
  await emptyTables(db);
});

const count = async (table: string) =>
  (await db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

describe('exactly once in effect', () => {
  it('FLT61 of 200 posts of one id at once, one leaves a row and all are acknowledged', async () => {
    const envelope = world.envelope(world.submission(erika, agreed(world)));
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => world.post('/v1/submissions', envelope)),
    );
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { duplicate?: true }[];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(bodies.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect([await count('submission'), await count('person'), await count('mail')]).toEqual([1, 1, 1]);
  });

  it('FLT61 the same id with other content is refused by a problem that echoes the id', async () => {
    const submission = world.submission(erika);
    await world.post('/v1/submissions', world.envelope(submission));
    const other = { ...submission, answers: { ...erika, firstName: 'Erna' } };
    const response = await world.post('/v1/submissions', world.envelope(other));
    expect(response.status).toBe(422);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ id: submission.id, status: 422 });
    expect(await count('submission')).toBe(1);
  });

  it('FLT61 of 200 posts of one id with two contents at once, one content is taken and the other refused', async () => {
    const submission = world.submission(erika, agreed(world));
    const other = { ...submission, answers: { ...erika, firstName: 'Erna' } };
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const sent = n % 2 === 0 ? submission : other;
        const { status } = await world.post('/v1/submissions', world.envelope(sent));
        return { status, firstName: sent.answers['firstName'] };
      }),
    );
    const [lead, ...rest] = await world.collector.leads();
    expect(rest).toEqual([]);
    const taken = factsOf(lead)['firstName'];
    const expected = answers.map(({ firstName }) => (firstName === taken ? 200 : 422));
    expect(answers.map(({ status }) => status)).toEqual(expected);
    expect([await count('submission'), await count('received_id')]).toEqual([1, 1]);
  });

  it('FLT61 of the steps of many sessions at once, each person has all of hers', async () => {
    const sessions = Array.from({ length: 8 }, (_, n) => {
      const email = `person-${n % 4}@firma.example`;
      const over = { sessionId: world.mintId(), anonymousId: `device-${n}` };
      return [
        world.submission({ ...erika, email }, { ...over, ...agreed(world) }),
        world.submission({ company: 'Firma', jobTitle: 'Leitung' }, { ...over, step: 'company' }),
        world.submission({ need: 'leise' }, { ...over, step: 'project' }),
      ];
    });
    const all = sessions.flat();
    const answers = await Promise.all(
      [...all, ...all].map((submission) => world.post('/v1/submissions', world.envelope(submission))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const facts = (await world.collector.leads()).map(factsOf);
    expect(facts.map(({ email }) => email).sort()).toEqual(
      [0, 1, 2, 3].map((n) => `person-${n}@firma.example`),
    );
    for (const held of facts)
      expect(held).toMatchObject({
        firstName: 'Erika',
        company: 'Firma',
        jobTitle: 'Leitung',
        need: 'leise',
      });
    expect(await count('submission')).toBe(all.length);
    expect(await world.collector.submissionsWithoutPerson()).toEqual([]);
  });

  it('FLT61 an address is taken back in one session while another gives it: it has the record', async () => {
    for (let n = 0; n < 10; n += 1) {
      const email = `slip-${n}@firma.example`;
      const sessionId = world.mintId();
      await world.submit({ ...erika, email }, { sessionId, ...agreed(world) });
      world.clock.now += 1_000;
      const other = world.submission({ ...erika, email }, agreed(world));
      const answers = await Promise.all([
        world.submit({ ...erika, email: `mended-${n}@firma.example` }, { sessionId, ...agreed(world) }),
        world.post('/v1/submissions', world.envelope(other)),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      const rows = await db.query(
        `SELECT person.email_key AS email, (SELECT count(*)::int FROM fact WHERE submission_id = $1) AS facts
         FROM submission JOIN person ON person.id = person_id WHERE submission.id = $1`,
        [other.id],
      );
      expect(rows).toEqual([{ email, facts: Object.keys(erika).length }]);
    }
  });

  it('FLT61 what one device tells in two sessions at once is one record, once one of them gives an address', async () => {
    for (let n = 0; n < 10; n += 1) {
      await emptyTables(db);
      const over = { anonymousId: `device-${n}`, ...agreed(world) };
      const sessionId = world.mintId();
      await world.submit({ company: 'Firma' }, { ...over, step: 'company', sessionId });
      world.clock.now += 1_000;
      const answers = await Promise.all([
        world.submit(erika, over),
        world.submit({ need: 'leise' }, { ...over, step: 'project', sessionId }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect((await world.collector.leads()).map(factsOf)).toEqual([
        { ...erika, company: 'Firma', need: 'leise' },
      ]);
    }
  });

  it('FLT3 a later attempt has another sending time and is still the same', async () => {
    const submission = world.submission(erika);
    await world.post('/v1/submissions', world.envelope(submission));
    world.clock.now += hour;
    const again = await world.post('/v1/submissions', world.envelope(submission));
    expect(await again.json()).toEqual({ id: submission.id, duplicate: true });
  });

  it('FLT61 what was taken once is acknowledged again after the form has changed', async () => {
    const envelope = world.envelope(world.submission(erika));
    await world.post('/v1/submissions', envelope);
    const changed = await createWorld(db, { forms: [await readForm('signup')] });
    expect((await changed.post('/v1/submissions', envelope)).status).toBe(200);
  });

  it('FLT64 an id that is on record without any row is acknowledged and brings nothing back', async () => {
    const envelope = world.envelope(world.submission(erika, agreed(world)));
    await world.post('/v1/submissions', envelope);
    await db.exec('TRUNCATE person, submission, fact, consent, confirmation, mail CASCADE');
    expect((await world.post('/v1/submissions', envelope)).status).toBe(200);
    expect([await count('submission'), await count('person')]).toEqual([0, 0]);
  });

  it('FLT61 a step completed again replaces its answers, and an older one that comes late does not', async () => {
    const sessionId = world.mintId();
    const older = world.submission({ ...erika, firstName: 'Erik' }, { sessionId, ...agreed(world) });
    world.clock.now += 60_000;
    const newer = world.submission(erika, { sessionId, ...agreed(world) });
    await world.post('/v1/submissions', world.envelope(newer));
    await world.post('/v1/submissions', world.envelope(older));
    const [lead] = await world.collector.leads();
    expect(lead?.submissions.map(({ id }) => id)).toEqual([newer.id]);
    expect(factsOf(lead)).toMatchObject({ firstName: 'Erika' });
  });

  it('FLT3 nothing is kept of a submission that is refused, not even its id', async () => {
    const submission = world.submission({ ...erika, email: 'nobody' });
    expect((await world.post('/v1/submissions', world.envelope(submission))).status).toBe(422);
    expect(await count('received_id')).toBe(0);
  });
});

describe('what is refused', () => {
  const problem = async (response: Response) => (await response.json()) as Record<string, unknown>;

  it.each([
    ['text that is not JSON', 'hello'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['no members', '{}'],
    ['a number as id', '{"id":1,"sentAt":1,"n":0,"body":"{}"}'],
    ['an id of another shape', `{"id":"1'; DROP TABLE person; --","sentAt":1,"n":0,"body":"{}"}`],
  ])('SEC24 %s is malformed', async (_, body) => {
    const response = await world.post('/v1/submissions', body);
    expect(response.status).toBe(400);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  });

  it.each([
    ['an answer that is an object', { answers: { firstName: { a: 1 } } }],
    ['an answer that is null', { answers: { firstName: null } }],
    ['an instant that is none', { submittedAt: 'yesterday' }],
    ['a day that does not exist', { submittedAt: '2026-02-30T00:00:00Z' }],
    ['a null character in a name of a step', { step: 'a\0b' }],
    ['a device id with a quote', { anonymousId: `'; --` }],
    ['other members missing', { consents: undefined }],
  ])('SEC24 a body with %s is malformed, and the problem echoes the id', async (_, over) => {
    const submission = { ...world.submission(erika), ...over } as never;
    const response = await world.post('/v1/submissions', world.envelope(submission));
    expect(response.status).toBe(400);
    expect(await problem(response)).toMatchObject({ id: (submission as { id: string }).id });
  });

  it('SEC24 ids of envelope and body that differ are malformed', async () => {
    const envelope = { ...(world.envelope(world.submission(erika)) as object), id: world.mintId() };
    expect((await world.post('/v1/submissions', envelope)).status).toBe(400);
  });

  it.each([
    ['a field that the form does not have', { shoeSize: '44' }],
    ['a name from the prototype', { constructor: 'x' }],
  ])('S49 an answer to %s is refused', async (_, extra) => {
    const response = await world.submit({ ...erika, ...extra });
    expect(response.status).toBe(422);
    expect(await count('submission')).toBe(0);
  });

  it.each([
    ['BAD48 an envelope with a member named __proto__', '"id"', '"__proto__":{"id":"x"},"id"'],
    ['BAD48 an envelope with such a member within another', '"n":0', '"n":0,"more":{"__proto__":1}'],
  ])('%s is refused', async (_, from, to) => {
    const text = JSON.stringify(world.envelope(world.submission(erika)));
    const response = await world.post('/v1/submissions', text.replace(from, to));
    expect(response.status).toBe(400);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(await count('received_id')).toBe(0);
  });

  it.each([
    ['brackets without end', '['.repeat(120_000)],
    ['lists in lists', '['.repeat(60_000) + ']'.repeat(60_000)],
    ['objects in objects', '{"a":'.repeat(18_000) + '1' + '}'.repeat(18_000)],
  ])('SEC23 %s are malformed, and the collector goes on', async (_, body) => {
    expect((await world.post('/v1/submissions', body)).status).toBe(400);
    expect((await world.submit(erika)).status).toBe(200);
  });

  it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59Z'])(
    'FLT55 a clock that says %s costs nothing',
    async (instant) => {
      const consents = agreed(world).consents.map((consent) => ({ ...consent, at: instant }));
      expect((await world.submit(erika, { submittedAt: instant, consents })).status).toBe(200);
      expect(await world.collector.leads()).toHaveLength(1);
    },
  );

  it('S49 a member named __proto__ is refused like any other that nobody asked for', async () => {
    const submission = world.submission(erika);
    const body = JSON.stringify(submission).replace('"answers":{', '"answers":{"__proto__":"x",');
    const response = await world.post('/v1/submissions', { id: submission.id, sentAt: 1, n: 0, body });
    expect(response.status).toBe(400);
    expect(await count('submission')).toBe(0);
  });

  it('S49 a transient answer is refused: a password never reaches the collector', async () => {
    const answers = { firstName: 'E', lastName: 'M', email: 'e@m.example', password: 'correct horse' };
    expect((await world.submit(answers, { formId: 'signup', step: 'account' })).status).toBe(422);
  });

  it('S49 a consent to a purpose that the form does not have is refused', async () => {
    const [consent] = agreed(world).consents;
    const response = await world.submit(erika, { consents: [{ ...consent!, purpose: 'resale' }] });
    expect(response.status).toBe(422);
  });

  it('S49 answers are checked as in the browser, and only those that came', async () => {
    const bad = await world.submit({ email: 'nobody', salutation: 'dr' });
    expect(bad.status).toBe(422);
    expect((await problem(bad))['issues']).toEqual([
      { field: 'salutation', code: 'notAnOption' },
      { field: 'email', code: 'email' },
    ]);
    expect((await world.submit({ company: 'Firma' }, { step: 'company' })).status).toBe(200);
  });

  it('SEC24 an unknown form is 404, which senders retry: a forgotten definition costs no lead', async () => {
    const submission = world.submission(erika, { formId: 'gone' });
    const response = await world.post('/v1/submissions', world.envelope(submission));
    expect(response.status).toBe(404);
    expect(await problem(response)).toMatchObject({ id: submission.id });
  });

  it('SEC23 a submission over 64 KiB is 413, with the id', async () => {
    const submission = world.submission({ need: 'x'.repeat(65 * 1024) }, { step: 'project' });
    const response = await world.post('/v1/submissions', world.envelope(submission));
    expect([response.status, (await problem(response))['id']]).toEqual([413, submission.id]);
  });

  it('SEC23 a request of megabytes is 413, with the id that stands at its beginning', async () => {
    const id = world.mintId();
    const response = await world.post('/v1/submissions', `{"id":"${id}","body":"${'x'.repeat(3_000_000)}"}`);
    expect([response.status, (await problem(response))['id']]).toEqual([413, id]);
  });
});

describe('the Idempotency-Key header', () => {
  const withKey = (submission: Parameters<World['envelope']>[0], key: string) =>
    world.post('/v1/submissions', world.envelope(submission), { 'Idempotency-Key': key });

  it.each([
    ['quoted, as the standard has it', (id: string) => `"${id}"`],
    ['bare', (id: string) => id],
    ['with room around it', (id: string) => `  "${id}" `],
  ])('FLT61 may repeat the id, %s', async (_, write) => {
    const submission = world.submission(erika);
    const answer = await withKey(submission, write(submission.id));
    expect([answer.status, await answer.json()]).toEqual([200, { id: submission.id }]);
  });

  it.each([
    ['another id', () => world.mintId()],
    ['another id, quoted', () => `"${world.mintId()}"`],
    ['nothing', () => ''],
    ['two keys', (id: string) => `"${id}", "${id}"`],
    ['half a quote', (id: string) => `"${id}`],
    ['a quote in quotes', () => '"\\""'],
  ])(
    'FLT61 with %s is refused by a problem that names the id of the body, and nothing is kept',
    async (_, write) => {
      const submission = world.submission(erika);
      const answer = await withKey(submission, write(submission.id));
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([400, 'application/problem+json']);
      expect(await answer.json()).toMatchObject({ id: submission.id });
      expect(await count('received_id')).toBe(0);
    },
  );

  it('SEC14 may be sent from other origins: the preflight allows it', async () => {
    const request = new Request('http://collector.test/v1/submissions', {
      method: 'OPTIONS',
      headers: { Origin: 'http://site.test', 'Access-Control-Request-Method': 'POST' },
    });
    const { headers } = await world.collector.fetch(request);
    expect(headers.get('Access-Control-Allow-Headers')).toContain('Idempotency-Key');
  });
});

describe('facts', () => {
  it('S22 a blank never overwrites what is known', async () => {
    await world.submit({ ...erika, company: 'Firma', need: 'leise' }, agreed(world));
    world.clock.now += hour;
    await world.submit({ ...erika, budget: '', need: ' ' }, agreed(world));
    expect(factsOf((await world.collector.leads())[0])).toMatchObject({ company: 'Firma', need: 'leise' });
  });

  it('S22 the latest answer holds, and the address stays as it was typed', async () => {
    await world.submit(erika, agreed(world));
    world.clock.now += hour;
    await world.submit({ ...erika, lastName: 'Neu', email: ' ERIKA@firma.example ' }, agreed(world));
    const leads = await world.collector.leads();
    expect(leads).toHaveLength(1);
    expect(factsOf(leads[0])).toMatchObject({ lastName: 'Neu', email: 'ERIKA@firma.example' });
  });

  it('S22 characters that databases dislike are kept as they were typed', async () => {
    const need = 'a\0b \ud800 =cmd() 🤖';
    await world.submit({ ...erika, need }, agreed(world));
    expect(factsOf((await world.collector.leads())[0])['need']).toBe(need);
  });

  it.each([
    ['two years behind', -2 * 365 * 24 * hour],
    ['a year ahead', 365 * 24 * hour],
  ])('FLT55 a visitor clock that is %s does not shift when something was said', async (_, off) => {
    const submittedAt = new Date(world.clock.now + off).toISOString();
    const submission = world.submission(erika, { submittedAt, ...agreed(world) });
    const happened = world.clock.now;
    world.clock.now += 5 * hour;
    await world.post('/v1/submissions', world.envelope(submission, world.clock.now + off));
    const [lead] = await world.collector.leads();
    expect(lead?.facts[0]?.at).toBe(new Date(happened).toISOString());
  });

  it('FLT55 nothing is ever dated into the future', async () => {
    const submittedAt = new Date(world.clock.now + 9 * hour).toISOString();
    await world.submit(erika, { submittedAt, ...agreed(world) });
    const [lead] = await world.collector.leads();
    expect(lead?.facts[0]?.at).toBe(new Date(world.clock.now).toISOString());
  });

  it('S22 a write policy keeps the first value, or keeps a value out', async () => {
    const form = await readForm('whitepaper');
    const policies: Record<string, Partial<Field>> = {
      firstName: { writePolicy: 'ifEmpty', mapsTo: 'givenName' },
      lastName: { writePolicy: 'never' },
    };
    const fields = form.fields.map((field) => ({ ...field, ...policies[field.name] }));
    world = await createWorld(db, { forms: [{ ...form, fields }] });
    await world.submit(erika, agreed(world));
    world.clock.now += hour;
    await world.submit({ ...erika, firstName: 'Erna', salutation: 'none' }, agreed(world));
    expect(factsOf((await world.collector.leads())[0])).toEqual({
      givenName: 'Erika',
      salutation: 'none',
      email: erika['email'],
    });
  });

  it('S22 answers given before the address become part of the same lead', async () => {
    const device = { anonymousId: world.mintId(), formId: 'signup' };
    await world.submit({ company: 'Firma' }, { ...device, step: 'company' });
    await world.submit(
      { firstName: 'E', lastName: 'M', email: 'e@m.example' },
      { ...device, step: 'account' },
    );
    const leads = await world.collector.leads();
    expect(leads.map(factsOf)).toEqual([
      { company: 'Firma', firstName: 'E', lastName: 'M', email: 'e@m.example' },
    ]);
  });
});

describe('origins', () => {
  it('SEC14 an allowed origin is reflected, also on errors, and never with credentials', async () => {
    for (const body of ['nonsense', world.envelope(world.submission(erika))]) {
      const { headers } = await world.post('/v1/submissions', body);
      expect(headers.get('Access-Control-Allow-Origin')).toBe('http://site.test');
      expect(headers.get('Access-Control-Allow-Credentials')).toBeNull();
      expect(headers.get('Vary')).toContain('Origin');
      expect(headers.get('Access-Control-Expose-Headers')).toBe('Retry-After,Date');
    }
  });

  it('SEC14 a foreign origin is 403 in an answer that it can read, and nothing is kept', async () => {
    const envelope = world.envelope(world.submission(erika));
    const response = await world.post('/v1/submissions', envelope, { Origin: 'https://evil.test' });
    expect(response.status).toBe(403);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('https://evil.test');
    expect(await count('submission')).toBe(0);
  });

  it('SEC14 a failure of our own is a 500 with the same headers, and tells nothing', async () => {
    const down = { ...db, tx: db.tx };
    const failing = await createWorld(down);
    down.tx = () => Promise.reject(new Error('secret detail'));
    const response = await failing.submit(erika);
    expect(response.status).toBe(500);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('http://site.test');
    expect(await response.text()).not.toContain('secret');
    expect(failing.logs.at(-1)).toEqual({
      event: 'request',
      method: 'POST',
      path: '/v1/submissions',
      status: 500,
      error: 'Error',
    });
  });

  it('SEC13 the pages of the collector are not shared with any origin', async () => {
    const response = await world.get('/v1/confirm/nonsense', { Origin: 'http://site.test' });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it('SEC14 the definition is served with a tag, and not twice', async () => {
    const first = await world.get('/v1/forms/whitepaper', { Origin: 'http://site.test' });
    expect(await first.json()).toEqual(await readForm('whitepaper'));
    expect(first.headers.get('Access-Control-Allow-Origin')).toBe('http://site.test');
    const etag = first.headers.get('ETag') ?? '';
    expect((await world.get('/v1/forms/whitepaper', { 'If-None-Match': etag })).status).toBe(304);
    expect((await world.get('/v1/forms/none')).status).toBe(404);
  });
});

describe('what the log and other tenants see', () => {
  it('SEC28 no value, token or query is logged', async () => {
    await world.submit(erika, agreed(world));
    const path = await world.confirmPath();
    const download = await world.click(path);
    await world.get(download);
    await world.submit({ ...erika, email: 'nobody' });
    await world.post('/v1/submissions?email=erika@firma.example', '{');
    await world.collector.erase({ email: 'erika@firma.example' });
    const text = JSON.stringify(world.logs);
    for (const secret of ['Erika', 'irma.example', path.split('/').at(-1)!, 'grant', 'nobody']) {
      expect(text).not.toContain(secret);
    }
    expect(world.logs).toContainEqual({
      event: 'request',
      method: 'POST',
      path: '/v1/confirm/…',
      status: 200,
    });
  });

  it('SEC25 an id or address of another tenant neither matches nor counts as a duplicate', async () => {
    const submission = world.submission(erika, agreed(world));
    const at = new Date(world.clock.now);
    await db.query(`INSERT INTO received_id VALUES ('other', $1, 'x', $2)`, [submission.id, at]);
    const foreign = world.mintId();
    await db.query(`INSERT INTO person VALUES ('other', $1, 'erika@firma.example', $2)`, [foreign, at]);
    const response = await world.post('/v1/submissions', world.envelope(submission));
    expect(await response.json()).toEqual({ id: submission.id });
    const [lead, ...rest] = await world.collector.leads();
    expect(rest).toEqual([]);
    expect(lead?.id).not.toBe(foreign);
  });
});
