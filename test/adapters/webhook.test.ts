import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAdapterCases, type RequestSubject } from '../../src/adapters/contract/contract.js';
import { mapSubmission } from '../../src/adapters/webhook/map-submission.js';
import { createWebhookAdapter, type WebhookAdapterOptions } from '../../src/adapters/webhook/webhook.js';
import { ConfigError } from '../../src/model/config-error.js';
import type { Adapter } from '../../src/model/ports.js';
import type { Submission } from '../../src/model/submission.js';
import { contextOf, submission } from '../contracts/adapter-contract.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

async function send(
  status: number,
  body = '',
  given: Partial<WebhookAdapterOptions> = {},
  sent = submission,
) {
  server.answer = (socket) => reply(socket, status, body);
  const adapter = createWebhookAdapter({ url: `${server.url}/hooks/1?sig=a`, ...given });
  return adapter.send(sent, contextOf());
}

describe('M13 V32 the adapter', () => {
  const subject: RequestSubject = {
    name: 'webhook',
    create: (given) => createWebhookAdapter({ url: 'https://hooks.example/1?sig=a', ...given }),
    accepts: () => Response.json({ status: 'success' }),
    outcome: 'accepted',
  };
  const json: RequestSubject = {
    ...subject,
    name: 'webhook with JSON',
    create: (given) => createWebhookAdapter({ url: 'https://own.example/leads', format: 'json', ...given }),
  };
  const received: string[] = [];
  const own = {
    name: 'made by the page itself',
    create: () => {
      received.length = 0;
      const send: Adapter['send'] = (sent, { signal }) => {
        signal.throwIfAborted();
        received.push(JSON.stringify(sent));
      };
      return { name: 'own', send };
    },
    received: () => received,
  };
  for (const { title, run } of [subject, json, own].flatMap(listAdapterCases)) it(title, run);
});

describe('what a webhook gets', () => {
  it('is flat, by field name, beside what it needs to tell copies', () => {
    expect(Object.fromEntries(mapSubmission(submission))).toEqual({
      submission_id: submission.id,
      session_id: 'session-1',
      form_id: 'whitepaper',
      form_version: '1',
      step: 'contact',
      submitted_at: '2026-11-02T09:00:00Z',
      consent_profiling: 'Ja, gern.',
      email: 'ada@example.com',
      topics: ['a', 'b'],
      visits: 3,
      terms: true,
    });
  });

  it('BAD9 keeps an answer whose name is one of ours', () => {
    const pairs = Object.fromEntries(
      mapSubmission({ ...submission, answers: { step: 'mine', form_id: 'x' } }),
    );
    expect(pairs).toMatchObject({
      step: 'contact',
      answer_step: 'mine',
      form_id: 'whitepaper',
      answer_form_id: 'x',
    });
  });

  it('arrives form-encoded at the very address, without asking permission first', async () => {
    server.heads.length = server.bodies.length = 0;
    await send(200);
    expect(server.heads[0]).toMatch(/^POST \/hooks\/1\?sig=a HTTP/);
    expect(server.heads[0]).toMatch(/content-type: application\/x-www-form-urlencoded/i);
    expect(Object.fromEntries(new URLSearchParams(server.bodies[0]))).toEqual({
      ...Object.fromEntries(mapSubmission(submission)),
      topics: 'a, b',
      visits: '3',
      terms: 'true',
    });
    expect(server.heads[0]).not.toMatch(/idempotency-key/i);
  });

  it('is JSON where that is asked for, with lists and numbers kept and the id as idempotency key', async () => {
    server.heads.length = server.bodies.length = 0;
    await send(200, '', { format: 'json' });
    expect(server.heads[0]).toMatch(/content-type: application\/json/i);
    expect(server.heads[0]).toMatch(new RegExp(`idempotency-key: ${submission.id}`, 'i'));
    expect(JSON.parse(server.bodies[0] ?? '')).toEqual(Object.fromEntries(mapSubmission(submission)));
  });

  it('goes by the names of the definition, and leaves out what has none', () => {
    const names = { email: 'Email', topics: '', visits: 'step' };
    const pairs = Object.fromEntries(mapSubmission(submission, names));
    expect(pairs).toMatchObject({ Email: 'ada@example.com', answer_step: 3, terms: true });
    expect(pairs).not.toHaveProperty('topics');
    expect(pairs).not.toHaveProperty('email');
  });

  it('S85 names the variants that the form was shown with, and nothing where there are none', () => {
    const exposures = ['welcome:video', 'tone:warm'];
    expect(Object.fromEntries(mapSubmission({ ...submission, exposures }))).toMatchObject({ exposures });
    expect(Object.fromEntries(mapSubmission(submission))).not.toHaveProperty('exposures');
  });

  it('S57 S72 tells the stage and the segments of the submission that brought them about', () => {
    const reached = { stage: 'qualified', segments: ['hobbyist', 'buyer'] };
    expect(Object.fromEntries(mapSubmission({ ...submission, reached }))).toMatchObject({
      stage: 'qualified',
      entered_segments: ['hobbyist', 'buyer'],
    });
    expect(Object.fromEntries(mapSubmission(submission))).not.toHaveProperty('stage');
  });
});

