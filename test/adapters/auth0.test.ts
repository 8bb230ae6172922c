import { describe, expect, it } from 'vitest';
import { createAuth0Adapter, type Auth0DirectOptions } from '../../src/adapters/auth0/auth0.js';
import {
  listAdapterCases,
  sampleSubmission,
  type RequestSubject,
} from '../../src/adapters/contract/contract.js';
import { ConfigError } from '../../src/model/config-error.js';
import type { Submission } from '../../src/model/submission.js';
import { contextOf, submission } from '../contracts/adapter-contract.js';

const endpoint = 'https://www.example.com/profile';
const steps = ['contact', 'company', 'phone'];
const { id } = submission;

/** What one request was, and what is made of the answer to it. */
async function send(
  create: (fetch: typeof globalThis.fetch) => ReturnType<typeof createAuth0Adapter>,
  answer = new Response(),
  given: Submission = submission,
) {
  const requests: Request[] = [];
  const adapter = create(async (input, init) => {
    requests.push(new Request(input, init));
    return answer;
  });
  const outcome = await adapter.send(given, contextOf());
  const [request] = requests;
  return { outcome, request, body: JSON.parse((await request?.text()) ?? 'null') as unknown };
}

describe('M13 V1 the adapter', () => {
  const own: RequestSubject = {
    name: 'auth0 by an end point of the page',
    create: (given) => createAuth0Adapter({ endpoint, steps, ...given }),
    accepts: async (request) => {
      const { submission_id } = (await request.json()) as { submission_id: string };
      return Response.json({ submission_id });
    },
    outcome: 'delivered',
    unproven: 'accepted',
  };
  const direct: RequestSubject = {
    name: 'auth0 itself',
    create: (given) => createAuth0Adapter({ ...user, ...given }),
    accepts: async (request) => Response.json({ user_id: 'auth0|1', ...((await request.json()) as object) }),
    outcome: 'delivered',
    withoutId: 'metadata has no such member, and to write the same again changes nothing',
    forbidden: [sampleSubmission.sessionId],
    failures: [
      {
        title: 'a user without metadata',
        response: Response.json({ user_id: 'auth0|1' }),
        outcome: { kind: 'retryable', status: 200 },
      },
      {
        title: 'a user who holds something else',
        response: Response.json({ user_metadata: { ...sampleSubmission.answers, company: 'Another' } }),
        outcome: { kind: 'retryable', status: 200 },
      },
      {
        title: 'a token without the scope',
        response: Response.json({ statusCode: 403, errorCode: 'insufficient_scope' }, { status: 403 }),
        outcome: { kind: 'retryable', status: 403, park: true },
      },
      {
        title: 'the end of the limit',
        response: Response.json(
          { statusCode: 429 },
          { status: 429, headers: { 'x-ratelimit-reset': String(Date.UTC(2026, 10, 2, 9) / 1000 + 30) } },
        ),
        outcome: { kind: 'retryable', status: 429, retryAfter: 30_000 },
      },
    ],
  };
  for (const { title, run } of [own, direct].flatMap(listAdapterCases)) it(title, run);
});

const user: Auth0DirectOptions = {
  domain: 'example.eu.auth0.com',
  userId: 'auth0|5f7c',
  steps,
  getToken: async () => 'secret-token',
};

