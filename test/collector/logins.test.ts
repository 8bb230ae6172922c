import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoginProvider } from '../../src/collector/collector.js';
import { createCollector } from '../../src/collector/collector.js';
import { createSigner } from '../../src/collector/sign-token.js';
import { createClaimsSource } from '../../src/profile/claims-source.js';
import { createRecogniseSource } from '../../src/profile/recognise-source.js';
import { agreed, createWorld, emptyTables, erika, hour, openTestDb, readForm } from './harness.js';
import type { World } from './harness.js';

const issuer = 'https://login.example';
const audience = 'shop';
const algorithms = ['RS256', 'ES256', 'EdDSA'] as const;
type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

const db = await openTestDb();
let world: World;
const pairs = new Map<string, Keys>();
const servers: Server[] = [];

beforeAll(async () => {
  for (const alg of algorithms) pairs.set(alg, await generateKeyPair(alg, { extractable: true }));
});
afterAll(async () => {
  for (const server of servers) server.close().closeAllConnections();
});
beforeEach(async () => {
  world = await createWorld(db, { forms: await forms(), logins: [await ours()] });
  await emptyTables(db);
});

/** With one field that may be shown filled in, one that may not, and one that is sensitive. */
async function forms() {
  const form = await readForm('whitepaper');
  const fields = form.fields.map((field) => {
    if (field.name === 'company') return { ...field, prefill: true };
    if (field.name === 'jobTitle') return { ...field, prefill: true, sensitive: true };
    return field;
  });
  return [{ ...form, fields }, await readForm('signup')];
}

async function jwks() {
  const keys = [...pairs].map(async ([alg, { publicKey }]) => ({
    ...(await exportJWK(publicKey)),
    alg,
    kid: alg,
  }));
  return { keys: await Promise.all(keys) };
}
const ours = async (): Promise<LoginProvider> => ({ issuer, audience, jwks: await jwks() });

type Claims = Readonly<Record<string, unknown>>;

interface Signing {
  readonly alg?: (typeof algorithms)[number];
  readonly key?: Keys['privateKey'];
  readonly header?: Record<string, unknown>;
}

/** What the provider would issue now, with some of it replaced; `undefined` leaves a claim out. */
async function sign(claims: Claims = {}, { alg = 'RS256', key, header }: Signing = {}): Promise<string> {
  const now = Math.floor(world.clock.now / 1000);
  const all = { iss: issuer, aud: audience, sub: 'u1', iat: now, exp: now + 3600, email: 'erika@firma.example', email_verified: true, ...claims }; // prettier-ignore
  return new SignJWT(JSON.parse(JSON.stringify(all)) as JWTPayload)
    .setProtectedHeader({ alg, kid: alg, typ: 'JWT', ...header })
    .sign(key ?? pairs.get(alg)!.privateKey);
}

const full = { ...erika, company: 'Muster GmbH', jobTitle: 'Konstrukteurin' };
const stranger = { strength: 'none', facts: {}, known: {}, classes: {}, consents: {}, asks: {}, spent: {} };
const linkToken = (personId: string) =>
  createSigner(new Uint8Array(32).fill(7), db.tenant, () => world.clock.now).sign({
    purpose: 'link',
    audience: 'whitepaper',
    subject: personId,
    jti: world.mintId(),
    seconds: 3600,
  });
