import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Db, Queries } from '../../src/collector/db.js';
import {
  agreed,
  createWorld,
  emptyTables,
  erika,
  factsOf,
  hour,
  openTestDb,
  readForm,
  readFullForm,
} from './harness.js';
import type { World } from './harness.js';
import { operatorKey } from './one-click.js';

const db = await openTestDb();
let world: World;
beforeEach(async () => {
  world = await createWorld(db);
  await emptyTables(db);
});

/** Erika asks for the file, confirms, downloads, and two days later gets her link; returns its token. */
async function nurtureToken(over: { anonymousId?: string } = {}): Promise<string> {
  await world.submit({ ...erika, company: 'Firma' }, { ...over, ...agreed(world) });
  await world.get(await world.click(await world.confirmPath()));
  world.clock.now += 48 * hour;
  await world.collector.sendDueMails();
  return /#pf=([\w.-]+)/.exec(world.mails.at(-1)?.text ?? '')?.[1] ?? '';
}

/** The form asks for these, and nobody has answered. */
const noBant = {
  'bant.budget': false,
  'bant.authority': false,
  'bant.need': false,
  'bant.timeline': false,
  'bant.complete': 0,
};
const secret = new Uint8Array(32).fill(7);
const text = async (request: Record<string, unknown>) => JSON.stringify(await world.recognise(request));

describe('a device', () => {
  it('F2 is told which names are known and since when, and never a value', async () => {
    const anonymousId = world.mintId();
    await world.submit(erika, { anonymousId, ...agreed(world) });
    const at = new Date(world.clock.now).toISOString();
    const answer = await world.recognise({ anonymousId });
    expect(answer).toEqual({
      strength: 'device',
      facts: {},
      known: { salutation: at, firstName: at, lastName: at, email: at },
      classes: { 'email.kind': 'work', ...noBant },
      consents: { profiling: at },
      asks: {},
      spent: {},
    });
    for (const value of ['Erika', 'Muster', 'irma.example'])
      expect(JSON.stringify(answer)).not.toContain(value);
  });

  it('S14 every fact is kept with its source and time, and the person behind it', async () => {
    await world.submit(erika, agreed(world));
    const [lead] = await world.collector.leads();
    const at = new Date(world.clock.now).toISOString();
    expect(lead?.facts).toContainEqual({
      name: 'firstName',
      label: 'Vorname',
      value: 'Erika',
      source: 'typed',
      at,
    });
    expect(lead?.facts.every((fact) => fact.source === 'typed' && fact.at === at)).toBe(true);
  });

  it('F2 another person at the device starts from nothing', async () => {
    const anonymousId = world.mintId();
    await world.submit({ ...erika, company: 'Firma' }, { anonymousId, ...agreed(world) });
    world.clock.now += hour;
    await world.submit({ ...erika, email: 'max@gmail.com' }, { anonymousId, ...agreed(world) });
    const answer = await world.recognise({ anonymousId });
    expect(answer['known']).not.toHaveProperty('company');
    expect(answer['classes']).toEqual({ 'email.kind': 'free', ...noBant });
  });

  it('S49 a name given for one purpose is not known to a form that asks it for another', async () => {
    const anonymousId = world.mintId();
    await world.submit({ ...erika, need: 'leise' }, { anonymousId, ...agreed(world) });
    const answer = await world.recognise({ anonymousId, formId: 'signup' });
    expect(answer['known']).toEqual({});
    expect(answer['consents']).toEqual({});
  });
});

