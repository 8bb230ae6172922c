import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listAdapterCases, sampleContext, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { mapSubmission } from '../../src/adapters/segment/map-submission.js';
import { createSegmentAdapter } from '../../src/adapters/segment/segment.js';
import type { Submission } from '../../src/model/submission.js';
import { ConfigError } from '../../src/model/config-error.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';
import { tellOf } from './tell-of.js';

const writeKey = 'w1';
const context = () => sampleContext(sampleSubmission);
const answersOf = ({ answers }: Submission) =>
  Object.values(answers).filter((value) => typeof value === 'string');

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());
afterEach(() => vi.unstubAllGlobals());

const families = [
  ['Segment', undefined, '{"success":true}'],
  ['RudderStack', 'https://plane.example.com', 'OK'],
  ['Customer.io', 'https://cdp-eu.customer.io', '{"success":true}'],
] as const;

describe.each(families)('M13 V7 FLT29–32 %s', (name, endpoint, taken) => {
  const refused = (status: number, said: string) =>
    [
      {
        title: `a ${status}`,
        response: new Response(said, { status }),
        outcome: { kind: 'retryable', park: true, status },
      },
    ] as const;
  for (const { title, run } of listAdapterCases({
    name,
    create: (given) => createSegmentAdapter({ writeKey, ...(endpoint && { endpoint }), ...given }),
    accepts: () => new Response(taken),
    outcome: 'accepted',
    failures: [
      ...refused(400, 'Invalid request'),
      ...refused(401, 'Invalid Authorization Header'),
      ...refused(404, ''),
      ...refused(413, 'Request size too large'),
      {
        title: 'a page behind a 200',
        response: new Response('<!doctype html>'),
        outcome: { kind: 'retryable', status: 200 },
      },
    ],
  }))
    it(title, run);
});

/** What one request of an adapter is. */
async function request(endpoint?: string, submission: Submission = sampleSubmission) {
  const sent: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    sent.push(new Request(input, init));
    return new Response('{"success":true}');
  };
  const adapter = createSegmentAdapter({ writeKey, fetch, ...(endpoint && { endpoint }) });
  const outcome = await adapter.send(submission, sampleContext(submission));
  const [first] = sent;
  if (!first) throw new Error('no request');
  return { first, body: (await first.json()) as Record<string, unknown>, outcome };
}

/** Traits of the person, and events with their properties. */
function read(...given: Parameters<typeof mapSubmission>) {
  const messages = mapSubmission(...given);
  return {
    traits: messages.flatMap((one) => (one.type === 'identify' ? [one.traits] : []))[0],
    events: messages.flatMap((one) => (one.type === 'track' ? [[one.event, one.properties] as const] : [])),
    ids: messages.map(({ messageId }) => messageId),
  };
}

describe('V7 what the family gets', () => {
  it('is who it is with the answers as traits, and what happened without them', () => {
    const { traits, events } = read({ ...sampleSubmission, exposures: ['cta:b'] }, { topics: 'interests' });
    expect(traits).toEqual({
      consent_profiling: 'Yes, please.',
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada@analytical.example',
      company: { name: 'Analytical Engines' },
      employees: 42,
      phone: '+442071234567',
      interests: ['engines', 'weaving & more'],
      terms: true,
    });
    expect(events).toEqual([
      [
        'Form Step Submitted',
        { form_id: 'whitepaper', step: 'contact', submission_id: sampleSubmission.id, variants: ['cta:b'] },
      ],
    ]);
  });

  it('has groups where a name has a dot, and leaves out what is mapped to nothing', () => {
    const answers = { city: 'Wien', postalCode: '1010', firma: 'ACME', phone: '1', constructor: 'own' };
    const { traits } = read({ ...sampleSubmission, consents: [], answers }, { firma: 'company', phone: '' });
    expect(traits).toEqual({
      address: { city: 'Wien', postalCode: '1010' },
      company: { name: 'ACME' },
      constructor: 'own',
    });
  });

  it.each([[{ address: 'Main 1', city: 'Wien' }], [{ city: 'Wien', address: 'Main 1' }]])(
    'has an address that is one text as the street in its group, in whatever order: %j',
    (answers) => {
      const { traits } = read({ ...sampleSubmission, consents: [], answers });
      expect(traits).toEqual({ address: { street: 'Main 1', city: 'Wien' } });
    },
  );

  it('S57 S72 tells of a stage and segments reached, once: with the submission that brought it about', () => {
    const reached = { stage: 'sql', segments: ['it'] };
    const { traits, events } = read({ ...sampleSubmission, reached });
    expect(traits).toMatchObject(reached);
    expect(events.map(([event]) => event)).toEqual(['Form Step Submitted', 'Stage Reached']);
    expect(events[1]?.[1]).toMatchObject({ ...reached, submission_id: sampleSubmission.id });
    expect(read(sampleSubmission).events).toHaveLength(1);
  });

  it('S57 S72 tells of them by the names in the definition, and of none that has an empty one', () => {
    const reached = { stage: 'sql', segments: ['it'] };
    const some = read({ ...sampleSubmission, reached }, { stage: '', segments: 'groups' });
    expect(some.traits).toMatchObject({ groups: ['it'] });
    expect(some.events[1]?.[1]).toMatchObject({ groups: ['it'] });
    expect(JSON.stringify(some)).not.toMatch(/sql|segments/);
    expect(read({ ...sampleSubmission, reached }, { stage: '', segments: '' }).events).toHaveLength(1);
  });

  it('names the address given on an earlier view, before which a later one goes', () => {
    const earlier = { email: 'old@engines.example', mail: 'a@b.example' };
    const { traits } = read({ ...sampleSubmission, earlier });
    expect(traits).toMatchObject({ email: 'ada@analytical.example', mail: 'a@b.example' });
  });

  it('SEC28 has no value of an answer in an event', () => {
    const { events } = read({ ...sampleSubmission, reached: { stage: 'sql' } });
    for (const value of answersOf(sampleSubmission)) expect(JSON.stringify(events)).not.toContain(value);
  });
});

