import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAdapterCases, type RequestSubject } from '../../src/adapters/contract/contract.js';
import { mapSubmission } from '../../src/adapters/webhook/map-submission.js';
import { createWebhookAdapter } from '../../src/adapters/webhook/webhook.js';
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

async function send(status: number, body = '', format?: 'json') {
  server.answer = (socket) => reply(socket, status, body);
  return createWebhookAdapter({ url: `${server.url}/hooks/1?sig=a`, ...(format && { format }) }).send(
    submission,
    contextOf(),
  );
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
    await send(200, '', 'json');
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
    [422, { kind: 'retryable', status: 422, park: true }],
  ])('no refusal by a %i', async (status, outcome) => {
    expect(await send(status, JSON.stringify({ id: submission.id }))).toEqual(outcome);
  });
});

it('SEC33 refuses a webhook without encryption, and does not repeat its secret', () => {
  const make = () => createWebhookAdapter({ url: 'http://hooks.example.com/secret' });
  expect(make).toThrow(ConfigError);
  expect(make).not.toThrow(/secret/);
});