describe('a step that is sent again', () => {
  it('S47 S50 without the box that was ticked before leaves no person, and the paper still comes', async () => {
    const [anonymousId, sessionId] = [world.mintId(), world.mintId()];
    await world.submit(erika, { sessionId, anonymousId, ...agreed(world) });
    world.clock.now += 60_000;
    await world.submit(erika, { sessionId });
    expect(await world.collector.leads()).toEqual([]);
    expect(await world.collector.submissionsWithoutPerson()).toHaveLength(1);
    expect(await world.recognise({ anonymousId })).toMatchObject({
      strength: 'none',
      known: {},
      consents: {},
    });
    expect(await world.click(await world.confirmPath())).toContain('/v1/assets/');
  });

  it('S22 corrects what was answered, and keeps one row', async () => {
    const sessionId = world.mintId();
    await world.submit(erika, { sessionId, ...agreed(world) });
    world.clock.now += 60_000;
    await world.submit({ ...erika, firstName: 'Erica' }, { sessionId, ...agreed(world) });
    const leads = await world.collector.leads();
    expect(leads.map(factsOf)).toMatchObject([{ firstName: 'Erica' }]);
    expect(leads[0]?.submissions).toHaveLength(1);
  });
});

describe('nobody learns whether an address is known', () => {
  /** A stranger's device types an address; what she can see of it is returned. */
  async function probe(address: string, over = {}) {
    const anonymousId = world.mintId();
    const sessionId = world.mintId();
    const submission = world.submission({ ...erika, email: address }, { anonymousId, sessionId, ...over });
    const response = await world.post('/v1/submissions', world.envelope(submission));
    const next = world.submission(
      { company: 'X', jobTitle: 'Y' },
      { anonymousId, sessionId, step: 'company' },
    );
    const second = await world.post('/v1/submissions', world.envelope(next));
    return {
      status: response.status,
      body: (await response.text()).replace(submission.id, ''),
      headers: [...response.headers],
      second: [second.status, (await second.text()).length],
      recognised: await text({ anonymousId }),
    };
  }

  it.each([
    ['with consent', () => agreed(world)],
    ['without consent', () => ({})],
  ])('SEC15 submitting and recognising answer alike for known and unknown addresses, %s', async (_, over) => {
    await nurtureToken();
    expect(await probe('erika@firma.example', over())).toEqual(await probe('nobody@firma.example', over()));
  });

  it.each([
    ['', () => readForm('whitepaper')],
    [', also where a lifecycle is kept', readFullForm],
  ])('SEC15 the same statements run for known and unknown addresses%s', async (_, read) => {
    const forms = [await read()];
    await nurtureToken();
    const statements: string[] = [];
    const watched = (queries: Queries): Queries => ({
      tenant: queries.tenant,
      exec: (sql) => queries.exec(sql),
      query: (sql, params) => {
        statements.push(sql);
        return queries.query(sql, params);
      },
    });
    const spied: Db = {
      ...watched(db),
      close: () => db.close(),
      tx: (work) => db.tx((tx) => work(watched(tx))),
    };
    const other = await createWorld(spied, { forms });
    const run = async (email: string) => {
      statements.length = 0;
      await other.submit({ ...erika, email }, { anonymousId: other.mintId(), ...agreed(other) });
      return [...statements];
    };
    expect(await run('erika@firma.example')).toEqual(await run('nobody@firma.example'));
  });

  it('SEC15 a request that names an address is answered as if it did not', async () => {
    await nurtureToken();
    const known = await text({ email: 'erika@firma.example' });
    expect(known).toBe(await text({ email: 'nobody@firma.example' }));
    expect(known).toBe(await text({}));
  });

  it('SEC16 a typed address never binds the device to the person who has it', async () => {
    await nurtureToken();
    const anonymousId = world.mintId();
    await world.submit({ ...erika, firstName: 'Mallory' }, { anonymousId, ...agreed(world) });
    expect((await world.recognise({ anonymousId }))['known']).not.toHaveProperty('company');
    expect(await db.query('SELECT 1 FROM device WHERE anonymous_id = $1', [anonymousId])).toEqual([]);
  });
});