describe('V7 how it is asked to take it', () => {
  it('is one plain request to Segment, with ids by which copies are told', async () => {
    const { first, body } = await request();
    expect(first.url.split('#')[0]).toBe('https://api.segment.io/v1/batch');
    expect(first.headers.get('content-type')).toContain('text/plain');
    expect(first.headers.get('authorization')).toBeNull();
    const whose = { anonymousId: sampleSubmission.sessionId, timestamp: sampleSubmission.submittedAt };
    expect(body).toMatchObject({
      writeKey,
      batch: [
        { type: 'identify', messageId: `${sampleSubmission.id}-0`, ...whose },
        { type: 'track', messageId: `${sampleSubmission.id}-1`, ...whose, event: 'Form Step Submitted' },
      ],
    });
    expect(JSON.stringify(body)).not.toMatch(/userId|sentAt/);
  });

  it('goes to the region that is named, with or without its version', async () => {
    const { first } = await request('https://eu1.api.segmentapis.com/v1/');
    expect(first.url.split('#')[0]).toBe('https://eu1.api.segmentapis.com/v1/batch');
    expect(first.headers.get('content-type')).toContain('text/plain');
  });

  it.each(['https://cdp.customer.io', 'https://cdp-eu.customer.io/v1'])(
    'is asked of Customer.io at %s as its own script asks, without a preflight',
    async (endpoint) => {
      const { first, body } = await request(endpoint);
      expect(first.url.split('#')[0]).toBe(`${endpoint.replace('/v1', '')}/v1/b`);
      expect([...first.headers.keys()]).toEqual(['content-type']);
      expect(first.headers.get('content-type')).toBe('text/plain');
      expect(body).toMatchObject({ writeKey, batch: [{ type: 'identify' }, { type: 'track' }] });
    },
  );

  it('shows its key to RudderStack', async () => {
    const { first, body } = await request('https://plane.example.com', {
      ...sampleSubmission,
      anonymousId: 'dev-1',
    });
    expect(first.headers.get('authorization')).toBe(`Basic ${btoa('w1:')}`);
    expect(body).toMatchObject({ batch: [{ anonymousId: 'dev-1' }, { anonymousId: 'dev-1' }] });
  });

  it('arrives on a real socket, and its key is not in the address', async () => {
    server.answer = (socket) => reply(socket, 200, 'OK');
    const adapter = createSegmentAdapter({ writeKey, endpoint: server.url });
    expect(await adapter.send(sampleSubmission, context())).toEqual({ kind: 'accepted' });
    expect(server.heads[0]).toMatch(/^POST \/v1\/batch HTTP/);
    server.answer = (socket) => reply(socket, 429, '', { 'retry-after': '3' });
    expect(await adapter.send(sampleSubmission, context())).toEqual({
      kind: 'retryable',
      status: 429,
      retryAfter: 3000,
    });
    expect(server.bodies[1]).toBe(server.bodies[0]);
  });

  it('tells two sources at one address apart', () => {
    const [one, other] = ['a', 'b'].map((key) => createSegmentAdapter({ writeKey: key }).endpointKey);
    expect(one).not.toBe(other);
  });
});