const personId = async (email: string) =>
  (await db.query<{ id: string }>('SELECT id FROM person WHERE email_key = $1', [email]))[0]?.id ?? '';

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a visitor who is signed in', () => {
  it('S62 F2 is told what is known, and the values that the form allows, on a device that was never here', async () => {
    await world.submit(full, { anonymousId: world.mintId(), ...agreed(world) });
    await world.click(await world.confirmPath());
    const at = new Date(world.clock.now).toISOString();
    world.clock.now += 180 * 24 * hour;
    const answer = await world.recognise({ idToken: await sign(), anonymousId: world.mintId() });
    expect(answer).toMatchObject({ strength: 'login', visits: { count: 2, submissions: 1 } });
    expect(Object.keys(answer['known'] as object).sort()).toEqual(Object.keys(full).sort());
    const { company, ...others } = answer['facts'] as Record<string, unknown>;
    expect(company).toEqual({ value: 'Muster GmbH', source: 'login', at, confirmedAt: at });
    expect(
      Object.keys(others).every((name) => ['salutation', 'firstName', 'lastName', 'email'].includes(name)),
    ).toBe(true);
    expect(JSON.stringify(answer)).not.toContain('Konstrukteurin');
    expect(answer).not.toHaveProperty('sameDevice');
  });

  it('S65 what she answered on her phone is not asked on her tablet, which is hers from then on', async () => {
    const [phone, tablet] = [world.mintId(), world.mintId()];
    await world.submit(full, { anonymousId: phone, ...agreed(world) });
    const { proof } = await world.recognise({ idToken: await sign(), anonymousId: tablet });
    expect(await world.recognise({ anonymousId: tablet })).toEqual(stranger);
    await world.submit({ need: 'leise' }, { anonymousId: tablet, proof: String(proof), step: 'need' });
    expect(await world.collector.leads()).toHaveLength(1);
    const back = await world.recognise({ anonymousId: tablet });
    expect(back).toMatchObject({
      strength: 'device',
      facts: {},
      known: { company: expect.anything(), need: expect.anything() },
    });
    expect(await world.recognise({ idToken: await sign(), anonymousId: tablet })).toMatchObject({
      sameDevice: true,
    });
  });

  it.each(algorithms)('S16 a token that is signed with %s counts', async (alg) => {
    await world.submit(full, agreed(world));
    expect(await world.recognise({ idToken: await sign({}, { alg }) })).toMatchObject({ strength: 'login' });
  });

  it('S90 another spelling of the address is the same person', async () => {
    await world.submit(full, agreed(world));
    const idToken = await sign({ email: 'ERIKA@Firma.Example' });
    expect(await world.recognise({ idToken })).toMatchObject({ strength: 'login' });
  });

  it('M3 S44 wins over the link of somebody else, which stays good for its owner', async () => {
    for (const answers of [full, { ...erika, email: 'max@firma.example', company: 'Max AG' }]) {
      await world.submit(answers, agreed(world));
      await world.click(await world.confirmPath());
    }
    const token = await linkToken(await personId('max@firma.example'));
    const answer = await world.recognise({ idToken: await sign(), token });
    expect(answer).toMatchObject({ strength: 'login', facts: { company: { value: 'Muster GmbH' } } });
    expect(JSON.stringify(answer)).not.toMatch(/max/i);
    expect(await world.recognise({ token })).toMatchObject({
      strength: 'link',
      facts: { company: { value: 'Max AG' } },
    });
  });

  it('S65 of whom nothing is known is a stranger, also at somebody’s device and beside somebody’s link', async () => {
    const anonymousId = world.mintId();
    await world.submit(full, { anonymousId, ...agreed(world) });
    const token = await linkToken(await personId('erika@firma.example'));
    const idToken = await sign({ email: 'new@firma.example' });
    expect(await world.recognise({ idToken, anonymousId, token })).toEqual(stranger);
    expect(await world.recognise({ anonymousId })).toMatchObject({ strength: 'device' });
    expect(await world.recognise({ token })).toMatchObject({ strength: 'link' });
  });

  it('S49 knows nothing in a form that asks for other purposes', async () => {
    await world.submit(full, agreed(world));
    expect(await world.recognise({ idToken: await sign(), formId: 'signup' })).toMatchObject({
      known: {},
      facts: {},
    });
  });

  it('M14 what a service guessed is called a guess of it, also beside a login', async () => {
    await world.submit(erika, agreed(world));
    const at = new Date(world.clock.now);
    await db.query(
      `INSERT INTO fact (tenant, submission_id, name, purpose, person_id, value, source, at, provider)
       VALUES ('default', $1, 'company', 'profiling', $2, '"Geraten AG"', 'enrichment', $3, 'oracle')`,
      [world.mintId(), await personId('erika@firma.example'), at],
    );
    const fact = { value: 'Geraten AG', source: 'enrichment', provider: 'oracle', at: at.toISOString() };
    const request = { idToken: await sign() };
    expect((await world.recognise(request))['facts']).toHaveProperty('company', fact);
    const [config] = await forms();
    const fetch = (url: unknown, init?: RequestInit) => world.collector.fetch(new Request(String(url), init));
    const source = createRecogniseSource({ endpoint: 'http://collector.test', config: config!, fetch });
    const { profile } = await source.load({
      formId: 'whitepaper',
      ...request,
      signal: AbortSignal.timeout(5000),
    });
    expect(profile.facts).toHaveProperty('company', fact);
    expect(profile.identity).toEqual({ strength: 'login' });
  });
});