describe('V1 an end point of the page’s own', () => {
  it('gets answers by their mapped names, the id, and the place of the step that was completed', async () => {
    const names = { email: 'contact_email', visits: '' };
    const { request, body } = await send((fetch) => createAuth0Adapter({ endpoint, steps, names, fetch }));
    expect(body).toEqual({
      submission_id: id,
      session_id: 'session-1',
      user_metadata: { contact_email: 'ada@example.com', topics: ['a', 'b'], terms: true },
      last_profiling_step: 1,
    });
    expect(request?.method).toBe('POST');
  });

  it.each([
    ['nothing was answered', {}, {}],
    ['all was left empty', { email: '', topics: [] }, {}],
    ['nothing of it is sent', { email: 'a@x.example' }, { email: '' }],
  ])('never hears {}, which would erase everything, where %s', async (_, answers, names) => {
    const given = { ...submission, answers };
    const make = (fetch: typeof globalThis.fetch) => createAuth0Adapter({ endpoint, steps, names, fetch });
    const { body } = await send(make, new Response(), given);
    expect(body).toEqual({ submission_id: id, session_id: 'session-1', last_profiling_step: 1 });
  });

  it('S57 S72 SEC13 hears of the consent, the stage and the segments that the definition names', async () => {
    const names = { consent_profiling: 'agreed', stage: 'stage', segments: 'groups', consent_news: 'news' };
    const given = { ...submission, answers: {}, reached: { stage: 'mql', segments: ['it'] } };
    const make = (fetch: typeof globalThis.fetch) => createAuth0Adapter({ endpoint, names, fetch });
    expect((await send(make, new Response(), given)).body).toMatchObject({
      user_metadata: { agreed: true, stage: 'mql', groups: ['it'] },
    });
  });

  it('BAD32 can tell by the form and the device that somebody else is signed in by now', async () => {
    const given = { ...submission, anonymousId: 'device-1' };
    const make = (fetch: typeof globalThis.fetch) => createAuth0Adapter({ endpoint, fetch });
    expect((await send(make, new Response(), given)).body).toMatchObject({
      session_id: 'session-1',
      anonymous_id: 'device-1',
    });
  });

  it.each(['<!doctype html><form>', ' \n<p>Sign in'])(
    'FLT31 takes a page for no end point, and is tried again: %j',
    async (page) => {
      const make = (fetch: typeof globalThis.fetch) => createAuth0Adapter({ endpoint, fetch });
      const { outcome } = await send(make, new Response(page));
      expect(outcome).toEqual({ kind: 'retryable', status: 200 });
    },
  );

  it('hears the place of the step, though others before it were passed over, and a lower one that comes later', async () => {
    const places: unknown[] = [];
    for (const step of ['phone', 'contact']) {
      const make = (fetch: typeof globalThis.fetch) => createAuth0Adapter({ endpoint, steps, fetch });
      const { body } = await send(make, new Response(), { ...submission, step });
      places.push((body as { last_profiling_step?: number }).last_profiling_step);
    }
    expect(places).toEqual([3, 1]);
  });

  it.each([
    ['the step is not there any more', ['company']],
    ['the steps are not known', undefined],
  ])('does not hear which step was completed where %s', async (_, known) => {
    const { body } = await send((fetch) =>
      createAuth0Adapter({ endpoint, fetch, ...(known && { steps: known }) }),
    );
    expect(body).not.toHaveProperty('last_profiling_step');
  });

  it('SEC13 gets cookies on the page’s own origin alone, in a request that no other page can forge', async () => {
    const { request } = await send((fetch) => createAuth0Adapter({ endpoint, fetch }));
    expect(request?.credentials).toBe('same-origin');
    expect(request?.redirect).toBe('error');
    expect(request?.headers.get('content-type')).toBe('application/json');
  });

  it.each([
    ['its submission_id', { submission_id: id }, 'delivered'],
    ['its id', { id }, 'delivered'],
    ['another id', { id: 'other', submission_id: 'other' }, 'accepted'],
    ['no id', {}, 'accepted'],
  ])('proves by %s', async (_, answer, kind) => {
    const { outcome } = await send((fetch) => createAuth0Adapter({ endpoint, fetch }), Response.json(answer));
    expect(outcome).toEqual({ kind });
  });

  it('SEC33 is on a safe address', () => {
    expect(() => createAuth0Adapter({ endpoint: 'http://example.com' })).toThrow(ConfigError);
  });
});

describe('V1 Auth0 itself', () => {
  it('gets flat metadata by PATCH, with the pipe of the id encoded and the token in the head alone', async () => {
    const { request, body } = await send((fetch) => createAuth0Adapter({ ...user, fetch }));
    expect(request?.method).toBe('PATCH');
    expect(request?.url).toBe('https://example.eu.auth0.com/api/v2/users/auth0%7C5f7c');
    expect(request?.headers.get('authorization')).toBe('Bearer secret-token');
    expect(request?.credentials).toBe('omit');
    expect(body).toEqual({ user_metadata: { ...submission.answers, last_profiling_step: 1 } });
  });

  it('is never told {} or a blank, which would erase', async () => {
    const bodies: string[] = [];
    const fetch = async (_: unknown, init?: RequestInit) => {
      bodies.push(String(init?.body));
      return Response.json({ user_metadata: {} });
    };
    const { send } = createAuth0Adapter({ ...user, steps: [], fetch });
    const blank = { ...submission, answers: { email: '', topics: [] } };
    expect(await send(blank, contextOf())).toEqual({ kind: 'accepted' });
    expect(bodies).toEqual([]);
    await send({ ...blank, answers: { ...blank.answers, terms: true } }, contextOf());
    expect(bodies).toEqual(['{"user_metadata":{"terms":true}}']);
  });

  it('takes a user for proof only by her own values', async () => {
    const answer = '{"user_metadata":{"__proto__":{"email":"ada@example.com"}}}';
    const { outcome } = await send((fetch) => createAuth0Adapter({ ...user, fetch }), new Response(answer));
    expect(outcome).toEqual({ kind: 'retryable', status: 200 });
  });

  it.each<[string, Auth0DirectOptions['getToken']]>([
    ['is rejected', async () => Promise.reject(new Error('secret-token of ada@example.com'))],
    [
      'throws',
      () => {
        throw new Error('secret-token');
      },
    ],
    ['is empty', () => ''],
  ])('SEC28 is tried again later where the token %s, and nothing is said of it', async (_, getToken) => {
    const { outcome, request } = await send((fetch) => createAuth0Adapter({ ...user, getToken, fetch }));
    expect(outcome).toEqual({ kind: 'retryable' });
    expect(request).toBeUndefined();
  });

  it('SEC28 is named without the token and the user, yet another for another user', () => {
    const keys = ['auth0|5f7c', 'auth0|5f7d', 'email|ada@example.com'].map(
      (userId) => createAuth0Adapter({ ...user, userId }).endpointKey ?? '',
    );
    expect(new Set(keys).size).toBe(3);
    expect(keys.join()).not.toMatch(/5f7|ada|token/);
  });

  it('SEC33 is at the domain of a tenant', () => {
    expect(() => createAuth0Adapter({ ...user, domain: 'ada:x@example.com' })).toThrow(ConfigError);
    expect(() => createAuth0Adapter({ ...user, domain: '' })).toThrow(ConfigError);
  });
});
