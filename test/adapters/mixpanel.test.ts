import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listAdapterCases, sampleContext, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { mapSubmission } from '../../src/adapters/mixpanel/map-submission.js';
import { createMixpanelAdapter } from '../../src/adapters/mixpanel/mixpanel.js';
import { ConfigError } from '../../src/model/config-error.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';
import { tellOf, tellOfOne } from './tell-of.js';

const token = 't1';
const context = () => sampleContext(sampleSubmission);
const none: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());
afterEach(() => vi.unstubAllGlobals());

describe('M13 V8 FLT29–32 Mixpanel', () => {
  const parked = { kind: 'retryable', park: true } as const;
  for (const { title, run } of listAdapterCases({
    name: 'mixpanel',
    create: (given) => createMixpanelAdapter({ token, ...given }),
    accepts: () => Response.json({ status: 1, error: null }),
    outcome: 'delivered',
    failures: [
      { title: 'a bare 1', response: new Response('1\n'), outcome: { kind: 'delivered' } },
      { title: 'a bare 0', response: new Response('0'), outcome: parked },
      {
        title: 'an error behind a 200',
        response: Response.json({ status: 0, error: 'token, missing or empty' }),
        outcome: parked,
      },
      { title: 'a 400', response: new Response('', { status: 400 }), outcome: { ...parked, status: 400 } },
      { title: 'a 413', response: new Response('', { status: 413 }), outcome: { ...parked, status: 413 } },
      { title: 'blanks', response: new Response(' '), outcome: { kind: 'retryable', status: 200 } },
    ],
  }))
    it(title, run);
});

describe('V8 what Mixpanel gets', () => {
  it('is a profile with the answers by its own names, and which steps were submitted', () => {
    const reached = { stage: 'sql', segments: ['it'] };
    const { set, union } = mapSubmission(
      { ...sampleSubmission, reached },
      { topics: 'Interests', phone: '' },
    );
    expect(set).toEqual({
      form_submission_id: sampleSubmission.id,
      consent_profiling: '2026-11-02T09:00:00Z',
      stage: 'sql',
      $first_name: 'Ada',
      $last_name: 'Lovelace',
      $email: 'ada@analytical.example',
      company: 'Analytical Engines',
      employees: 42,
      Interests: ['engines', 'weaving & more'],
      terms: true,
    });
    expect(union).toEqual({ form_steps: ['whitepaper/contact'], segments: ['it'] });
  });

  it('SEC28 has events by which copies are told, without a value of an answer', () => {
    const reached = { stage: 'sql' };
    const { events } = mapSubmission({ ...sampleSubmission, reached, exposures: ['cta:b'] });
    const about = {
      form_id: 'whitepaper',
      step: 'contact',
      $insert_id: sampleSubmission.id,
      time: Date.parse('2026-11-02T09:00:00Z') / 1000,
      variants: ['cta:b'],
    };
    expect(events).toEqual([
      ['Form Step Submitted', about],
      ['Stage Reached', { ...about, stage: 'sql' }],
    ]);
    expect(sampleSubmission.id.length).toBeLessThanOrEqual(36);
  });

  it('S57 S72 is told of a stage and segments by the names in the definition only', () => {
    const reached = { stage: 'sql', segments: ['it'] };
    const mapped = mapSubmission({ ...sampleSubmission, reached }, { stage: '', segments: 'groups' });
    expect(mapped.union).toMatchObject({ groups: ['it'] });
    expect(JSON.stringify(mapped)).not.toMatch(/sql|segments/);
  });

  it('is one plain request of updates that count once, however often they come', async () => {
    server.answer = (socket) => reply(socket, 200, '{"status":1,"error":null}');
    const adapter = createMixpanelAdapter({ token, endpoint: server.url });
    const send = () => adapter.send({ ...sampleSubmission, anonymousId: 'dev-1' }, context());
    expect(await send()).toEqual({ kind: 'delivered' });
    expect(server.heads[0]).toMatch(/^POST \/engage\?verbose=1&ip=0 HTTP/);
    expect(server.heads[0]).toMatch(/content-type: application\/x-www-form-urlencoded/i);
    const whose = { $token: token, $distinct_id: '$device:dev-1' };
    const { set, union } = mapSubmission(sampleSubmission);
    expect(JSON.parse(new URLSearchParams(server.bodies[0]).get('data') ?? '')).toEqual([
      { ...whose, $set: set },
      { ...whose, $union: union },
    ]);
    server.answer = (socket) => reply(socket, 200, '{"status":0,"error":"bad token"}');
    expect(await send()).toEqual({ kind: 'retryable', park: true, status: 200 });
    expect(server.bodies[1]).toBe(server.bodies[0]);
  });
});

describe('V8 the script on the page', () => {
  const script = () => {
    const said: unknown[][] = [];
    const act = (name: string) => vi.fn((...all: unknown[]) => void said.push([name, ...all]));
    return {
      said,
      get_distinct_id: () => '$device:theirs',
      identify: act('identify'),
      track: act('track'),
      reset: act('reset'),
      people: { set: act('set'), union: act('union') },
    };
  };

  it('is told in place of a request, and keeps nothing back for want of an id', async () => {
    const page = script();
    vi.stubGlobal('mixpanel', page);
    const outcome = await createMixpanelAdapter({ token, fetch: none }).send(sampleSubmission, context());
    expect(outcome).toEqual({ kind: 'accepted' });
    const { set, union, events } = mapSubmission(sampleSubmission);
    expect(page.said).toEqual([
      ['identify', '$device:theirs'],
      ['set', set],
      ['union', union],
      ['track', ...(events[0] ?? [])],
    ]);
  });

  it.each([
    ['cannot track', { ...script(), track: undefined }],
    ['is an element with that id', { nodeName: 'DIV' }],
  ])('is passed over where it %s', async (_, page) => {
    vi.stubGlobal('mixpanel', page);
    const outcome = await createMixpanelAdapter({ token, fetch: none }).send(sampleSubmission, context());
    expect(outcome).toMatchObject({ kind: 'retryable' });
  });

  it('forgets the first person before it is told of another, and only then', async () => {
    const page = script();
    vi.stubGlobal('mixpanel', page);
    const adapter = createMixpanelAdapter({ token, fetch: none });
    await tellOfOne(adapter);
    expect(page.reset).not.toHaveBeenCalled();
    page.said.length = 0;
    await tellOf(adapter, 's3', 'bob');
    expect(page.said.map(([name]) => name)).toEqual(['reset', 'identify', 'set', 'union', 'track']);
  });

  it('is waited for where only its snippet is there', async () => {
    const stub = Object.assign([], script());
    vi.stubGlobal('mixpanel', stub);
    const fetch = vi.fn(none);
    const adapter = createMixpanelAdapter({ token, fetch });
    await expect(adapter.send(sampleSubmission, context())).rejects.toThrow();
    expect(fetch).not.toHaveBeenCalled();
  });

  it('that cannot forget is told of one person only', async () => {
    const page = { ...script(), reset: undefined };
    vi.stubGlobal('mixpanel', page);
    const adapter = createMixpanelAdapter({ token, fetch: none });
    await adapter.send({ ...sampleSubmission, anonymousId: 'ada' }, context());
    await expect(adapter.send({ ...sampleSubmission, anonymousId: 'bob' }, context())).rejects.toThrow();
    expect(page.people.set).toHaveBeenCalledTimes(1);
  });
});

it('SEC33 refuses an address without encryption', () => {
  expect(() => createMixpanelAdapter({ token, endpoint: 'http://api.mixpanel.com' })).toThrow(ConfigError);
});