describe('what a webhook gets by the names of the definition', () => {
  const reached = { stage: 'qualified', segments: ['hobbyist'] };
  const map = (names: Readonly<Record<string, string>>, answers: Submission['answers'] = {}) =>
    Object.fromEntries(mapSubmission({ ...submission, answers, reached }, names));

  it('S57 S72 is the stage and the segments too, or not where that is empty', () => {
    expect(map({ stage: 'Phase', segments: 'Groups' })).toMatchObject({
      Phase: 'qualified',
      Groups: ['hobbyist'],
    });
    const untold = Object.keys(map({ stage: '', segments: '' }));
    expect(untold).toEqual(Object.keys(Object.fromEntries(mapSubmission({ ...submission, answers: {} }))));
    expect(Object.keys(map({ stage: 'Phase' }))).not.toContain('stage');
  });

  it('BAD9 keeps an answer whose name is that of the stage', () => {
    const told = map({ stage: 'Phase', mine: 'Phase' }, { mine: 'x' });
    expect(told).toMatchObject({ Phase: 'qualified', answer_Phase: 'x' });
  });

  it('V32 is the address given on an earlier view, unless it is given anew', () => {
    const earlier = { email: 'ada@example.com', second: 'b@example.com' };
    const told = mapSubmission({ ...submission, earlier, answers: { email: 'new@example.com' } });
    expect(Object.fromEntries(told)).toMatchObject({ email: 'new@example.com', second: 'b@example.com' });
  });
});

describe('what a webhook proves', () => {
  it('nothing by a 2xx', async () => {
    expect(await send(200, '{"status":"success"}')).toEqual({ kind: 'accepted' });
    expect(await send(200)).toEqual({ kind: 'accepted' });
  });

  it('delivery by an echoed id', async () => {
    expect(await send(200, JSON.stringify({ id: submission.id }))).toEqual({ kind: 'delivered' });
  });

  it.each([
    [500, { kind: 'retryable', status: 500 }],
    [429, { kind: 'retryable', status: 429 }],
    [404, { kind: 'retryable', status: 404, park: true }],
    [410, { kind: 'retryable', status: 410, park: true }],
    [422, { kind: 'retryable', status: 422, park: true }],
  ])('no refusal by a %i', async (status, outcome) => {
    expect(await send(status, JSON.stringify({ id: submission.id }))).toEqual(outcome);
  });
});

