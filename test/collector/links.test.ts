import { SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/collector/db.js';
import { maskPath } from '../../src/collector/mask-path.js';
import { createSigner } from '../../src/collector/sign-token.js';
import { agreed, createWorld, emptyTables, erika, hour, openTestDb, tables } from './harness.js';
import type { World } from './harness.js';

const operatorKey = 'a-key-of-at-least-32-characters-1';
const day = 24 * hour;
const email = 'erika@firma.example';
const none = { strength: 'none' };

const db = await openTestDb();
let world: World;
beforeEach(async () => {
  world = await createWorld(db, { operatorKey });
  await emptyTables(db);
});

const json = { 'Content-Type': 'application/json', Authorization: `Bearer ${operatorKey}` };
const ask = (body: unknown, headers: Record<string, string> = json) => world.post('/v1/links', body, headers);
const made = async (body: object) =>
  (await (await ask({ formId: 'whitepaper', ...body })).json()) as { url: string; expiresAt: string };
const tokenOf = ({ url }: { readonly url: string }) => url.split('#pf=')[1] ?? '';
const linkFor = async (body: object = { email }) => tokenOf(await made(body));
const title = async (response: Response) => ((await response.json()) as { title: string }).title;
const everything = async () =>
  JSON.stringify(await Promise.all(tables.map((table) => db.query(`SELECT * FROM ${table} ORDER BY 1, 2`))));

describe('the key of the operator', () => {
  it('SEC13 must be long enough', async () => {
    await expect(createWorld(db, { operatorKey: 'x'.repeat(31) })).rejects.toThrow(
      'operatorKey: shorter than 32',
    );
  });

  it('SEC13 opens its routes; without one set up they are not there, whatever is shown', async () => {
    expect((await ask({ formId: 'whitepaper', email })).status).toBe(201);
    world = await createWorld(db);
    const missing = await world.get('/v1/nothing');
    for (const path of ['/v1/links', '/v1/links/revoke']) {
      const response = await world.post(path, { email }, json);
      expect([response.status, await response.text()]).toEqual([404, await missing.clone().text()]);
    }
  });

  it.each(['', 'Bearer', 'Bearer wrong', `Basic ${operatorKey}`, `Bearer ${operatorKey}x`, operatorKey])(
    'SEC13 %j is none: refused before anything is read or written',
    async (Authorization) => {
      const before = await everything();
      const response = await ask({ formId: 'whitepaper', email }, { ...json, Authorization });
      expect([response.status, response.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer']);
      expect(await everything()).toBe(before);
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', ''])(
    'SEC13 a body of type %j is never taken, and no page of another origin may ask',
    async (type) => {
      const response = await ask({ formId: 'whitepaper', email }, { ...json, 'Content-Type': type });
      expect(response.status).toBe(415);
      expect([...response.headers.keys()].join()).not.toContain('access-control');
    },
  );

  it('SEC13 the preflight of a page is refused', async () => {
    const request = new Request('http://collector.test/v1/links', {
      method: 'OPTIONS',
      headers: { Origin: 'http://site.test', 'Access-Control-Request-Method': 'POST' },
    });
    const response = await world.collector.fetch(request);
    expect(response.status).toBe(401);
    expect([...response.headers.keys()].join()).not.toContain('access-control');
  });
});

describe('POST /v1/links', () => {
  it('S38 S46 makes a link that shows the values of this person to whoever opens it, for this form', async () => {
    await world.submit(erika, agreed(world));
    await world.click(await world.confirmPath());
    const link = await made({ email: ' ERIKA@Firma.example ' });
    expect(link.url).toMatch(/^http:\/\/site\.test\/whitepaper\/#pf=[\w.-]+$/);
    expect(link.expiresAt).toBe(new Date(world.clock.now + 14 * day).toISOString());
    const { strength, facts } = await world.recognise({ token: tokenOf(link) });
    expect([strength, Object.keys(facts as object).sort()]).toEqual([
      'link',
      ['email', 'firstName', 'lastName'],
    ]);
  });

  it('SEC15 makes no difference between an address on record and a new one: same statements, same answer', async () => {
    await world.submit(erika, agreed(world));
    const statements: string[] = [];
    const spy = spyOn(db, statements);
    world = await createWorld(spy, { operatorKey });
    const look = async (address: string) => {
      statements.length = 0;
      const response = await ask({ formId: 'whitepaper', email: address });
      const text = await response.text();
      const headers = [...response.headers].filter(([name]) => name !== 'date');
      return [
        response.status,
        headers,
        text.length,
        Object.keys(JSON.parse(text) as object),
        [...statements],
      ];
    };
    expect(await look('nobody@firma.example')).toEqual(await look('erika1@firma.example'));
    expect(await look('erika@firma.example')).toEqual(await look('other@firma.example'));
    expect(statements.length).toBeGreaterThan(2);
  });

  it('S46 makes a person without facts of an address that nobody has, one for all its links', async () => {
    await linkFor({ email: 'new@firma.example' });
    const token = await linkFor({ email: 'New@firma.example' });
    expect(await world.collector.leads()).toMatchObject([{ facts: [], submissions: [], consents: [] }]);
    expect(await world.recognise({ token })).toMatchObject({ strength: 'link', facts: {}, known: {} });
  });

  it('SEC17 lasts as long as it was asked for, 14 days at most', async () => {
    expect((await ask({ formId: 'whitepaper', email, seconds: 14 * 86_400 + 1 })).status).toBe(422);
    const [early, late] = [await linkFor({ email, seconds: 3600 }), await linkFor({ email, seconds: 3600 })];
    world.clock.now += hour - 1000;
    expect(await world.recognise({ token: early })).toMatchObject({ strength: 'link' });
    world.clock.now += 1000;
    expect(await world.recognise({ token: late })).toMatchObject(none);
  });

  it('SEC17 names who it is for by the id of a person too, and by one of both only', async () => {
    await world.submit(erika, agreed(world));
    const [lead] = await world.collector.leads();
    expect(await world.recognise({ token: await linkFor({ personId: lead?.id }) })).toMatchObject({
      strength: 'link',
    });
    for (const who of [{ personId: lead?.id, email }, {}, { personId: world.mintId() }]) {
      expect((await ask({ formId: 'whitepaper', ...who })).status).toBe(422);
    }
  });

  it.each([
    [{ formId: 'nowhere', email }, 'formId: there is no such form here'],
    [{ formId: 'signup', email }, 'formId: no page is known for this form'],
    [{ formId: 'whitepaper', email: 'erika' }, 'email: Give one e-mail address'],
    [{ formId: 'whitepaper', email: 'a@b.example\r\nBcc: c@d.example' }, 'email: Give one'],
    [{ formId: 'whitepaper', email, seconds: 1.5 }, 'seconds: Give whole seconds, from 60 to 1209600'],
    [{ formId: 'whitepaper', email, field: 'company' }, 'field: no question of this form that mails may ask'],
    [{ formId: 'whitepaper', email, form: 1 }, 'There are members that mean nothing here'],
    [{ formId: 'whitepaper', personId: "'; DROP TABLE person" }, 'personId: Give the id'],
    [[], 'body: Send an object'],
  ])('SEC24 tells what is wrong with %j, and writes nothing', async (body, words) => {
    const before = await everything();
    const response = await ask(body);
    expect([response.status, await title(response)]).toEqual([422, expect.stringContaining(words)]);
    expect(await everything()).toBe(before);
  });

  it('SEC24 takes no text that is no JSON, and none that is long', async () => {
    expect((await ask('{')).status).toBe(400);
    expect((await ask(`"${'x'.repeat(5000)}"`)).status).toBe(413);
  });

  it('SEC28 nothing of it is in the log, nor of a token in any path', async () => {
    await made({ email, field: 'plm' });
    await world.get(`/l/${'a'.repeat(43)}`);
    await world.get(`/v1/answers/${'b'.repeat(43)}`);
    const logged = JSON.stringify(world.logs);
    for (const secret of [email, operatorKey, 'aaaa', 'bbbb']) expect(logged).not.toContain(secret);
    expect(maskPath(`http://x/l/${'a'.repeat(43)}?q=1`)).toBe('/l/…');
    expect(maskPath('http://x/v1/assets/leichtbau-in-serie')).toBe('/v1/assets/leichtbau-in-serie');
  });
});

describe('a link that is not good', () => {
  const secret = new Uint8Array(32).fill(7);
  const strip = (token: string) => `${token.split('.').slice(0, 2).join('.')}.`;
  const payload = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

  it.each<[string, (good: string) => string | Promise<string>]>([
    ['forged', (good) => `${good.slice(0, -4)}AAAA`],
    [
      'signed with alg none',
      (good) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${strip(good).split('.')[1] ?? ''}.`,
    ],
    [
      'signed with another key',
      (good) =>
        new SignJWT(payload(good)).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32).fill(8)),
    ],
    [
      'signed with another algorithm',
      (good) =>
        new SignJWT(payload(good)).setProtectedHeader({ alg: 'HS512' }).sign(new Uint8Array(64).fill(7)),
    ],
    [
      'for another form',
      (good) =>
        new SignJWT({ ...payload(good), aud: 'link:signup' })
          .setProtectedHeader({ alg: 'HS256' })
          .sign(secret),
    ],
    [
      'for another purpose',
      (good) =>
        new SignJWT({ ...payload(good), aud: 'proof:whitepaper' })
          .setProtectedHeader({ alg: 'HS256' })
          .sign(secret),
    ],
    [
      'of another tenant',
      (good) =>
        createSigner(secret, 'other', () => world.clock.now).sign({
          purpose: 'link',
          audience: 'whitepaper',
          subject: String(payload(good)['sub']),
          jti: world.mintId(),
          seconds: 3600,
        }),
    ],
    ['of 100 KB', (good) => good + 'x'.repeat(100_000)],
    ['cut', (good) => good.slice(0, 40)],
    ['of a one-click answer', async () => ((await answersFor())[0]?.url ?? '').split('/l/')[1] ?? ''],
  ])('BAD40 BAD41 SEC17 one %s gives the answer of none, and leaves nothing behind', async (_, make) => {
    await world.submit(erika, agreed(world));
    const token = await make(await linkFor());
    const before = await everything();
    const [bad, nothing] = [await world.recognise({ token }), await world.recognise({})];
    expect(bad).toEqual(nothing);
    expect(await everything()).toBe(before);
  });

  const answersFor = async () =>
    ((await made({ email, field: 'plm' })) as unknown as { answers: { url: string }[] }).answers;

  it('BAD41 one that was used gives the answer of none, also of ten at once', async () => {
    await world.submit(erika, agreed(world));
    const token = await linkFor();
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.recognise({ token })));
    expect(answers.map(({ strength }) => strength).sort()).toEqual([
      'link',
      ...Array<string>(9).fill('none'),
    ]);
    expect(await world.recognise({ token })).toEqual(await world.recognise({}));
  });

  it('BAD41 one of a person who was erased leads nowhere', async () => {
    const token = await linkFor();
    await world.collector.erase({ email });
    expect(await world.recognise({ token })).toEqual(await world.recognise({}));
  });
});

describe('revocation', () => {
  const strengthOf = async (token: string) => (await world.recognise({ token }))['strength'];

  it('SEC17 links made before lead nowhere, those made after do, even in the same instant, again and again', async () => {
    for (let round = 0; round < 3; round += 1) {
      const before = await linkFor();
      await world.collector.revokeLinks({ email: 'Erika@FIRMA.example' });
      const after = await linkFor();
      expect([await strengthOf(before), await strengthOf(after)]).toEqual(['none', 'link']);
    }
  });

  it.each([0, 1, 400, 999])(
    'SEC17 at %d ms past the second: before is refused, after is good',
    async (ms) => {
      world.clock.now += ms;
      const before = await linkFor();
      world.clock.now += ms === 999 ? 0 : 1;
      await world.collector.revokeLinks({ email });
      world.clock.now += 300;
      const after = await linkFor();
      expect([await strengthOf(before), await strengthOf(after)]).toEqual(['none', 'link']);
    },
  );

  it('SEC17 is had over HTTP too, says nothing, and touches nobody else', async () => {
    const [mine, other] = [await linkFor(), await linkFor({ email: 'other@firma.example' })];
    const [lead] = (await world.collector.leads()).slice(-1);
    for (const who of [
      { email: 'nobody@firma.example' },
      { personId: world.mintId() },
      { personId: lead?.id },
    ]) {
      const response = await world.post('/v1/links/revoke', who, json);
      expect([response.status, await response.text()]).toEqual([204, '']);
    }
    expect([await strengthOf(mine), await strengthOf(other)]).toEqual(['none', 'link']);
    expect((await world.post('/v1/links/revoke', {}, json)).status).toBe(422);
  });

  it('SEC17 takes back the leave to answer too, and what is opened in the same instant after it is good', async () => {
    const send = async (token: string, revoke: boolean) => {
      const { proof } = await world.recognise({ token });
      if (revoke) await world.collector.revokeLinks({ email });
      const over = { step: 'company', proof: String(proof), anonymousId: world.mintId(), ...agreed(world) };
      await world.submit({ company: 'Firma' }, over);
      return db.query('SELECT 1 FROM submission WHERE proof_person IS NOT NULL');
    };
    expect(await send(await linkFor(), true)).toEqual([]);
    expect(await send(await linkFor(), false)).toHaveLength(1);
  });

  it('SEC17 the mail that follows carries a good link', async () => {
    await world.submit(erika, agreed(world));
    await world.get(await world.click(await world.confirmPath()));
    world.clock.now += 48 * hour;
    await world.collector.revokeLinks({ email });
    await world.collector.sendDueMails();
    const token = /#pf=([\w.-]+)/.exec(world.mails.at(-1)?.text ?? '')?.[1] ?? '';
    expect(await strengthOf(token)).toBe('link');
  });
});

/** Notes the text of every statement. */
function spyOn(real: Db, statements: string[]): Db {
  const spied = (queries: Pick<Db, 'query' | 'exec' | 'tenant'>) => ({
    tenant: queries.tenant,
    exec: (sql: string) => queries.exec(sql),
    query: <Row extends object>(sql: string, params?: readonly unknown[]) => {
      statements.push(sql);
      return queries.query<Row>(sql, params);
    },
  });
  return { ...spied(real), tx: (work) => real.tx((tx) => work(spied(tx))), close: () => real.close() };
}
