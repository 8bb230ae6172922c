import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listAdapterCases, sampleContext, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { mapSubmission, uuidOf } from '../../src/adapters/posthog/map-submission.js';
import { createPostHogAdapter } from '../../src/adapters/posthog/posthog.js';
import { ConfigError } from '../../src/model/config-error.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';
import { tellOf, tellOfOne } from './tell-of.js';

const projectKey = 'phc_1';
const context = () => sampleContext(sampleSubmission);
const none: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());
afterEach(() => vi.unstubAllGlobals());

describe('M13 FLT29–32 PostHog', () => {
  const parked = { kind: 'retryable', park: true } as const;
  for (const { title, run } of listAdapterCases({
    name: 'posthog',
    create: (given) => createPostHogAdapter({ projectKey, ...given }),
    accepts: () => Response.json({ status: 'Ok' }),
    outcome: 'accepted',
    failures: [
      {
        title: 'a quota that is used up, behind a 200',
        response: Response.json({ status: 'Ok', quota_limited: ['events'] }),
        outcome: { ...parked, status: 200 },
      },
      {
        title: 'a quota that is not',
        response: Response.json({ status: 1, quota_limited: [] }),
        outcome: { kind: 'accepted' },
      },
      { title: 'a page', response: new Response(' <html>'), outcome: { kind: 'retryable', status: 200 } },
      { title: 'a 400', response: new Response('', { status: 400 }), outcome: { ...parked, status: 400 } },
      { title: 'a 401', response: new Response('', { status: 401 }), outcome: { ...parked, status: 401 } },
    ],
  }))
    it(title, run);
});

