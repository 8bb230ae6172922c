import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CaughtMail } from '../../demo/inbox.js';
import { startDemo, type Demo } from '../../demo/start-demo.js';
import type { Answers } from '../../src/model/answers.js';
import type { ConsentGiven, Submission } from '../../src/model/submission.js';

let dataDir: string;
let demo: Demo;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'progressive-form-demo-'));
  demo = await startDemo({ port: 0, dataDir, mailInterval: 20 });
});

afterAll(async () => {
  await demo.close();
  await rm(dataDir, { recursive: true });
});

const get = (path: string): Promise<Response> => fetch(demo.url + path);
const text = async (path: string): Promise<string> => (await get(path)).text();
const mails = async (): Promise<readonly CaughtMail[]> =>
  (await (await get('/inbox/list.json')).json()) as readonly CaughtMail[];
const mailsTo = async (address: string): Promise<readonly CaughtMail[]> =>
  (await mails()).filter((mail) => mail.to === address);
const post = (path: string, body: unknown): Promise<Response> =>
  fetch(demo.url + path, { method: 'POST', body: JSON.stringify(body) });
const moveClock = async (forward: string): Promise<unknown> =>
  (await post('/demo/clock', { forward })).json();
const countOffline = async (): Promise<unknown> => (await get('/demo/count?form=offline')).json();

const consent: ConsentGiven = {
  purpose: 'profiling',
  text: 'Ja, merken Sie sich das.',
  locale: 'de',
  at: new Date().toISOString(),
};

function envelope(formId: string, step: string, answers: Answers, consents: readonly ConsentGiven[] = []) {
  const id = randomUUID();
  const submission: Submission = {
    id,
    sessionId: randomUUID(),
    step,
    formId,
    formVersion: '1',
    answers,
    consents,
    signals: {},
    exposures: [],
    submittedAt: new Date().toISOString(),
  };
  return { id, sentAt: Date.parse(submission.submittedAt), n: 0, body: JSON.stringify(submission) };
}

async function askForWhitepaper(firstName: string, email: string, consents: readonly ConsentGiven[]) {
  const response = await post(
    '/v1/submissions',
    envelope(
      'whitepaper',
      'contact',
      { salutation: 'none', firstName, lastName: 'Beispiel', email, profiling: consents.length > 0 },
      consents,
    ),
  );
  expect(response.status).toBe(200);
}

