import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { createCollector } from '../../src/collector/collector.js';
import type { Db } from '../../src/collector/db.js';
import { findAssets } from '../../src/collector/find-assets.js';
import { readPages } from '../../src/collector/read-pages.js';
import { createIdMinter } from '../../src/model/mint-id.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consentText, erika } from './harness.js';

let folder: string;
/** The same for all, since making a database takes longer than anything that is done with it. */
let dataDir: string;
const running: (readonly [child: ChildProcess, ended: Promise<unknown>])[] = [];
const servers: Server[] = [];
beforeAll(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'pf-main-data-')), 'data');
});
afterAll(() => rm(join(dataDir, '..'), { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pf-main-'));
  await cp(new URL('../../demo/forms', import.meta.url), join(folder, 'forms'), { recursive: true });
});
afterEach(async () => {
  for (const [child, ended] of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

/** From its source, and as it is built, which starts in a fraction of the time. */
const fromSource = ['--import', 'tsx', 'src/collector/main.ts'];
const built = ['dist/collector/main.js'];
/** In a full run alone: the demo, which the journeys lead through, starts from source too. */
const either = process.env['PF_FULL'] ? fromSource : built;

/** Starts the server on a free port and gathers what it prints. */
function start(env: Record<string, string> = {}, program = built) {
  const child = spawn(process.execPath, program, {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: dataDir,
      FORMS_DIR: join(folder, 'forms'),
      ...env,
    },
  });
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output.text += chunk.toString()));
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  running.push([child, ended]);
  return { child, output, ended };
}

describe('npm run collector', () => {
  it('FLT59 starts on the environment alone, serves, and closes cleanly on SIGTERM', async () => {
    const { child, output, ended } = start({}, either);
    await expect.poll(() => output.text, { timeout: 150_000 }).toMatch(/listening on port \d+/);
    const port = /port (\d+)/.exec(output.text)?.[1];
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/v1/forms/whitepaper`)).status).toBe(200);
    expect((await stat(join(dataDir, 'collector.secret'))).mode & 0o777).toBe(0o600);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(stat(join(dataDir, 'collector.lock'))).rejects.toThrow('ENOENT');
  }, 180_000);

  it('S41 hands out the files of a folder and knows the pages, as the environment says', async () => {
    await writeFile(join(folder, 'leichtbau-in-serie.pdf'), '%PDF-1.7');
    expect(await findAssets(folder)).toMatchObject({
      'leichtbau-in-serie': { filename: 'leichtbau-in-serie.pdf', type: 'application/pdf' },
    });
    expect(readPages('guide=https://a.example/g?x=1, b=http://localhost/b')).toEqual({
      guide: 'https://a.example/g?x=1',
      b: 'http://localhost/b',
    });
    for (const bad of ['guide', '=https://a.example', 'guide=/g', 'guide=javascript:alert(1)'])
      expect(() => readPages(bad)).toThrow('PAGES');
  });

  const key = 'a-key-of-at-least-32-characters-1';
  const portOf = async (output: { readonly text: string }) => {
    await expect.poll(() => output.text, { timeout: 150_000 }).toMatch(/listening on port \d+/);
    return /port (\d+)/.exec(output.text)?.[1] ?? '';
  };
  const poster = (port: string) => (path: string, body: object) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });

  it('SEC13 makes no links for anybody without COLLECTOR_KEY', async () => {
    const post = poster(await portOf(start({ PAGES: 'whitepaper=https://a.example/' }).output));
    expect((await post('/v1/links', { formId: 'whitepaper', email: 'a@b.example' })).status).toBe(404);
  }, 180_000);

  it('SEC13 BAD1 is stopped by a COLLECTOR_KEY that no header could carry, and does not quote it', async () => {
    const { output, ended } = start({ COLLECTOR_KEY: 'a key with blanks of more than 32 characters' });
    expect(await ended).toBe(1);
    expect(output.text).toMatch(/operatorKey: holds other signs.*COLLECTOR_KEY/);
    expect(output.text).not.toContain('a key with');
  }, 180_000);

  it.each([
    'x'.repeat(31),
    `${'x'.repeat(31)} y`,
    `${'x'.repeat(40)}ü`,
    `${'x'.repeat(40)}\n`,
    `${'x'.repeat(40)}\0`,
  ])('SEC13 the key %j will not do', async (operatorKey) => {
    const options = { forms: [], secret: new Uint8Array(32), publicUrl: 'http://collector.test' };
    const db = { tenant: 'default' } as Db; // never asked
    await expect(createCollector({ ...options, db, operatorKey })).rejects.toThrow(
      /^operatorKey: .*COLLECTOR_KEY/,
    );
  });

  it('S16 S17 S38 takes COLLECTOR_KEY, LOGIN_ISSUER, LOGIN_AUDIENCE and FULLCONTACT_API_KEY from the environment', async () => {
    const outside = await openOutside();
    const file = join(folder, 'forms', 'whitepaper.json');
    const form = JSON.parse(await readFile(file, 'utf8')) as { fields: { name: string; enrich?: boolean }[] };
    for (const field of form.fields) if (field.name === 'company') field.enrich = true;
    await writeFile(file, JSON.stringify(form));
    const { child, output, ended } = start({
      COLLECTOR_KEY: key,
      PAGES: 'whitepaper=https://a.example/',
      LOGIN_ISSUER: outside.url,
      LOGIN_AUDIENCE: 'shop',
      FULLCONTACT_API_KEY: 'fc-key',
      NODE_OPTIONS: `--import ${outside.preload}`,
    });
    const post = poster(await portOf(output));

    const made = await post('/v1/links', { formId: 'whitepaper', email: 'erika@firma.example' });
    expect(made.status).toBe(201);
    const token = ((await made.json()) as { url: string }).url.split('#pf=')[1];
    const byLink = await (await post('/v1/recognise', { formId: 'whitepaper', token })).json();
    expect(byLink).toMatchObject({ strength: 'link' });

    const idToken = await outside.sign({ aud: 'shop', email: 'erika@firma.example', email_verified: true });
    const byLogin = (await (await post('/v1/recognise', { formId: 'whitepaper', idToken })).json()) as {
      proof: string;
    };
    expect(byLogin).toMatchObject({ strength: 'login' });

    const submission = submissionOf(byLogin.proof);
    const envelope = { id: submission.id, sentAt: Date.now(), n: 0, body: JSON.stringify(submission) };
    expect((await post('/v1/submissions', envelope)).status).toBe(200);
    await expect
      .poll(() => outside.asked, { timeout: 20_000 })
      .toEqual(['Bearer fc-key {"email":"erika@firma.example"}']);
    await expect.poll(() => output.text, { timeout: 20_000 }).toMatch(/"event":"enrichment".*"found"/);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }, 180_000);

  /** A provider of logins and FullContact in one, and what leads a process to it. */
  async function openOutside() {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const keys = { keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256', kid: 'k' }] };
    const asked: string[] = [];
    const server = createServer(async (request, response) => {
      const body = await text(request);
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      if (request.url === '/v3/person.enrich') asked.push(`${request.headers.authorization} ${body}`);
      const answers: Readonly<Record<string, unknown>> = {
        '/.well-known/openid-configuration': { issuer: address, jwks_uri: `${address}/keys` },
        '/keys': keys,
        '/v3/person.enrich': { organization: 'Muster GmbH' },
      };
      response.end(JSON.stringify(answers[request.url ?? '']));
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const script = `const own=fetch;globalThis.fetch=(to,how)=>own(String(to).replace('https://api.fullcontact.com','${url}'),how)`;
    const sign = (claims: JWTPayload) =>
      new SignJWT({ iss: url, sub: 'u1', ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey);
    return { url, asked, sign, preload: `data:text/javascript,${encodeURIComponent(script)}` };
  }

  function submissionOf(proof: string) {
    const now = new Date().toISOString();
    const mintId = createIdMinter(Date.now, (bytes) => crypto.getRandomValues(bytes));
    return {
      id: mintId(),
      sessionId: mintId(),
      step: 'contact',
      formId: 'whitepaper',
      formVersion: '1',
      answers: { ...erika, email: 'erika@firma.example' },
      consents: [{ purpose: 'profiling', text: consentText, locale: 'de', at: now }],
      signals: {},
      exposures: [],
      submittedAt: now,
      proof,
    };
  }

  it('BAD1 a definition that is not right stops it, with the file and the place', async () => {
    await writeFile(join(folder, 'forms', 'broken.json'), '{"schemaVersion": 99}');
    const { output, ended } = start();
    expect(await ended).not.toBe(0);
    expect(output.text).toMatch(/broken\.json: schemaVersion/);
  }, 180_000);
});