describe('what a page with a 200 means to a webhook', () => {
  const pages = ['<!doctype html><title>Sign in</title>', '\n  <html><body>Welcome', '\ufeff<p>Hello'];

  it.each(pages)('FLT31 as JSON nothing: it is tried again (%j)', async (page) => {
    expect(await send(200, page, { format: 'json' })).toEqual({ kind: 'retryable', status: 200 });
  });

  it('FLT31 so it is where the page is longer than any answer', async () => {
    const page = `<!doctype html><title>Sign in</title>${' '.repeat(80_000)}`;
    expect(await send(200, page, { format: 'json' })).toEqual({ kind: 'retryable', status: 200 });
  });

  it.each(['', 'OK', '{"done":true}', 'a < b'])(
    'as JSON any other answer is no page (%j)',
    async (answer) => {
      expect(await send(200, answer, { format: 'json' })).toEqual({ kind: 'accepted' });
    },
  );

  it.each(pages)('as a form it is what a script for forms may well answer (%j)', async (page) => {
    expect(await send(200, page)).toEqual({ kind: 'accepted' });
    expect(await send(200, page, { format: 'form' })).toEqual({ kind: 'accepted' });
  });
});

describe('what a webhook refuses', () => {
  const { id } = submission;
  const issues = [{ field: 'email', code: 'email' }];
  const say = (body: object) => JSON.stringify(body);

  it.each([400, 413, 422])('M13 is an answer of this submission, by a %i that names both', async (status) => {
    expect(await send(status, say({ id, issues }))).toEqual({ kind: 'rejected', status, issues });
  });

  it('M13 is shown in words of its own, or as refused where it has none that we know', async () => {
    const told = { field: 'topics', code: 'told', params: { message: 'Pick one.' } };
    const said = say({ id, issues: [told, { field: 'email', code: 'EMAIL_BAD' }, { field: 'terms' }] });
    expect(await send(422, said)).toMatchObject({
      issues: [told, { field: 'email', code: 'refused' }, { field: 'terms', code: 'refused' }],
    });
  });

  it('M13 may be called as it was posted, or as the definition calls it', async () => {
    const names = { email: 'Mail', topics: 'Themes' };
    const said = say({ id, issues: [...issues, { field: 'Themes', code: 'required' }] });
    expect(await send(422, said, { names })).toMatchObject({
      issues: [...issues, { field: 'topics', code: 'required' }],
    });
  });

  it('M13 may be what she was asked and left empty', async () => {
    const asked = { ...submission, asks: { company: { shown: 1 } as never } };
    const said = say({ id, issues: [{ field: 'company', code: 'required' }] });
    expect(await send(422, said, {}, asked)).toMatchObject({ kind: 'rejected' });
    expect(await send(422, said)).toEqual({ kind: 'retryable', status: 422, park: true });
  });

  it.each<[string, number, unknown]>([
    ['names no submission', 422, { issues }],
    ['names another one', 422, { id: '019a0000-0000-7000-8000-000000000002', issues }],
    ['repeats what was posted', 422, { submission_id: id, issues }],
    ['lists nothing', 422, { id, issues: [] }],
    ['lists no issues', 422, { id, issues: 'email' }],
    ['finds fault with what nobody asked', 422, { id, issues: [{ field: 'phone', code: 'required' }] }],
    ['finds fault with what is ours', 422, { id, issues: [{ field: 'form_id', code: 'refused' }] }],
    ['is of no such status', 404, { id, issues }],
    ['is of a page that is gone', 410, { id, issues }],
  ])('FLT25 FLT27 is no answer of a receiver that %s: it is parked', async (_, status, body) => {
    expect(await send(status, say(body as object))).toEqual({ kind: 'retryable', status, park: true });
  });

  it('FLT25 is no answer of one that is only busy', async () => {
    expect(await send(503, say({ id, issues }))).toEqual({ kind: 'retryable', status: 503 });
    expect(await send(429, say({ id, issues }))).toEqual({ kind: 'retryable', status: 429 });
  });
});

it('SEC33 refuses a webhook without encryption, and does not repeat its secret', () => {
  const make = () => createWebhookAdapter({ url: 'http://hooks.example.com/secret' });
  expect(make).toThrow(ConfigError);
  expect(make).not.toThrow(/secret/);
});
