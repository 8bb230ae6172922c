import { gzipSync } from 'node:zlib';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listAdapterCases } from '../../src/adapters/contract/contract.js';
import { createHttpAdapter } from '../../src/adapters/http/http.js';
import { ConfigError } from '../../src/model/config-error.js';
import type { DeliveryOutcome } from '../../src/model/delivery-outcome.js';
import { contextOf, submission } from '../contracts/adapter-contract.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';

const { id } = submission;
const html = '<!doctype html><title>Sign in</title>';
const problem = { 'content-type': 'application/problem+json' };

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.bodies.length = server.heads.length = 0;
});

async function send(answer: FaultServer['answer'], change = {}, timeout = 5000): Promise<DeliveryOutcome> {
  server.answer = answer;
  const adapter = createHttpAdapter({ endpoint: server.url, timeout });
  return (await adapter.send(submission, contextOf(change))) as DeliveryOutcome;
}

const answering =
  (status: number, body = '', headers?: Record<string, string>) =>
  (socket: Socket): void =>
    reply(socket, status, body, headers);

describe('M13 SEC26 the adapter', () => {
  const taken = async (request: Request) =>
    Response.json({ id: ((await request.json()) as { id: string }).id });
  const cases = listAdapterCases({
    name: 'http',
    create: (given) => createHttpAdapter({ endpoint: 'https://collector.example/forms', ...given }),
    accepts: taken,
    outcome: 'delivered',
    alike: (body) => (JSON.parse(body) as { body: string }).body,
    failures: [
      {
        title: 'a refusal that is signed',
        response: async (request) => {
          const { id } = (await request.json()) as { id: string };
          const issues = [{ field: 'email', code: 'email' }];
          return new Response(JSON.stringify({ id, issues }), { status: 422, headers: problem });
        },
        outcome: { kind: 'rejected', status: 422, issues: [{ field: 'email', code: 'email' }] },
      },
    ],
  });
  for (const { title, run } of cases) it(title, run);

  it('FLT32 http neither loses nor rejects what found no back end', async () => {
    const gone = await startFaultServer();
    await gone.close();
    const { send } = createHttpAdapter({ endpoint: gone.url });
    expect(await send(submission, contextOf())).toEqual({ kind: 'retryable', status: 0 });
  });
});

describe('what the http adapter posts', () => {
  it('FLT44 SEC13 is a plain request for which no browser asks permission first', async () => {
    await send(answering(200, JSON.stringify({ id })), { attempt: 2 });
    const [head = ''] = server.heads;
    expect(head).toMatch(/^POST \/v1\/submissions HTTP/);
    expect(head).toMatch(/content-type: text\/plain/i);
    expect(head).not.toMatch(/idempotency|authorization|cookie/i);
    const { sentAt, body } = contextOf();
    expect(JSON.parse(server.bodies[0] ?? '')).toEqual({ id, sentAt, n: 2, body });
  });

  it('SEC19 sends no credentials, follows no redirect, is not cached, and tells no page address', async () => {
    const inits: RequestInit[] = [];
    const fetch = async (_: unknown, init?: RequestInit) => (inits.push(init ?? {}), new Response());
    await createHttpAdapter({ endpoint: 'https://example.com', fetch }).send(submission, contextOf());
    expect(inits).toMatchObject([
      { credentials: 'omit', redirect: 'error', referrerPolicy: 'origin', cache: 'no-store' },
    ]);
    expect(inits[0]?.keepalive).toBeUndefined();
  });

  it('FLT43 asks to outlive the page within the budget, and goes without where that is refused', async () => {
    const seen: (boolean | undefined)[] = [];
    const fetch = async (_: unknown, init?: RequestInit) => {
      seen.push(init?.keepalive);
      if (init?.keepalive) throw new TypeError('Failed to fetch');
      return Response.json({ id });
    };
    const { send } = createHttpAdapter({ endpoint: 'https://example.com', fetch });
    expect(await send(submission, contextOf({ keepalive: true }))).toEqual({ kind: 'delivered' });
    expect(seen).toEqual([true, undefined]);
    await send(submission, contextOf({ keepalive: true, body: 'x'.repeat(49_152) }));
    expect(seen).toEqual([true, undefined, undefined]);
  });

  it('FLT42 counts a patched fetch that throws as a dead line', async () => {
    const fetch = () => {
      throw new Error('patched');
    };
    const { send } = createHttpAdapter({ endpoint: 'https://example.com', fetch });
    expect(await send(submission, contextOf())).toMatchObject({ kind: 'retryable', status: 0 });
  });
});