describe('a token that is no good', () => {
  const at = (seconds: number) => Math.floor(world.clock.now / 1000) + seconds;
  const cases: Record<string, () => Promise<unknown> | unknown> = {
    'has expired': () => sign({ iat: at(-7200), exp: at(-31) }),
    'is not good yet': () => sign({ nbf: at(60) }),
    'comes from the future': () => sign({ iat: at(60) }),
    'is older than a day': () => sign({ iat: at(-25 * 3600) }),
    'never expires': () => sign({ exp: undefined }),
    'has no date': () => sign({ iat: undefined }),
    'has no subject': () => sign({ sub: undefined }),
    'is of another issuer': () => sign({ iss: 'https://evil.example' }),
    'is of the issuer, nearly': () => sign({ iss: `${issuer}/` }),
    'is of no issuer': () => sign({ iss: undefined }),
    'is for another client': () => sign({ aud: 'other' }),
    'is for several clients, and none in particular': () => sign({ aud: [audience, 'other'] }),
    'was issued to another of them': () => sign({ aud: [audience, 'other'], azp: 'other' }),
    'has an address that is not verified': () => sign({ email_verified: false }),
    'has an address nobody speaks of': () => sign({ email_verified: undefined }),
    'has a verified address in words': () => sign({ email_verified: 'true' }),
    'has no address': () => sign({ email: undefined }),
    'has a list of addresses': () => sign({ email: ['erika@firma.example'] }),
    'is an access token': () => sign({}, { header: { typ: 'at+jwt' } }),
    'is a logout token': () => sign({}, { header: { typ: 'logout+jwt' } }),
    'was signed by somebody else': async () => sign({}, { key: (await generateKeyPair('RS256')).privateKey }),
    'brings its own key': async () => {
      const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
      return sign({}, { key: privateKey, header: { jwk: await exportJWK(publicKey), kid: 'new' } });
    },
    'is signed with the public key as a secret': async () => {
      const secret = new TextEncoder().encode(await exportSPKI(pairs.get('RS256')!.publicKey));
      const payload = JSON.parse(atob((await sign()).split('.')[1]!)) as JWTPayload;
      return new SignJWT(payload).setProtectedHeader({ alg: 'HS256', kid: 'RS256' }).sign(secret);
    },
    'is not signed': async () =>
      new UnsecuredJWT(JSON.parse(atob((await sign()).split('.')[1]!)) as JWTPayload).encode(),
    'was changed': async () => {
      const [header, payload, signature] = (await sign({ email: 'max@firma.example' })).split('.');
      const mine = atob(payload!).replace('max@', 'erika@');
      return [header, Buffer.from(mine).toString('base64url'), signature].join('.');
    },
    'is too long': () => sign({ groups: 'x'.repeat(20_000) }),
    'is a link of ours': async () => linkToken(await personId('erika@firma.example')),
    'is no token': () => 'x',
    'is empty': () => '',
    'is null': () => null,
    'is a number': () => 7,
    'is an object': () => ({ email: 'erika@firma.example' }),
  };

  it.each(Object.entries(cases))('SEC15 S16 counts as none: it %s', async (_, make) => {
    await world.submit(full, agreed(world));
    const request = { formId: 'whitepaper', idToken: await make(), anonymousId: world.mintId() };
    const response = await world.post('/v1/recognise', request);
    expect([response.status, await response.json()]).toEqual([200, stranger]);
    expect(world.logs.filter(({ event }) => event !== 'request' && event !== 'loginIssuerUnknown')).toEqual(
      [],
    );
  });

  const unknown = () => world.logs.filter(({ event }) => event === 'loginIssuerUnknown');

  it('S16 of an issuer that differs by its final slash it is told once, with the issuer to set up', async () => {
    for (const iss of [`${issuer}/`, `${issuer}/`, issuer, 'urn:x', undefined, 7])
      await world.recognise({ idToken: await sign({ iss }) });
    expect(unknown()).toEqual([{ event: 'loginIssuerUnknown', issuer: `${issuer}/` }]);
  });

  it('S16 SEC28 of other issuers their origins alone are told, once each, and no flood of them', async () => {
    for (const path of ['a?email=erika@firma.example', 'b'])
      await world.recognise({ idToken: await sign({ iss: `https://user:secret@evil.example/${path}` }) });
    expect(unknown()).toEqual([{ event: 'loginIssuerUnknown', issuer: 'https://evil.example' }]);
    for (let n = 0; n < 30; n += 1)
      await world.recognise({ idToken: await sign({ iss: `https://h${n}.example` }) });
    expect(unknown()).toHaveLength(10);
    await world.recognise({ idToken: await sign({ iss: `${issuer}/` }) });
    expect(unknown()).toHaveLength(11);
    expect(JSON.stringify(world.logs)).not.toMatch(/erika|secret/);
  });

  it('SEC15 leaves the link and the device what they are', async () => {
    const anonymousId = world.mintId();
    await world.submit(full, { anonymousId, ...agreed(world) });
    const token = await linkToken(await personId('erika@firma.example'));
    expect(await world.recognise({ idToken: 'x', anonymousId })).toMatchObject({
      strength: 'device',
      facts: {},
    });
    expect(await world.recognise({ idToken: 'x', token })).toMatchObject({ strength: 'link' });
  });

  it('SEC15 without a provider no token counts', async () => {
    world = await createWorld(db, { forms: await forms() });
    await world.submit(full, agreed(world));
    expect(await world.recognise({ idToken: await sign() })).toEqual(stranger);
  });

  it('SEC28 the token is in no log', async () => {
    const idToken = await sign();
    await world.recognise({ idToken });
    expect(JSON.stringify(world.logs)).not.toContain(idToken.slice(0, 30));
  });

  it('SEC15 providers without encryption are refused when the collector starts', async () => {
    const options = { db, forms: [], secret: new Uint8Array(32), publicUrl: 'http://collector.test' };
    for (const bad of [{ issuer: 'http://login.example' }, { issuer, jwksUri: 'http://login.example/keys' }])
      await expect(createCollector({ ...options, logins: [{ audience, ...bad }] })).rejects.toThrow('https');
  });
});