describe('a link', () => {
  it('S46 shows the values that the form allows, of that person only, and counts the visit', async () => {
    const token = await nurtureToken();
    await world.submit({ ...erika, email: 'max@firma.example' }, agreed(world));
    const answer = await world.recognise({ token });
    expect(answer).toMatchObject({
      strength: 'link',
      visits: { count: 2 },
      asset: { id: 'leichtbau-in-serie' },
    });
    const facts = answer['facts'] as Record<string, { value: string; source: string }>;
    expect(Object.keys(facts).sort()).toEqual(['email', 'firstName', 'lastName']);
    expect(facts['email']).toMatchObject({ value: 'Erika@Firma.example', source: 'link' });
    expect(answer['known']).toHaveProperty('company');
  });

  it('S46 a sensitive field is never shown, whatever the definition says', async () => {
    const form = await readForm('whitepaper');
    const fields = form.fields.map((field) =>
      field.name === 'lastName' ? { ...field, sensitive: true } : field,
    );
    world = await createWorld(db, { forms: [{ ...form, fields }] });
    const answer = await world.recognise({ token: await nurtureToken() });
    expect(Object.keys(answer['facts'] as object).sort()).toEqual(['email', 'firstName']);
  });

  it('SEC17 after a day it shows names only', async () => {
    const token = await nurtureToken();
    world.clock.now += 25 * hour;
    const answer = await world.recognise({ token });
    expect(answer).toMatchObject({ strength: 'link', facts: {} });
    expect(answer['known']).toHaveProperty('firstName');
  });

  it('S46 its proof lets answers reach the person, and then binds the device', async () => {
    const { proof } = (await world.recognise({ token: await nurtureToken() })) as { proof: string };
    const anonymousId = world.mintId();
    await world.submit({ company: 'Neu GmbH', jobTitle: 'Leitung' }, { anonymousId, proof, step: 'company' });
    const leads = await world.collector.leads();
    expect(leads).toHaveLength(1);
    expect(factsOf(leads[0])).toMatchObject({ company: 'Neu GmbH', jobTitle: 'Leitung', firstName: 'Erika' });
    expect((await world.recognise({ anonymousId }))['known']).toHaveProperty('firstName');
    expect(await world.collector.sendDueMails()).toBe(0);
  });

  it('BAD32 another address than the person’s is a new subject: the proof is dropped and nothing merges', async () => {
    const { proof } = (await world.recognise({ token: await nurtureToken() })) as { proof: string };
    const anonymousId = world.mintId();
    await world.submit(
      { ...erika, firstName: 'Max', email: 'max@firma.example' },
      { anonymousId, proof, ...agreed(world) },
    );
    const byEmail = Object.fromEntries(
      (await world.collector.leads()).map((lead) => [factsOf(lead)['email'], lead]),
    );
    expect(factsOf(byEmail['Erika@Firma.example'])['firstName']).toBe('Erika');
    expect(factsOf(byEmail['max@firma.example'])['firstName']).toBe('Max');
    expect((await world.recognise({ anonymousId }))['known']).not.toHaveProperty('company');
    await world.collector.sendDueMails();
    expect(world.mails.at(-1)).toMatchObject({ to: 'max@firma.example' });
  });

  it('BAD32 a bound device is let go when somebody else’s address is typed', async () => {
    const anonymousId = world.mintId();
    const { proof } = (await world.recognise({ token: await nurtureToken() })) as { proof: string };
    await world.submit({ company: 'Firma' }, { anonymousId, proof, step: 'company' });
    await world.submit({ ...erika, email: 'max@firma.example' }, { anonymousId, ...agreed(world) });
    expect((await world.recognise({ anonymousId }))['known']).not.toHaveProperty('company');
  });

  it.each([
    ['with consent', () => agreed(world)],
    ['without consent', () => ({})],
  ])('BAD32 whoever typed another address stays somebody else on the next view, %s', async (_, over) => {
    const [anonymousId, sessionId] = [world.mintId(), world.mintId()];
    const { proof } = (await world.recognise({ token: await nurtureToken() })) as { proof: string };
    await world.submit({ jobTitle: 'CTO' }, { anonymousId, proof, step: 'company' });
    await world.submit({ ...erika, email: 'max@other.example' }, { sessionId, anonymousId, ...over() });
    await world.submit({ company: 'Max GmbH' }, { sessionId, anonymousId, proof, step: 'company' });
    const leads = (await world.collector.leads()).map(factsOf);
    expect(leads.find(({ email }) => email === erika['email'])).toMatchObject({ company: 'Firma' });
  });

  it('SEC17 an old proof proves nothing', async () => {
    const { proof } = (await world.recognise({ token: await nurtureToken() })) as { proof: string };
    world.clock.now += 3 * hour;
    const anonymousId = world.mintId();
    await world.submit(erika, { anonymousId, proof, ...agreed(world) });
    expect((await world.recognise({ anonymousId }))['known']).not.toHaveProperty('company');
  });
});