describe('addresses', () => {
  it.each([
    ['/', 'text/html'],
    ['/whitepaper/', 'text/html'],
    ['/signup/', 'text/html'],
    ['/offline/', 'text/html'],
    ['/back-ends/', 'text/html'],
    ['/looks/', 'text/html'],
    ['/inbox/', 'text/html'],
    ['/leads/', 'text/html'],
    ['/demo.css', 'text/css'],
    ['/looks/themes.css', 'text/css'],
    ['/shared/live.js', 'text/javascript'],
    ['/forms/whitepaper.json', 'application/json'],
    ['/forms/signup.json', 'application/json'],
    ['/offline/form.json', 'application/json'],
  ])('%s answers with %s, to be asked for anew each time', async (path, type) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/healthz', '/v1/forms/whitepaper', '/v1/forms/offline', '/switchable/v1/forms/offline'])(
    '%s is answered by the collector',
    async (path) => expect((await get(path)).status).toBe(200),
  );

  it.each([
    '/..%2fpackage.json',
    '/dist/..%2fpackage.json',
    '/forms/%2e%2e%2fserver.ts',
    '/server.ts',
    '/shared/',
  ])('%s leads to nothing outside the pages', async (path) => expect((await get(path)).status).toBe(404));

  it('names the port that is taken before it touches a file', async () => {
    const port = Number(new URL(demo.url).port);
    const elsewhere = join(dataDir, 'never');
    await expect(startDemo({ port, dataDir: elsewhere })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(stat(elsewhere)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('keeps the signing key to its owner', async () => {
    expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
  });
});

describe('whitepaper', () => {
  it('S47 serves a request without consent, by mail, and records no person', async () => {
    await askForWhitepaper('Niemand', 'niemand@werk.example', []);
    await vi.waitFor(async () => expect(await mailsTo('niemand@werk.example')).toHaveLength(1), 10_000);
    const leads = await text('/leads/');
    expect(leads).not.toContain('Niemand');
    expect(leads).toContain('whitepaper, contact');
  });

  it('S41 S42 S10 sends a confirmation, then hands out the PDF, then follows up two days later', async () => {
    const address = 'erika@werk.example';
    await askForWhitepaper('Erika<b>', address, [consent]);
    const [confirmation] = await vi.waitFor(async () => {
      const sent = await mailsTo(address);
      expect(sent).toHaveLength(1);
      return sent;
    }, 10_000);
    const confirm = /http\S+\/v1\/confirm\/[\w-]+/.exec(confirmation?.text ?? '')?.[0] ?? '';
    const page = await (await fetch(confirm, { method: 'POST' })).text();
    const asset = /\/v1\/assets\/[^"\s]+/.exec(page)?.[0].replaceAll('&amp;', '&') ?? '';
    expect((await text(asset)).slice(0, 5)).toBe('%PDF-');
    expect(await mailsTo(address)).toHaveLength(1);

    expect(await moveClock('P2D')).toMatchObject({ sent: 1 });
    const [nurture] = await mailsTo(address);
    expect(nurture?.text).toContain(`${demo.url}/whitepaper/#pf=`);
    expect(Date.parse(nurture?.at ?? '') - Date.parse(confirmation?.at ?? '')).toBeGreaterThanOrEqual(
      2 * 86_400_000,
    );
  });

  it('shows the person with source, consent and escaped values', async () => {
    const leads = await text('/leads/');
    expect(leads).toContain('Erika&lt;b&gt;');
    expect(leads).not.toContain('Erika<b>');
    expect(leads).toContain(consent.text);
    expect(leads).toContain('Address confirmed');
  });

  it('shows a mail with its links to click and everything else escaped', async () => {
    const [newest] = await mails();
    const page = await text(`/inbox/${String(newest?.n)}`);
    expect(page).toMatch(/<a href="http:\/\/localhost:\d+\/whitepaper\/#pf=[^"]+" rel="noreferrer">/);
    expect((await get('/inbox/999')).status).toBe(404);
  });
});

describe('the demo’s own switches', () => {
  it.each([{ forward: 'P0D' }, { forward: '-P2D' }, { forward: 'P9Y' }, { forward: 2 }, {}, null])(
    'the clock refuses %j',
    async (body) => expect((await post('/demo/clock', body)).status).toBe(400),
  );

  it('the clock tells that no mail was sent when none was due', async () => {
    expect(await moveClock('PT1S')).toMatchObject({ sent: 0 });
  });

  it('breaks the connection without an answer while the network is off, and serves again when on', async () => {
    const message = envelope('offline', 'message', {
      name: 'Kim Example',
      email: 'kim@example.com',
      message: 'Hello',
    });
    await post('/demo/network', { on: false });
    await expect(post('/switchable/v1/submissions', message)).rejects.toThrow('fetch failed');
    expect(await countOffline()).toEqual({ count: 0 });

    await post('/demo/network', { on: true });
    const answers = [];
    for (let i = 0; i < 2; i++) answers.push((await post('/switchable/v1/submissions', message)).status);
    expect(answers).toEqual([200, 200]);
    expect(await countOffline()).toEqual({ count: 1 });
  });

  it('takes a password at the product’s own address and answers nothing', async () => {
    const response = await post('/demo/account', { email: 'kim@example.com', password: 'a long password' });
    expect(response.status).toBe(204);
    expect((await post('/demo/account', { email: 'kim@example.com' })).status).toBe(400);
  });

  it('shows on /offline/ the very definition that the collector knows', async () => {
    const page = await text('/offline/');
    const inline = /<script type="application\/json">([^]*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(inline)).toEqual(JSON.parse(await text('/offline/form.json')));
  });
});

describe('restart', () => {
  it('keeps the inbox, the leads, the clock and the whitepaper', async () => {
    const before = { mails: await mails(), clock: await readFile(join(dataDir, 'clock.json'), 'utf8') };
    const { mtimeMs } = await stat(join(dataDir, 'leichtbau-in-serie.pdf'));
    await demo.close();
    demo = await startDemo({ port: 0, dataDir });

    expect(await mails()).toEqual(before.mails);
    expect(await text('/leads/')).toContain('Erika&lt;b&gt;');
    const { now } = (await (await get('/demo/clock')).json()) as { readonly now: string };
    expect(Date.parse(now) - Date.now()).toBeGreaterThan(1.9 * 86_400_000);
    expect((await stat(join(dataDir, 'leichtbau-in-serie.pdf'))).mtimeMs).toBe(mtimeMs);
  });
});