describe('M13 what PostHog gets', () => {
  it('is a person with the answers, and events without', () => {
    const reached = { stage: 'sql', segments: ['it'] };
    const { person, events } = mapSubmission(
      { ...sampleSubmission, reached, exposures: ['cta:b'] },
      { topics: 'interests', phone: '' },
    );
    expect(person).toEqual({
      consent_profiling: 'Yes, please.',
      ...reached,
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@analytical.example',
      company: 'Analytical Engines',
      employees: 42,
      interests: ['engines', 'weaving & more'],
      terms: true,
    });
    const about = {
      form_id: 'whitepaper',
      step: 'contact',
      submission_id: sampleSubmission.id,
      variants: ['cta:b'],
    };
    expect(events).toEqual([
      ['form_step_submitted', about],
      ['stage_reached', { ...about, ...reached }],
    ]);
  });

  it('S57 S72 is told of a stage and segments by the names in the definition only', () => {
    const reached = { stage: 'sql', segments: ['it'] };
    const mapped = mapSubmission({ ...sampleSubmission, reached }, { stage: '', segments: 'groups' });
    expect(mapped.person).toMatchObject({ groups: ['it'] });
    expect(mapped.events[1]?.[1]).toMatchObject({ groups: ['it'] });
    expect(JSON.stringify(mapped)).not.toMatch(/sql|segments/);
  });

  it('has a valid id of its own for every event, by which copies are told', () => {
    const { id } = sampleSubmission;
    const all = [0, 1, 2].map((place) => uuidOf(id, place));
    expect(all[0]).toBe(id);
    expect(new Set(all).size).toBe(3);
    for (const one of all)
      expect(one).toMatch(/^[\da-f]{8}-[\da-f]{4}-[789][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('is one plain request, the same each time', async () => {
    server.answer = (socket) => reply(socket, 200, '{"status":"Ok"}');
    const adapter = createPostHogAdapter({ projectKey, endpoint: `${server.url}/` });
    const send = () => adapter.send({ ...sampleSubmission, anonymousId: 'dev-1' }, context());
    expect(await send()).toEqual({ kind: 'accepted' });
    expect(server.heads[0]).toMatch(/^POST \/batch\/ HTTP/);
    expect(server.heads[0]).toMatch(/content-type: text\/plain/i);
    const { person, events } = mapSubmission(sampleSubmission);
    const whose = { distinct_id: 'dev-1', timestamp: sampleSubmission.submittedAt };
    expect(JSON.parse(server.bodies[0] ?? '')).toEqual({
      api_key: projectKey,
      batch: [
        { ...whose, event: '$set', properties: { $set: person }, uuid: uuidOf(sampleSubmission.id, 1) },
        { ...whose, event: 'form_step_submitted', properties: events[0]?.[1], uuid: sampleSubmission.id },
      ],
    });
    server.answer = (socket) => reply(socket, 503);
    expect(await send()).toEqual({ kind: 'retryable', status: 503 });
    expect(server.bodies[1]).toBe(server.bodies[0]);
  });
});

describe('V8 the script on the page', () => {
  const script = () => ({ setPersonProperties: vi.fn(), capture: vi.fn(), reset: vi.fn() });

  it('SEC28 is told in place of a request, answers with the person alone', async () => {
    const page = script();
    vi.stubGlobal('posthog', page);
    const outcome = await createPostHogAdapter({ projectKey, fetch: none }).send(sampleSubmission, context());
    expect(outcome).toEqual({ kind: 'accepted' });
    const { person, events } = mapSubmission(sampleSubmission);
    expect(page.setPersonProperties.mock.calls).toEqual([[person]]);
    const options = { uuid: sampleSubmission.id, timestamp: new Date(sampleSubmission.submittedAt) };
    expect(page.capture.mock.calls).toEqual([[...(events[0] ?? []), options]]);
    expect(JSON.stringify(page.capture.mock.calls)).not.toMatch(/Ada|Lovelace|engines|\+44/);
    expect(page.reset).not.toHaveBeenCalled();
  });

  it.each([
    ['has no person', { capture: vi.fn() }],
    ['is an element with that id', { nodeName: 'DIV' }],
  ])('is passed over where it %s', async (_, page) => {
    vi.stubGlobal('posthog', page);
    const outcome = await createPostHogAdapter({ projectKey, fetch: none }).send(sampleSubmission, context());
    expect(outcome).toMatchObject({ kind: 'retryable' });
  });

  it('forgets the first person before it is told of another, and only then', async () => {
    const page = script();
    vi.stubGlobal('posthog', page);
    const adapter = createPostHogAdapter({ projectKey, fetch: none });
    await tellOfOne(adapter);
    expect(page.reset).not.toHaveBeenCalled();
    await tellOf(adapter, 's3', 'bob');
    expect(page.reset).toHaveBeenCalledTimes(1);
    const [reset = Infinity] = page.reset.mock.invocationCallOrder;
    expect(reset).toBeLessThan(page.setPersonProperties.mock.invocationCallOrder[4] ?? 0);
  });

  it('is waited for where only its snippet is there', async () => {
    const stub = Object.assign([], script());
    vi.stubGlobal('posthog', stub);
    const fetch = vi.fn(none);
    const adapter = createPostHogAdapter({ projectKey, fetch });
    await expect(adapter.send(sampleSubmission, context())).rejects.toThrow();
    expect(fetch).not.toHaveBeenCalled();
  });

  it('that cannot forget is told of one person only', async () => {
    const page = { ...script(), reset: undefined };
    vi.stubGlobal('posthog', page);
    const adapter = createPostHogAdapter({ projectKey, fetch: none });
    await adapter.send({ ...sampleSubmission, anonymousId: 'ada' }, context());
    await expect(adapter.send({ ...sampleSubmission, anonymousId: 'bob' }, context())).rejects.toThrow();
    expect(page.capture).toHaveBeenCalledTimes(1);
  });
});

it('SEC33 refuses an address without encryption', () => {
  expect(() => createPostHogAdapter({ projectKey, endpoint: 'http://eu.i.posthog.com' })).toThrow(
    ConfigError,
  );
});