describe('what was typed without showing whose address it is', () => {
  const eve = { ...erika, firstName: 'Eve', lastName: 'Fremd' };
  /** By a link that the operator makes. */
  async function come(formId = 'whitepaper') {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${operatorKey}` };
    const response = await world.post('/v1/links', { formId, email: erika['email'] }, headers);
    const { url } = (await response.json()) as { url: string };
    const reply = await world.recognise({ formId, token: url.split('#pf=')[1] });
    const facts = Object.entries(reply['facts'] as Record<string, { value: unknown }>);
    const shown = Object.fromEntries(facts.map(([name, { value }]) => [name, value]));
    return { shown, known: Object.keys(reply['known'] as object), proof: String(reply['proof']) };
  }
  const own = { firstName: 'Erika', lastName: 'Muster', email: 'Erika@Firma.example' };
  beforeEach(async () => {
    const form = await readForm('whitepaper');
    const fields = form.fields.map((field) =>
      field.name === 'company' ? { ...field, prefill: true } : field,
    );
    const { afterSubmit: _, ...plain } = { ...form, fields };
    const pages = { whitepaper: 'http://site.test/', plain: 'http://site.test/' };
    world = await createWorld(db, {
      operatorKey,
      forms: [
        { ...form, fields },
        { ...plain, id: 'plain' },
      ],
      pages,
    });
  });

  it('F2 S46 is not shown to the owner of the address, only known, and keeps its source on record', async () => {
    await world.submit({ ...eve, company: 'Evil AG' }, agreed(world));
    const { shown, known } = await come();
    expect(shown).toEqual({});
    expect([...known].sort()).toEqual(['company', 'email', 'firstName', 'lastName', 'salutation']);
    const [lead] = await world.collector.leads();
    expect(lead?.facts.map(({ source }) => source)).toEqual(Array(5).fill('typed'));
  });

  it('F2 S46 takes the place of nothing that is hers, however often it is typed', async () => {
    await world.submit(erika, { anonymousId: 'hers', ...agreed(world) });
    await world.click(await world.confirmPath());
    for (let n = 0; n < 10; n += 1) {
      world.clock.now += hour;
      await world.submit({ ...eve, firstName: `Eve ${n}`, company: 'Evil AG' }, agreed(world));
    }
    expect((await come()).shown).toEqual(own);
    expect(factsOf((await world.collector.leads())[0])).toMatchObject({ firstName: 'Eve 9' });
  });

  it('F2 S46 nor does what somebody gives at her device', async () => {
    const { proof } = await world.recognise({ token: await nurtureToken({ anonymousId: 'hers' }) });
    await world.submit({ company: 'Firma' }, { step: 'company', anonymousId: 'hers', proof: String(proof) });
    world.clock.now += hour;
    await world.submit({ company: 'Fremd AG' }, { step: 'company', anonymousId: 'hers' });
    expect((await come()).shown).toEqual({ ...own, company: 'Firma' });
  });

  it('F2 S46 is shown once the address is confirmed, as is all that follows in that visit', async () => {
    const sessionId = world.mintId();
    await world.submit(erika, { sessionId, ...agreed(world) });
    await world.click(await world.confirmPath());
    await world.submit({ company: 'Firma' }, { sessionId, step: 'company' });
    expect((await come()).shown).toEqual({ ...own, company: 'Firma' });
  });

  it('F2 S46 at a form that asks for no confirmation only what is answered by a link is shown', async () => {
    const plain = { formId: 'plain', ...agreed(world) };
    await world.submit(erika, plain);
    const { shown, proof } = await come('plain');
    expect(shown).toEqual({});
    await world.submit({ company: 'Firma' }, { ...plain, step: 'company', proof });
    expect((await come('plain')).shown).toEqual({ company: 'Firma' });
  });
});

describe('a bad token is as good as none', () => {
  const sign = (claims: { aud?: string; sub?: string; purpose?: string; key?: Uint8Array }) => {
    const now = Math.floor(world.clock.now / 1000);
    return new SignJWT({ purpose: claims.purpose ?? 'link' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('default')
      .setAudience(claims.aud ?? 'link:whitepaper')
      .setSubject(claims.sub ?? world.mintId())
      .setJti(world.mintId())
      .setIssuedAt(now)
      .setExpirationTime(now + 600)
      .sign(claims.key ?? secret);
  };
  const person = async () => (await world.collector.leads())[0]?.id ?? '';
  const none = () => text({});

  it('SEC17 the way these tokens are made is good, so that the bad ones fail for their own reason', async () => {
    await nurtureToken();
    expect(await world.recognise({ token: await sign({ sub: await person() }) })).toMatchObject({
      strength: 'link',
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'BAD40 alg none',
      async () =>
        new UnsecuredJWT({ purpose: 'link' })
          .setIssuer('default')
          .setAudience('link:whitepaper')
          .setSubject(await person())
          .setJti(world.mintId())
          .setIssuedAt()
          .setExpirationTime('9999d')
          .encode(),
    ],
    ['BAD40 another key', async () => sign({ sub: await person(), key: new Uint8Array(32).fill(8) })],
    ['BAD40 another form', async () => sign({ sub: await person(), aud: 'link:signup' })],
    ['BAD40 another purpose', async () => sign({ sub: await person(), aud: 'proof:whitepaper' })],
    ['SEC17 a person who is not there', async () => sign({})],
    ['BAD41 100 KB', async () => 'a'.repeat(100_000)],
    ['SEC17 a cut one', async () => (await sign({ sub: await person() })).slice(0, -1)],
    ['SEC17 an object', async () => ({ token: 1 })],
    ['SEC17 nothing at all', async () => null],
  ])('%s', async (_, make) => {
    await nurtureToken();
    const token = await make();
    const anonymousId = world.mintId();
    await world.submit(erika, { anonymousId, ...agreed(world) });
    expect(await text({ token })).toBe(await none());
    expect(await text({ token, anonymousId })).toBe(await text({ anonymousId }));
  });

  it('BAD41 an expired one', async () => {
    const token = await nurtureToken();
    world.clock.now += 14 * 24 * hour;
    expect(await text({ token })).toBe(await none());
  });

  it('BAD41 one that was used', async () => {
    const token = await nurtureToken();
    expect(await world.recognise({ token })).toMatchObject({ strength: 'link' });
    expect(await text({ token })).toBe(await none());
  });

  it('BAD41 of many uses at once one succeeds', async () => {
    const token = await nurtureToken();
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.recognise({ token })));
    expect(answers.filter(({ strength }) => strength === 'link')).toHaveLength(1);
  });

  it.each([
    '',
    'null',
    '[]',
    '{"formId":1}',
    '{"formId":"none"}',
    '{"formId":"whitepaper","anonymousId":"\\u0000"}',
  ])('SEC17 a request that makes no sense (%s) is answered like a stranger’s', async (body) => {
    const response = await world.post('/v1/recognise', body);
    expect([response.status, await response.text()]).toEqual([200, await none()]);
  });
});
