/** Whatever a back end, or something that stands before it, says over a real socket. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpAdapter } from '../../src/adapters/http/http.js';
import { createWebhookAdapter } from '../../src/adapters/webhook/webhook.js';
import type { DeliveryOutcome } from '../../src/model/delivery-outcome.js';
import type { Adapter } from '../../src/model/ports.js';
import { contextOf, submission } from '../contracts/adapter-contract.js';
import { openPage, start, submissionOf } from '../outbox/fakes.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';

const { id } = submission;
const cases = { numRuns: Number(process.env['PF_CASES'] ?? 500) };
const patience = { timeout: 240_000 };
const day = 24 * 60 * 60_000;

let server: FaultServer;
let adapter: Adapter;
beforeAll(async () => {
  server = await startFaultServer();
  adapter = createHttpAdapter({ endpoint: server.url, timeout: 5000 });
});
afterAll(() => server.close());

async function hear(status: number, body: string, headers: Record<string, string> = {}) {
  server.answer = (socket) => reply(socket, status, body, headers);
  return (await adapter.send(submission, contextOf())) as DeliveryOutcome;
}

const json = { 'content-type': 'application/json' };
const acknowledge: FaultServer['answer'] = (socket, body) => {
  const { id } = JSON.parse(body) as { id: string };
  reply(socket, 200, JSON.stringify({ id, duplicate: true }), json);
};
const problem = { 'content-type': 'application/problem+json' };

describe('an answer of a back end', () => {
  it.each<[string, unknown]>([
    ['without an id', { ok: true, duplicate: true }],
    ['with another id', { id: '019a0000-0000-7000-8000-000000000002' }],
    ['with the id in capitals', { id: id.toUpperCase() }],
    ['with the id and a blank', { id: `${id} ` }],
    ['with the id as a number', { id: 19 }],
    ['with the id in a list', { id: [id] }],
    ['with the id in an object', { id: { id } }],
    ['with the id in another member', { ack: { id }, ids: [id] }],
    ['that is a list', [{ id }]],
    ['with the id as null', { id: null }],
    ['with the id as true', { id: true }],
  ])('BAD46 is no acknowledgement %s', async (_, body) => {
    expect(await hear(200, JSON.stringify(body), json)).toEqual({ kind: 'retryable', status: 200 });
  });

  it.each([
    `{"__proto__":{"id":"${id}","polluted":true}}`,
    `{"constructor":{"prototype":{"id":"${id}","polluted":true}}}`,
    `{"prototype":{"polluted":true}}`,
  ])('BAD48 SEC5 changes no prototype and acknowledges nothing: %s', async (body) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    expect(await hear(200, body, json)).toEqual({ kind: 'retryable', status: 200 });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('BAD48 SEC5 acknowledges with such members beside the id, and changes no prototype', async () => {
    const body = `{"id":"${id}","__proto__":{"polluted":true}}`;
    expect(await hear(200, body, json)).toEqual({ kind: 'delivered' });
    const params = '{"__proto__":{"max":1},"max":3}';
    const refusal = `{"id":"${id}","issues":[{"field":"__proto__","code":"__proto__","params":${params}}]}`;
    expect(await hear(422, refusal, problem)).toMatchObject({ issues: [{ code: 'refused' }] });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(({} as Record<string, unknown>)['max']).toBeUndefined();
  });

  it.each([
    'not a list',
    { 0: { field: 'email' } },
    7,
    null,
    [[]],
    [['email']],
    [{ field: { toString: 'x' } }],
  ])('BAD50 names nobody’s field where its issues are %j', async (issues) => {
    expect(await hear(422, JSON.stringify({ id, issues }), problem)).toEqual({
      kind: 'rejected',
      status: 422,
      issues: [],
    });
  });

  it('BAD55 is an acknowledgement of a first send also where it calls that a duplicate', async () => {
    server.answer = acknowledge;
    const { outbox, store } = openPage({ adapter });
    expect(await outbox.submit(submissionOf())).toMatchObject({ state: 'sent', outcome: 'delivered' });
    expect(await store.page('o/', '', 9)).toEqual([]);
  });
});

describe('a back end that finds a submission too long', () => {
  const answers = { email: 'ada@example.com', need: 'x'.repeat(5000) };
  const refuse =
    (issues: unknown): FaultServer['answer'] =>
    (socket, body) => {
      const { id } = JSON.parse(body) as { id: string };
      reply(socket, 413, JSON.stringify({ id, status: 413, title: 'Too long', issues }), problem);
    };

  it('BAD53 FLT23 is heard when it names the answer', async () => {
    server.answer = refuse([{ field: 'need', code: 'tooLong', params: { max: 4000 } }]);
    const receipt = await openPage({ adapter }).outbox.submit(submissionOf(answers));
    expect(receipt).toMatchObject({ issues: [{ field: 'need', code: 'tooLong', params: { max: 4000 } }] });
  });

  it.each([[undefined], [[]]])(
    'BAD53 FLT23 means the longest answer when it names none: %j',
    async (issues) => {
      server.answer = refuse(issues);
      const receipt = await openPage({ adapter }).outbox.submit(submissionOf(answers));
      expect(receipt).toMatchObject({ state: 'rejected', issues: [{ field: 'need', code: 'tooLong' }] });
    },
  );
});

describe('how long a back end may ask to wait', () => {
  const digits = '9'.repeat(400);

  it.each(['-5', '1e9', 'Fri, 99', '5, 5', '5;5', '0x10', '1.5', '0', ''])(
    'BAD52 %j is no time to wait',
    async (text) => {
      expect(await hear(429, '', { 'retry-after': text })).toEqual({ kind: 'retryable', status: 429 });
    },
  );

  it('BAD52 blanks around a number change nothing, or make it none: runtimes differ in what they trim', async () => {
    const { retryAfter = 5000 } = (await hear(429, '', { 'retry-after': ' 5 ' })) as { retryAfter?: number };
    expect(retryAfter).toBe(5000);
  });

  it.each([
    ['-5', '-5'],
    ['1e9', '1e9'],
    ['a day that is none', 'Fri, 99'],
    ['two numbers', '5, 5'],
    ['25 days', '2200000'],
    ['30 years', '1000000000'],
    ['400 digits', digits],
  ])(
    'BAD52 FLT19 after %s there is no storm, and the end point is open again within a day',
    async (_, text) => {
      server.answer = (socket) => reply(socket, 429, '', { 'retry-after': text });
      server.bodies.length = 0;
      const { outbox, time, events } = openPage({ adapter });
      const waiting = submissionOf();
      await outbox.submit(waiting);
      await outbox.flush();
      // The losses of pages before this one may be reported meanwhile.
      expect(server.bodies.filter((body) => body.includes(waiting.id))).toHaveLength(1);
      expect(time.timers.every((ms) => ms >= 500 && ms <= 900_000)).toBe(true);
      server.answer = acknowledge;
      time.now = start + day;
      await outbox.flush();
      expect(events.map(({ type }) => type)).toContain('delivered');
      outbox.close();
    },
  );
});

interface Said {
  readonly status: number;
  readonly type: string | null;
  readonly retryAfter: string | null;
  readonly body: string;
}

const statuses = [200, 201, 202, 204, 205, 400, 410, 413, 422, 429, 500, 503];
const types = [
  ...['application/json', 'application/problem+json', 'application/problem+json; charset=utf-8'],
  ...['text/html', 'text/plain', 'application/octet-stream', 'multipart/form-data; boundary=x', ';', 'x'],
];
const bodiless = [204, 205, 304];

const issues = fc.array(
  fc.record(
    {
      field: fc.oneof(fc.constant('email'), fc.string(), fc.jsonValue()),
      code: fc.oneof(fc.constant('email'), fc.jsonValue()),
      params: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
);
const members = fc.record({
  id: fc.oneof(fc.constant(id), fc.jsonValue()),
  issues: fc.oneof(issues, fc.jsonValue()),
});

/** Answers near the one that counts, and far from it. */
const said: fc.Arbitrary<Said> = fc.record({
  status: fc.oneof(fc.constantFrom(...statuses), fc.integer({ min: 200, max: 599 })),
  type: fc.option(fc.constantFrom(...types)),
  retryAfter: fc.option(fc.oneof(fc.integer().map(String), fc.stringMatching(/^[ -~]{0,12}$/))),
  body: fc.oneof(
    members.map((value) => JSON.stringify(value)),
    fc.constant(JSON.stringify({ id, issues: [{ field: 'email', code: 'email' }] })),
    fc.constantFrom(JSON.stringify({ id }), `${JSON.stringify({ id })}<!-- -->`),
    fc.json(),
    fc.string({ unit: 'binary' }),
  ),
});

function idIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { id?: unknown } | null)?.id;
  } catch {
    return undefined;
  }
}

describe('any answer at all', () => {
  const meet = async (to: Adapter, { status, type, retryAfter, body }: Said) => {
    server.answer = (socket) =>
      reply(socket, status, bodiless.includes(status) ? '' : body, {
        ...(type !== null && { 'content-type': type }),
        ...(retryAfter !== null && { 'retry-after': retryAfter }),
      });
    return (await to.send(submission, contextOf())) as DeliveryOutcome;
  };
  const echoesId = ({ status, body }: Said) => idIn(body) === id && !bodiless.includes(status);

  it(
    'BAD46 BAD48 BAD50 is delivered only where JSON of a 2xx echoes the id, and refused only where a problem does',
    patience,
    async () => {
      const prototype = Object.getOwnPropertyNames(Object.prototype);
      await fc.assert(
        fc.asyncProperty(said, async (answer) => {
          const outcome = await meet(adapter, answer);
          const { status, type } = answer;
          const echoes = echoesId(answer);
          const signed = echoes && Boolean(type?.startsWith('application/problem+json'));
          const kind =
            echoes && status < 300
              ? 'delivered'
              : signed && [400, 410, 413, 422].includes(status)
                ? 'rejected'
                : 'retryable';
          expect(outcome.kind).toBe(kind);
          if (outcome.kind === 'retryable' && outcome.retryAfter !== undefined)
            expect(outcome.retryAfter).toBeGreaterThan(0);
          if (outcome.kind === 'rejected')
            for (const { field, code, params = {} } of outcome.issues) {
              expect([typeof field, typeof code]).toEqual(['string', 'string']);
              expect(Object.values(params).every((value) => typeof value !== 'object')).toBe(true);
            }
        }),
        cases,
      );
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototype);
    },
  );

  it(
    'BAD46 BAD50 of a webhook proves delivery and refuses by the echoed id alone, and refuses only what was sent',
    patience,
    async () => {
      const webhook = createWebhookAdapter({ url: server.url });
      await fc.assert(
        fc.asyncProperty(said, async (answer) => {
          const outcome = await meet(webhook, answer);
          const named = outcome.kind === 'rejected' ? outcome.issues.map(({ field }) => field) : [];
          const taken = echoesId(answer) ? 'delivered' : 'accepted';
          const refuses = echoesId(answer) && [400, 413, 422].includes(answer.status) && named.length > 0;
          expect(outcome.kind).toBe(answer.status < 300 ? taken : refuses ? 'rejected' : 'retryable');
          expect(Object.keys(submission.answers)).toEqual(expect.arrayContaining(named));
        }),
        cases,
      );
    },
  );
});