describe('what counts as delivered', () => {
  it.each([
    ['an acknowledgement that echoes the id', 200, { id }],
    ['BAD55 one that calls a first send a duplicate', 200, { id, duplicate: true }],
    ['one with another 2xx status', 202, { id }],
  ])('%s', async (_, status, body) => {
    expect(await send(answering(status, JSON.stringify(body)))).toEqual({ kind: 'delivered' });
  });

  it.each([
    ['BAD46 FLT13 an acknowledgement of another id', JSON.stringify({ id: 'other' })],
    ['BAD46 an id as number', JSON.stringify({ id: 1 })],
    ['BAD46 FLT30 an empty object', '{}'],
    ['FLT30 an empty body', ''],
    ['FLT30 JSON that is no object', `"${id}"`],
    ['FLT30 null', 'null'],
    ['FLT29 a page of a captive portal', html],
    ['FLT30 a page that names the id', `${html}${id}`],
    ['BAD48 an id by way of a prototype', `{"__proto__":{"id":"${id}"}}`],
  ])('not %s', async (_, body) => {
    const outcome = await send(answering(200, body, { 'content-type': 'application/json' }));
    expect(outcome).toEqual({ kind: 'retryable', status: 200 });
    expect(({} as Record<string, unknown>)['id']).toBeUndefined();
  });

  it('not FLT30 a 204', async () => {
    expect(await send((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'))).toMatchObject({
      status: 204,
    });
  });
});

describe('a broken answer is tried again', () => {
  const ack = JSON.stringify({ id });
  const half = ack.slice(0, 20);

  it('FLT10 a connection that is reset', async () => {
    expect(await send((socket) => socket.resetAndDestroy())).toEqual({ kind: 'retryable', status: 0 });
  });

  it('FLT11 a body shorter than announced', async () => {
    const cut = (socket: Socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${ack.length}\r\n\r\n${half}`);
      setImmediate(() => socket.destroy());
    };
    expect((await send(cut)).kind).toBe('retryable');
  });

  it('FLT11 a chunked body without its end', async () => {
    const cut = (socket: Socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n14\r\n${half}\r\n`);
      setImmediate(() => socket.destroy());
    };
    expect((await send(cut)).kind).toBe('retryable');
  });

  it('FLT12 a body cut off where its end is the end of the connection', async () => {
    const cut = (socket: Socket) => socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${half}`);
    expect(await send(cut)).toEqual({ kind: 'retryable', status: 200 });
  });

  it('FLT14 a body that comes a byte at a time', async () => {
    const drip = (socket: Socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${ack.length}\r\n\r\n${ack[0]}`);
    };
    expect(await send(drip, {}, 200)).toEqual({ kind: 'retryable', status: 200 });
  });

  it('FLT15 FLT16 no answer at all', async () => {
    expect(await send(() => {}, {}, 200)).toEqual({ kind: 'retryable', status: 0 });
  });

  it('is given up when the outbox closes', async () => {
    const closing = new AbortController();
    const outcome = send(() => closing.abort(), { signal: closing.signal });
    expect(await outcome).toEqual({ kind: 'retryable', status: 0 });
  });

  it('FLT28 a redirect, which nothing follows', async () => {
    const elsewhere = await startFaultServer();
    const outcome = await send(answering(307, '', { location: `${elsewhere.url}/login` }));
    expect(outcome).toEqual({ kind: 'retryable', status: 0 });
    expect(elsewhere.heads).toEqual([]);
    await elsewhere.close();
  });

  it('FLT31 an endless answer, of which it reads little', async () => {
    let written = 0;
    const flood = (socket: Socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 104857600\r\n\r\n');
      const chunk = Buffer.alloc(65_536, ' ');
      const more = () => {
        while (!socket.destroyed && written < 104_857_600) {
          written += chunk.length;
          if (!socket.write(chunk)) return void socket.once('drain', more);
        }
      };
      more();
    };
    expect((await send(flood)).kind).toBe('retryable');
    expect(written).toBeLessThan(20_000_000);
  });

  it('FLT31 an answer that unpacks to a hundred megabytes', async () => {
    const packed = gzipSync(Buffer.alloc(104_857_600, ' '));
    const bomb = (socket: Socket) => {
      const head = `content-encoding: gzip\r\ncontent-length: ${packed.length}`;
      socket.write(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n`);
      socket.end(packed);
    };
    expect((await send(bomb)).kind).toBe('retryable');
  });
});

describe('what the statuses mean', () => {
  it.each([408, 409, 425, 429, 500, 502, 503, 504, 511])('FLT24 FLT29 %i: again', async (status) => {
    expect(await send(answering(status, html))).toEqual({ kind: 'retryable', status });
  });

  it('FLT24 421, which Node itself takes for a dead line: again', async () => {
    const fetch = async () => new Response(html, { status: 421 });
    const { send } = createHttpAdapter({ endpoint: 'https://example.com', fetch });
    expect(await send(submission, contextOf())).toEqual({ kind: 'retryable', status: 421 });
  });

  it.each([401, 402, 403, 404, 405, 415, 451])('FLT26 FLT27 %i: parked', async (status) => {
    expect(await send(answering(status, html))).toEqual({ kind: 'retryable', status, park: true });
  });

  it.each([400, 410, 413, 422])('FLT23 FLT25 %i: refused when signed, parked when not', async (status) => {
    const issues = [{ field: 'email', code: 'email' }];
    const signed = JSON.stringify({ id, status, issues });
    expect(await send(answering(status, signed, problem))).toEqual({ kind: 'rejected', status, issues });
    const parked = { kind: 'retryable', status, park: true };
    expect(await send(answering(status, html))).toEqual(parked);
    expect(await send(answering(status, JSON.stringify({ id: 'other' }), problem))).toEqual(parked);
    expect(await send(answering(status, signed, { 'content-type': 'application/json' }))).toEqual(parked);
  });

  it('BAD50 takes field names and known codes from a refusal, no words', async () => {
    const issues = [
      { field: 'email', code: '<img src=x onerror=alert(1)>', params: { max: 3 } },
      { field: 'need', code: 'tooLong', params: { max: { html } } },
      { field: 7, code: 'email' },
      { field: 'company', code: 'constructor' },
      null,
      'text',
    ];
    const outcome = await send(answering(422, JSON.stringify({ id, issues, detail: html }), problem));
    expect(outcome).toEqual({
      kind: 'rejected',
      status: 422,
      issues: [
        { field: 'email', code: 'refused', params: { max: 3 } },
        { field: 'need', code: 'tooLong' },
        { field: 'company', code: 'refused' },
      ],
    });
  });
});

describe('Retry-After', () => {
  const now = contextOf().sentAt;
  const later = (ms: number) => new Date(now + ms).toUTCString();

  it.each<[string, Record<string, string>, number]>([
    ['FLT17 in seconds', { 'retry-after': '5' }, 5000],
    ['FLT18 as a date to come', { 'retry-after': later(90_000) }, 90_000],
    [
      'FLT18 as a date by the sender’s own clock',
      { 'retry-after': later(90_000), date: later(60_000) },
      30_000,
    ],
  ])('%s is heard', async (_, headers, retryAfter) => {
    expect(await send(answering(429, '', headers))).toEqual({ kind: 'retryable', status: 429, retryAfter });
  });

  it.each([later(-5000), '-5', '-1', 'abc', 'Fri, 99', '1e9', '1.5', ''])(
    'FLT18 FLT19 BAD52 %j is no time to wait',
    async (text) => {
      expect(await send(answering(429, '', { 'retry-after': text }))).toEqual({
        kind: 'retryable',
        status: 429,
      });
    },
  );
});

describe('an end point for answers', () => {
  it.each([
    'https://example.com',
    'https://example.com/forms/',
    'http://localhost:4173',
    'http://[::1]:1',
    'http://127.0.0.1',
  ])('SEC33 may be %s', (endpoint) => {
    expect(createHttpAdapter({ endpoint }).endpointKey).toBe(`http:${endpoint.replace(/\/$/, '')}`);
  });

  it.each([
    'http://example.com',
    'http://localhost.evil.example',
    'http://evil.example/localhost',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//example.com',
    '/v1',
    '',
    'https://ada:secret@example.com',
  ])('SEC33 S52 BAD22 may not be %j, and is not repeated', (endpoint) => {
    let caught: unknown;
    try {
      createHttpAdapter({ endpoint });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ConfigError);
    expect((caught as ConfigError).path).toBe('adapter.endpoint');
    if (endpoint) expect(String(caught)).not.toContain(endpoint);
  });
});