describe('V7 a submission of more than one call may hold', () => {
  /** Two bytes a letter. */
  const saying = (letters: number): Submission => ({
    ...sampleSubmission,
    answers: { need: 'é'.repeat(letters) },
  });
  const parked = { kind: 'retryable', park: true, status: 413 };

  it.each(families)(
    'FLT23 is parked and not sent to %s, which may drop it and say 200',
    async (_, endpoint) => {
      const fetch = vi.fn<typeof globalThis.fetch>();
      const adapter = createSegmentAdapter({ writeKey, fetch, ...(endpoint && { endpoint }) });
      expect(await adapter.send(saying(15_000), context())).toEqual(parked);
      expect(fetch).not.toHaveBeenCalled();
      expect((await request(endpoint, saying(14_000))).outcome).toEqual({ kind: 'accepted' });
    },
  );

  it('FLT23 is not handed to the script either, and goes once the definition says what not to send', async () => {
    const identify = vi.fn();
    vi.stubGlobal('analytics', { identify, track: vi.fn(), reset: vi.fn() });
    expect(await createSegmentAdapter({ writeKey }).send(saying(15_000), context())).toEqual(parked);
    expect(identify).not.toHaveBeenCalled();
    const adapter = createSegmentAdapter({ writeKey, names: { need: '' } });
    expect(await adapter.send(saying(15_000), context())).toEqual({ kind: 'accepted' });
    expect(identify).toHaveBeenCalledOnce();
  });
});

describe('V7 V8 the script on the page', () => {
  const none: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  const script = () => ({ identify: vi.fn(), track: vi.fn(), reset: vi.fn() });
  const kind = async (submission = sampleSubmission) =>
    (await createSegmentAdapter({ writeKey, fetch: none }).send(submission, context()))?.kind;

  it.each(['analytics', 'rudderanalytics'])('is told in place of a request: %s', async (name) => {
    const page = script();
    vi.stubGlobal(name, page);
    expect(await kind()).toBe('accepted');
    const { traits, events, ids } = read(sampleSubmission);
    const [first, ...others] = ids.map((messageId) => ({ messageId }));
    expect(page.identify.mock.calls).toEqual([[traits, first]]);
    expect(page.track.mock.calls).toEqual(events.map((event, i) => [...event, others[i]]));
    expect(new Set(ids).size).toBe(2);
    expect(page.reset).not.toHaveBeenCalled();
  });

  it('is passed over where it is only half there, or but an element with that id', async () => {
    vi.stubGlobal('analytics', { track: vi.fn() });
    expect(await kind()).toBe('retryable');
    vi.stubGlobal('analytics', { nodeName: 'DIV' });
    expect(await kind()).toBe('retryable');
  });

  it('is looked for anew each time', async () => {
    const adapter = createSegmentAdapter({ writeKey, fetch: none });
    expect(await adapter.send(sampleSubmission, context())).toMatchObject({ kind: 'retryable' });
    vi.stubGlobal('analytics', script());
    expect(await adapter.send(sampleSubmission, context())).toEqual({ kind: 'accepted' });
  });

  it('forgets the first person before it is told of another', async () => {
    const page = script();
    vi.stubGlobal('analytics', page);
    const adapter = createSegmentAdapter({ writeKey, fetch: none });
    await tellOf(adapter, 's1');
    await tellOf(adapter, 's1', 'ada'); // she has agreed meanwhile
    await tellOf(adapter, 's2', 'ada'); // she is back
    expect(page.reset).not.toHaveBeenCalled();
    await tellOf(adapter, 's3', 'bob');
    expect(page.reset.mock.calls).toEqual([[true]]);
    expect(page.reset.mock.invocationCallOrder[0]).toBeLessThan(
      page.identify.mock.invocationCallOrder[3] ?? 0,
    );
    await tellOf(adapter, 's4');
    await tellOf(adapter, 's5'); // two forms, and nobody is remembered
    expect(page.reset).toHaveBeenCalledTimes(1);
    const other = { ...sampleSubmission, answers: {}, earlier: { email: 'bob@engines.example' } };
    await adapter.send(other, context()); // at a kiosk
    expect(page.reset).toHaveBeenCalledTimes(2);
  });

  it('that cannot forget is told of one person only', async () => {
    const page = { identify: vi.fn(), track: vi.fn() };
    vi.stubGlobal('analytics', page);
    const adapter = createSegmentAdapter({ writeKey, fetch: none });
    await adapter.send({ ...sampleSubmission, anonymousId: 'ada' }, context());
    const other = { ...sampleSubmission, anonymousId: 'bob', sessionId: 's2' };
    await expect(adapter.send(other, context())).rejects.toThrow();
    expect(page.identify).toHaveBeenCalledTimes(1);
  });

  it.each(['analytics', 'rudderanalytics'])(
    'is waited for where only its snippet is there: %s',
    async (name) => {
      const stub = Object.assign([], script());
      vi.stubGlobal(name, stub);
      const fetch = vi.fn(none);
      await expect(
        createSegmentAdapter({ writeKey, fetch }).send(sampleSubmission, context()),
      ).rejects.toThrow();
      expect(fetch).not.toHaveBeenCalled();
      expect(stub.identify).not.toHaveBeenCalled();
    },
  );
});

it('SEC33 refuses an address without encryption', () => {
  expect(() => createSegmentAdapter({ writeKey, endpoint: 'http://plane.example.com' })).toThrow(ConfigError);
});
