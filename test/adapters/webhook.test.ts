import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapSubmission } from '../../src/adapters/webhook/map-submission.js';
import { createWebhookAdapter } from '../../src/adapters/webhook/webhook.js';
import { ConfigError } from '../../src/model/config-error.js';
import { contextOf, submission, testAdapterContract } from '../contracts/adapter-contract.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

async function send(status: number, body = '') {
  server.answer = (socket) => reply(socket, status, body);
  return createWebhookAdapter({ url: `${server.url}/hooks/1?sig=a` }).send(submission, contextOf());
}

testAdapterContract(
  'webhook',
  async () => {
    server.bodies.length = 0;
    server.answer = (socket) => reply(socket, 200, '{"status":"success"}');
    return { adapter: createWebhookAdapter({ url: server.url }), received: () => server.bodies };
  },
  async () => {
    const gone = await startFaultServer();
    await gone.close();
    return createWebhookAdapter({ url: gone.url });
  },
);

testAdapterContract(
  'made by the page itself',
  async () => {
    const received: string[] = [];
    return {
      adapter: { name: 'own', send: (sent) => void received.push(JSON.stringify(sent)) },
      received: () => received,
    };
  },
  async () => ({ name: 'own', send: () => Promise.reject(new Error('no line')) }),
);

describe('what a webhook gets', () => {
  it('is flat text by field name, beside what it needs to tell copies', () => {
    expect(Object.fromEntries(mapSubmission(submission))).toEqual({
      submission_id: submission.id,
      form_id: 'whitepaper',
      form_version: '1',
      step: 'contact',
      submitted_at: '2026-11-02T09:00:00Z',
      consent_profiling: 'Ja, gern.',
      email: 'ada@example.com',
      topics: 'a, b',
      visits: '3',
      terms: 'true',
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
    expect([...new URLSearchParams(server.bodies[0])]).toEqual(mapSubmission(submission));
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