it('S16 a server of its own says what is missing, before it opens anything', async () => {
  const env = { PATH: process.env['PATH'], LOGIN_ISSUER: issuer };
  const said = await new Promise<string>((resolve) => {
    execFile(process.execPath, ['dist/collector/main.js'], { env }, (error, _, stderr) =>
      resolve(`${error?.code} ${stderr}`),
    );
  });
  expect(said).toContain('1 LOGIN_AUDIENCE: missing');
});

describe('the keys of a provider', () => {
  const recognise = async (provider: Partial<LoginProvider>, claims: Claims = {}) => {
    const logins = [{ issuer, audience, ...provider }];
    world = await createWorld(db, { forms: await forms(), logins });
    await world.submit(full, agreed(world));
    return world.recognise({ idToken: await sign(claims) });
  };

  it.each<[string, RequestListener]>([
    ['an error', (_, response) => void response.writeHead(500).end('no')],
    ['HTML', (_, response) => void response.end('<!doctype html>')],
    ['another kind of thing', (_, response) => void response.end('{"keys":7}')],
    ['no key that fits', (_, response) => void response.end('{"keys":[]}')],
    ['a redirect', (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['a line that breaks', (request) => void request.socket.destroy()],
    ['no answer at all', () => undefined],
  ])('SEC15 S16 cannot be had, but for %s: a stranger, in time', async (_, answer) => {
    const jwksUri = await listen(answer);
    expect(await recognise({ jwksUri, patience: 100 })).toEqual(stranger);
    expect(JSON.stringify(world.logs)).not.toContain('firma');
  });

  it('FLT10 are asked for once while they cannot be had, which the operator is told, and then again', async () => {
    let asked = 0;
    let up = false;
    const keys = JSON.stringify(await jwks());
    const jwksUri = await listen(
      (_, response) => ((asked += 1), response.writeHead(up ? 200 : 503).end(keys)),
    );
    expect(await recognise({ jwksUri })).toEqual(stranger);
    for (const _ of [1, 2, 3]) expect(await world.recognise({ idToken: await sign() })).toEqual(stranger);
    expect(asked).toBe(1);
    const told = world.logs.filter(({ event }) => event === 'loginKeysMissing');
    expect(told).toEqual([{ event: 'loginKeysMissing', issuer, error: 'Error 503' }]);
    up = true;
    world.clock.now += 10_000;
    for (const _ of [1, 2])
      expect(await world.recognise({ idToken: await sign() })).toMatchObject({ strength: 'login' });
    expect(asked).toBe(2);
  });

  it.each<[string, string, boolean]>([
    ['a document in HTML', '<!doctype html>', true],
    [
      'the document of somebody else',
      '{"issuer":"https://evil.example","jwks_uri":"https://evil.example/k"}',
      true,
    ],
    ['a document without keys', `{"issuer":"${issuer}"}`, true],
    ['a document that is null', 'null', true],
    ['a document without end', ' '.repeat(300_000), true],
    ['keys in HTML', '<!doctype html>', false],
    ['keys that are none', '{"keys":7}', false],
  ])('FLT10 SEC28 after %s they are not asked for until the rest is over', async (_, body, isDocument) => {
    let asked = 0;
    const fetch = async () => ((asked += 1), new Response(body));
    expect(await recognise({ fetch, ...(!isDocument && { jwksUri: `${issuer}/keys` }) })).toEqual(stranger);
    for (let n = 0; n < 20; n += 1) await world.recognise({ idToken: await sign() });
    expect(asked).toBe(1);
    const told = world.logs.filter(({ event }) => event === 'loginKeysMissing');
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('evil');
    world.clock.now += 10_000;
    await world.recognise({ idToken: await sign() });
    expect(asked).toBe(2);
  });

  it.each([true, false])(
    'FLT10 are looked for once for all who come at once (found: %s)',
    async (isThere) => {
      const asked: string[] = [];
      const keys = await jwks();
      const fetch = async (url: unknown) => {
        asked.push(new URL(String(url)).pathname);
        if (!isThere) return new Response('', { status: 503 });
        return Response.json(String(url).endsWith('/keys') ? keys : { issuer, jwks_uri: `${issuer}/keys` });
      };
      world = await createWorld(db, { forms: await forms(), logins: [{ issuer, audience, fetch }] });
      await world.submit(full, agreed(world));
      const idToken = await sign();
      const all = await Promise.all(Array.from({ length: 10 }, () => world.recognise({ idToken })));
      expect(new Set(all.map(({ strength }) => strength))).toEqual(new Set([isThere ? 'login' : 'none']));
      const document = '/.well-known/openid-configuration';
      expect(asked).toEqual(isThere ? [document, '/keys'] : [document]);
    },
  );

  it('S16 are found by the document of the issuer, and of nobody else', async () => {
    const keys = JSON.stringify(await jwks());
    const found: Record<string, unknown> = {};
    const base = await listen((request, response) => {
      const body = request.url?.endsWith('/keys') ? keys : JSON.stringify(found);
      response.end(body);
    });
    Object.assign(found, { issuer: base, jwks_uri: `${base}/keys` });
    expect(await recognise({ issuer: base }, { iss: base })).toMatchObject({ strength: 'login' });
    for (const wrong of [
      { issuer: 'https://evil.example' },
      { jwks_uri: 'http://evil.example/keys' },
      { jwks_uri: 7 },
    ]) {
      Object.assign(found, { issuer: base, jwks_uri: `${base}/keys` }, wrong);
      expect(await recognise({ issuer: base }, { iss: base })).toEqual(stranger);
    }
  });

  it('S16 of two clients of one issuer either counts', async () => {
    const both = [{ ...(await ours()), audience: 'first' }, await ours()];
    world = await createWorld(db, { forms: await forms(), logins: both });
    await world.submit(full, agreed(world));
    for (const aud of ['first', audience])
      expect(await world.recognise({ idToken: await sign({ aud }) })).toMatchObject({ strength: 'login' });
  });
});

describe('a real OpenID provider', () => {
  const redirect = 'http://127.0.0.1:9/callback';

  // It warns of what is meant here: keys, cookies and pages for a test.
  beforeAll(() => {
    for (const method of ['warn', 'info'] as const) vi.spyOn(console, method).mockReturnValue();
  });
  afterAll(() => vi.restoreAllMocks());

  /** Of one person, who types her address as her name. */
  async function provide(email: string, email_verified: boolean): Promise<string> {
    const server = createServer();
    servers.push(server);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const key = await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey);
    const { default: Provider } = await import('oidc-provider');
    const provider = new Provider(base, {
      clients: [
        {
          client_id: audience,
          redirect_uris: [redirect],
          token_endpoint_auth_method: 'none',
          application_type: 'native',
        },
      ],
      jwks: { keys: [{ ...key, alg: 'RS256', use: 'sig' }] },
      cookies: { keys: ['only-for-this-test'] },
      claims: { openid: ['sub'], profile: ['given_name', 'family_name'], email: ['email', 'email_verified'] },
      // The page asks for no user info: the token holds what the scopes allow.
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      features: { devInteractions: { enabled: true } },
      findAccount: (_, id) => ({
        accountId: id,
        claims: async () => ({ sub: id, given_name: 'Erika', family_name: 'Muster', email, email_verified }),
      }),
    });
    const handle = provider.callback();
    server.on('request', (request, response) => void handle(request, response));
    return base;
  }

  /** Follows the redirects of a browser, with its cookies, until one leads to the page. */
  async function browse(start: string, login: string): Promise<URL> {
    const jar = new Map<string, string>();
    const visit = async (url: string, form?: Record<string, string>) => {
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
        ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (value) jar.set(name, value);
        else jar.delete(name);
      }
      return response;
    };
    let response = await visit(start);
    for (let steps = 0; steps < 12; steps += 1) {
      const location = response.headers.get('location');
      if (location?.startsWith(redirect)) return new URL(location);
      if (location) {
        response = await visit(new URL(location, start).href);
        continue;
      }
      const page = await response.text();
      const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
      response = await visit(new URL(action, start).href, {
        prompt,
        ...(prompt === 'login' && { login, password: 'x' }),
      });
    }
    throw new Error('the provider never came back to the page');
  }

  /** Authorization code with PKCE (RFC 7636), as a page signs in. */
  async function signIn(base: string): Promise<string> {
    const verifier = randomBytes(32).toString('base64url');
    const url = new URL('/auth', base);
    url.search = new URLSearchParams({
      client_id: audience,
      response_type: 'code',
      scope: 'openid profile email',
      redirect_uri: redirect,
      state: 's',
      nonce: 'n',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString();
    const back = await browse(url.href, 'erika');
    const response = await fetch(`${base}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: audience,
        redirect_uri: redirect,
        code: back.searchParams.get('code') ?? '',
        code_verifier: verifier,
      }),
    });
    return ((await response.json()) as { id_token: string }).id_token;
  }

  it('S16 S62 S65 V2 its token names her to the page and proves her to the collector', async () => {
    const base = await provide('erika@firma.example', true);
    const idToken = await signIn(base);
    world = await createWorld(db, { forms: await forms(), logins: [{ issuer: base, audience }] });
    await world.submit(full, { anonymousId: world.mintId(), ...agreed(world) });
    await world.click(await world.confirmPath());
    world.clock.now = Date.now();
    const answer = await world.recognise({ idToken, anonymousId: world.mintId() });
    expect(answer).toMatchObject({
      strength: 'login',
      facts: { company: { value: 'Muster GmbH', source: 'login' } },
    });
    const { fields } = (await forms())[0]!;
    const source = createClaimsSource({ idToken, provider: 'work', fields });
    const { profile } = await source.load({ formId: 'whitepaper', signal: AbortSignal.timeout(5000) });
    const values = Object.entries(profile.facts ?? {}).map(([name, fact]) => [name, fact?.value]);
    expect(Object.fromEntries(values)).toEqual({
      firstName: 'Erika',
      lastName: 'Muster',
      email: 'erika@firma.example',
    });
  });

  it('S16 SEC15 an address that it has not verified is nobody’s', async () => {
    const base = await provide('erika@firma.example', false);
    const idToken = await signIn(base);
    world = await createWorld(db, { forms: await forms(), logins: [{ issuer: base, audience }] });
    await world.submit(full, agreed(world));
    world.clock.now = Date.now();
    expect(await world.recognise({ idToken })).toEqual(stranger);
  });
});
