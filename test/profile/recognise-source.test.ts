import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { SessionState } from '../../src/session/session-state.js';
import { emptyProfile } from '../../src/model/profile.js';
import { createRecogniseSource } from '../../src/profile/recognise-source.js';
import { recognise } from '../../src/session/recognise.js';
import { noon, whitepaper } from '../fixtures/forms.js';

const at = '2026-11-01T00:00:00.000Z';
let servers: Server[] = [];

afterEach(() => {
  for (const server of servers) server.close().closeAllConnections();
  servers = [];
});

async function collector(answer: RequestListener) {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`;
  return { endpoint, source: createRecogniseSource({ endpoint, config: whitepaper }) };
}

const replying =
  (reply: unknown): RequestListener =>
  (_, response) =>
    void response.end(typeof reply === 'string' ? reply : JSON.stringify(reply));

const ask = async (reply: unknown) => {
  const { source } = await collector(replying(reply));
  return source.load({ formId: 'whitepaper', token: 't', signal: AbortSignal.timeout(5000) });
};

const facts = { firstName: { value: 'Canary', at }, email: { value: 'canary@example.com', at }, extra: 'x' };

describe('asking the collector who this is', () => {
  it('S38 posts the form, the device and the token, and no cookie', async () => {
    let seen: unknown;
    const { source } = await collector((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { method, url, headers } = request;
        seen = [method, url, headers['content-type'], headers.cookie, Buffer.concat(parts).toString()];
        response.end('{}');
      });
    });
    await source.load({ formId: 'f', anonymousId: 'd', token: 't', signal: AbortSignal.timeout(5000) });
    const body = '{"formId":"f","anonymousId":"d","token":"t"}';
    expect(seen).toEqual(['POST', '/base/v1/recognise', 'text/plain', undefined, body]);
  });

  it('S38 S46 takes values for a visitor who came by her link, of declared fields only', async () => {
    const { profile, proof } = await ask({ strength: 'link', facts, proof: 'p' });
    expect(Object.keys(profile.facts ?? {})).toEqual(['firstName', 'email']);
    expect(profile.facts).toHaveProperty('email', { value: 'canary@example.com', source: 'link', at });
    expect(proof).toBe('p');
  });

  it('BAD44 S45 drops values for everybody else, whatever the reply holds', async () => {
    for (const strength of ['device', 'none', 'login', 'LINK', undefined, 7]) {
      const back = await ask({ strength, facts, known: { firstName: at, extra: at, email: 'soon' } });
      expect(JSON.stringify(back)).not.toMatch(/canary/i);
      expect(back.profile.known).toEqual({ firstName: at });
    }
  });

  it('BAD44 believes in no link where none was sent', async () => {
    const { source } = await collector(replying({ strength: 'link', facts }));
    const request = { formId: 'whitepaper', anonymousId: 'd', signal: AbortSignal.timeout(5000) };
    const { profile } = await source.load(request);
    expect([profile.facts, profile.identity]).toEqual([{}, { strength: 'none' }]);
  });

  it('S65 names the device where the collector knows it for the same person’s, and only as it was asked', async () => {
    const identityOf = async (sameDevice: unknown, device: object) => {
      const { source } = await collector(replying({ strength: 'link', sameDevice }));
      const request = { formId: 'whitepaper', token: 't', ...device, signal: AbortSignal.timeout(5000) };
      return (await source.load(request)).profile.identity;
    };
    expect(await identityOf(true, { anonymousId: 'd' })).toEqual({ strength: 'link', id: 'd' });
    expect(await identityOf(true, {})).toEqual({ strength: 'link' });
    for (const odd of [undefined, 'd', 1])
      expect(await identityOf(odd, { anonymousId: 'd' })).toEqual({ strength: 'link' });
  });

  it('BAD44 drops a value that is dressed up as a class, and what is no plain value', async () => {
    const classes = { 'email.kind': 'work', email: 'canary@example.com', stage: ['a'], 'visit.count': 9 };
    expect((await ask({ strength: 'device', classes })).profile.classes).toEqual({ 'email.kind': 'work' });
  });

  it('S47 takes consents of declared purposes alone', async () => {
    const consents = { profiling: at, other: at, toString: at };
    expect((await ask({ strength: 'link', consents })).profile.consents).toEqual({ profiling: at });
  });

  it('BAD45 BAD48 reads what is odd as nothing', async () => {
    const odd = [null, [], 'x', 5].map((value) => ({ known: value, consents: value, classes: value, visits: value, asset: value, facts: value, strength: 'link' })); // prettier-ignore
    for (const reply of [...odd, '{"__proto__":{"x":1},"known":{"__proto__":"2026-01-01"}}', '7', 'null'])
      expect((await ask(typeof reply === 'string' ? reply : JSON.stringify(reply))).profile.facts).toEqual(
        {},
      );
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('BAD29 takes dates only where they are dates, and writes them alike', async () => {
    const known = { firstName: '2026-03-01', lastName: 2026, email: ['2026-03-01'], company: 'never' };
    expect((await ask({ known })).profile.known).toEqual({ firstName: '2026-03-01T00:00:00.000Z' });
  });

  it('SEC3 takes no download that leads away from the collector', async () => {
    const { endpoint, source } = await collector((request, response) => {
      const own = `http://${request.headers.host ?? ''}`;
      const urls = { '/base/v1/recognise': `${own}/a`, '/evil/v1/recognise': 'https://evil.example/a' };
      const url = urls[request.url as keyof typeof urls];
      response.end(JSON.stringify({ asset: { id: 'a', url } }));
    });
    const request = { formId: 'f', signal: AbortSignal.timeout(5000) };
    expect((await source.load(request)).asset?.id).toBe('a');
    const away = createRecogniseSource({ endpoint: endpoint.replace('base', 'evil'), config: whitepaper });
    expect((await away.load(request)).asset).toBeUndefined();
  });

  for (const [title, answer] of Object.entries<RequestListener>({
    'an error': (_, response) => void response.writeHead(500).end('{"strength":"link"}'),
    HTML: replying('<!doctype html><title>Captive portal</title>'),
    'a redirect': (_, response) => void response.writeHead(302, { location: '/elsewhere' }).end(),
    'more than it may': replying(JSON.stringify({ strength: 'link', facts, pad: 'x'.repeat(70_000) })),
    'half a body': (request, response) => {
      response.writeHead(200, { 'content-length': 99 });
      response.write('{"strength":"link"', () => request.socket.destroy());
    },
    'a line that breaks': (request) => request.socket.destroy(),
    'no answer at all': () => undefined,
  })) {
    it(`BAD45 knows nobody after ${title}, and does not wait beyond its patience`, async () => {
      const { source } = await collector(answer);
      const state: SessionState = {
        config: whitepaper,
        profile: emptyProfile(),
        answers: {},
        issues: [],
        signals: {},
        done: [],
        cursor: 0,
      };
      await recognise(state, { link: { token: 't' }, now: noon, patience: 200, source });
      expect(state.profile.facts).toEqual({});
      expect(state.profile.identity.strength).toBe('none');
    });
  }
});
