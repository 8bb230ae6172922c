import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listAdapterCases, sampleContext, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { createHubSpotAdapter } from '../../src/adapters/hubspot/hubspot.js';
import { mapSubmission } from '../../src/adapters/hubspot/map-submission.js';
import type { HubSpotOptions } from '../../src/adapters/hubspot/wire.js';
import type { SendContext } from '../../src/model/ports.js';
import type { Submission } from '../../src/model/submission.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';

const options: HubSpotOptions = { portalId: '123', formId: '8a1c4b2e-0d3f-4e5a-9b6c-7d8e9f0a1b2c' };
const at = Date.parse(sampleSubmission.submittedAt);
const refusal = (...errors: unknown[]) =>
  Response.json({ status: 'error', message: 'The request is not valid', errors }, { status: 400 });
const fault = (field: string, errorType: string) => ({
  message: `Error in 'fields.${field}'. No.`,
  errorType,
});
const asked: Submission = { ...sampleSubmission, asks: { jobTitle: { shown: 1 } as never } };
const parked = { kind: 'retryable', park: true, status: 400 } as const;

const page = {
  title: 'Our paper',
  cookie: 'a=b; nothubspotutk=other; hubspotutk=0a1b2c; c=d',
  URL: 'https://shop.example/paper?email=ada%40x.example#token',
};
/** Later attempts do without the page and the time. */
const alike = (body: string) =>
  JSON.stringify({ ...(JSON.parse(body) as object), context: undefined, submittedAt: undefined });

const cases = listAdapterCases({
  name: 'hubspot',
  create: (given) => createHubSpotAdapter({ ...options, trackingPurpose: 'profiling', ...given }),
  accepts: () => Response.json({ inlineMessage: 'Thank you.' }),
  outcome: 'accepted',
  withoutId: 'HubSpot refuses a field that its form does not have, and merges contacts by their address',
  submission: asked,
  alike,
  failures: [
    ...[
      'FIELD_NOT_IN_FORM_DEFINITION',
      'VALUE_NOT_IN_FIELD_DEFINITION',
      'INVALID_METADATA',
      'MAX_NUMBER_OF_SUBMITTED_VALUES_EXCEEDED',
    ].map((type) => ({
      title: `${type} as a fault of the set-up`,
      response: refusal(fault('email', type), { message: 'No.', errorType: 'X' }),
      outcome: { kind: 'retryable' } as const,
    })),
    ...(
      [
        ['INVALID_EMAIL', 'email', 'refused'],
        ['BLOCKED_EMAIL', 'email', 'refused'],
        ['REQUIRED_FIELD', 'jobtitle', 'required'],
        ['INVALID_NUMBER', 'employees', 'refused'],
        ['NUMBER_OUT_OF_RANGE', 'employees', 'refused'],
        ['INPUT_TOO_LARGE', 'company', 'refused'],
      ] as const
    ).map(([type, name, code]) => ({
      title: `${type} as a fault of ${name}`,
      response: refusal(fault(name, type)),
      outcome: {
        kind: 'rejected' as const,
        status: 400,
        issues: [{ field: name === 'jobtitle' ? 'jobTitle' : name, code }],
      },
    })),
    {
      title: 'a refused cookie as a reason to try without',
      response: refusal({ message: "Error in 'context.hutk'. 'x' is not valid", errorType: 'INVALID_HUTK' }),
      outcome: { kind: 'retryable' },
    },
  ],
});

describe('M13 V5 hubspot keeps the contract', () => {
  beforeEach(() => void vi.stubGlobal('document', page));
  afterEach(() => vi.unstubAllGlobals());
  for (const { title, run } of cases) it(title, run);
});

const map = (change: Partial<Submission> = {}, given: Partial<HubSpotOptions> = {}) =>
  JSON.parse(JSON.stringify(mapSubmission({ ...sampleSubmission, ...change }, given))) as object;

async function hear(response: Response, change: Partial<SendContext> = {}, submission = asked) {
  const adapter = createHubSpotAdapter({ ...options, fetch: async () => response });
  return adapter.send(submission, sampleContext(submission, change));
}

describe('what HubSpot gets', () => {
  it('V5 is properties of the contact and the company, with lists as `a;b`', () => {
    const answers = { firstName: 'Ada', topics: ['a', 'b'], site: 'x.example', visits: 3, terms: true };
    const names = { site: '0-2/domain', visits: '', terms: 'agreed' };
    expect(map({ answers, consents: [] }, { names })).toEqual({
      fields: [
        { objectTypeId: '0-1', name: 'firstname', value: 'Ada' },
        { objectTypeId: '0-1', name: 'topics', value: 'a;b' },
        { objectTypeId: '0-2', name: 'domain', value: 'x.example' },
        { objectTypeId: '0-1', name: 'agreed', value: 'true' },
      ],
    });
  });

  it('V5 says what was agreed to in its very words, and which subscription it is for', () => {
    const given = (purpose: string, text: string) => ({
      purpose,
      text,
      locale: 'en',
      at: '2026-11-02T09:00:00Z',
    });
    const consents = [given('profiling', 'Remember me.'), given('news', 'Write to me.')];
    expect(map({ consents }, { subscriptions: { news: '999' } })).toMatchObject({
      legalConsentOptions: {
        consent: {
          consentToProcess: true,
          text: 'Remember me.\nWrite to me.',
          communications: [{ value: true, subscriptionTypeId: 999, text: 'Write to me.' }],
        },
      },
    });
  });

  it('V5 is no subscription that has no number', () => {
    const consents = [{ purpose: 'constructor', text: 'x', locale: 'en', at: '2026-11-02T09:00:00Z' }];
    for (const subscriptions of [{}, { constructor: 'news' }])
      expect(map({ consents }, { subscriptions })).toMatchObject({
        legalConsentOptions: { consent: { communications: [] } },
      });
  });

  it('V5 is the address given on an earlier view, by which HubSpot knows whom an answer is of', () => {
    expect(map({ answers: { company: 'x' }, earlier: { email: 'ada@x.example' } })).toMatchObject({
      fields: [
        { name: 'email', value: 'ada@x.example' },
        { name: 'company', value: 'x' },
      ],
    });
  });
});

describe('what the page adds for HubSpot', () => {
  afterEach(() => vi.unstubAllGlobals());
  const bodyOf = async (
    attempt: number,
    submission: Submission = sampleSubmission,
    given: Partial<HubSpotOptions> = { trackingPurpose: 'profiling' },
    document = page,
  ) => {
    vi.stubGlobal('document', document);
    const bodies: unknown[] = [];
    const fetch = async (_: unknown, init?: RequestInit) => {
      bodies.push(JSON.parse(String(init?.body)));
      return Response.json({ inlineMessage: '' });
    };
    const adapter = createHubSpotAdapter({ ...options, ...given, fetch });
    await adapter.send(submission, sampleContext(submission, { attempt }));
    return bodies[0];
  };

  it('V5 SEC19 is the cookie, the title, and the address without what may be personal in it', async () => {
    const pageUri = 'https://shop.example/paper';
    const { context } = (await bodyOf(0)) as { context?: object };
    expect(context).toEqual({ hutk: '0a1b2c', pageUri, pageName: 'Our paper' });
  });

  const untracked: readonly (readonly [string, Partial<HubSpotOptions>, Partial<Submission>])[] = [
    ['where nobody says what it needs', {}, {}],
    ['of somebody who agreed to nothing', { trackingPurpose: 'profiling' }, { consents: [] }],
    ['of somebody who agreed to something else', { trackingPurpose: 'tracking' }, { agreed: ['news'] }],
  ];
  it.each(untracked)('SEC28 is no cookie and no title %s', async (_, given, change) => {
    const { context } = (await bodyOf(0, { ...sampleSubmission, ...change }, given)) as { context?: object };
    expect(context).toEqual({ pageUri: 'https://shop.example/paper' });
  });

  it('SEC28 is the cookie where she agreed to it before', async () => {
    const submission = { ...sampleSubmission, consents: [], agreed: ['tracking'] };
    const body = await bodyOf(0, submission, { trackingPurpose: 'tracking' });
    expect(body).toMatchObject({ context: { hutk: '0a1b2c' } });
  });

  it('V5 is no cookie whose name only ends alike', async () => {
    const cookie = 'nothubspotutk=other';
    const body = await bodyOf(0, sampleSubmission, { trackingPurpose: 'profiling' }, { ...page, cookie });
    expect(JSON.stringify(body)).not.toContain('hutk');
  });

  it('V5 is, with the time by her own clock, nothing on later attempts: refused, they do not stop the lead', async () => {
    expect(await bodyOf(0)).toHaveProperty('submittedAt', `${at}`);
    expect(await bodyOf(1)).not.toHaveProperty('context');
    expect(await bodyOf(1)).not.toHaveProperty('submittedAt');
  });
});

describe('what HubSpot says', () => {
  it.each([
    'MISSING_PROCESSING_CONSENT_TEXT',
    'FORM_HAS_RECAPTCHA_ENABLED',
    'DUPLICATE_SUBSCRIPTION_TYPE_ID',
  ])('FLT29 never destroys a lead for %s: one more attempt, then it is parked', async (errorType) => {
    const said = () => refusal({ message: 'No.', errorType });
    expect(await hear(said())).toEqual({ kind: 'retryable' });
    expect(await hear(said(), { attempt: 1 })).toEqual(parked);
  });

  it('FLT29 takes a required field that was not asked for a fault of the set-up', async () => {
    const said = () => refusal(fault('favouriteColour', 'REQUIRED_FIELD'));
    expect(await hear(said())).toEqual({ kind: 'retryable' });
    expect(await hear(said(), { attempt: 1 })).toEqual(parked);
  });

  it('FLT29 names a property of the company as the definition maps it', async () => {
    const submission = { ...asked, answers: { site: 'x' } };
    const fetch = async () => refusal(fault('0-2/domain', 'REQUIRED_FIELD'));
    const adapter = createHubSpotAdapter({ ...options, names: { site: '0-2/domain' }, fetch });
    expect(await adapter.send(submission, sampleContext(submission))).toMatchObject({
      issues: [{ field: 'site', code: 'required' }],
    });
  });

  it('FLT29 hears a fault whatever comes first in it, and whatever signs she typed', async () => {
    const message = "Error in 'fields.email'. '{x},\"}' is not valid";
    const errorType = 'INVALID_EMAIL';
    const rejected = { kind: 'rejected', status: 400, issues: [{ field: 'email', code: 'refused' }] };
    expect(await hear(refusal({ errorType, message }))).toEqual(rejected);
    expect(await hear(refusal({ message, errorType }))).toEqual(rejected);
    expect(await hear(refusal({ message, in: { more: 1 }, errorType }))).toEqual(rejected);
  });

  it.each([
    [{ errors: 'INVALID_EMAIL' }],
    [{ errors: [['x'], 7, null, { message: 7, errorType: ['INVALID_EMAIL'] }] }],
    [{ message: "Error in 'fields.email'.", errorType: 'INVALID_EMAIL' }],
    [[]],
  ])('FLT29 parks what it does not understand: %j', async (body) => {
    expect(await hear(Response.json(body, { status: 400 }), { attempt: 1 })).toEqual(parked);
  });

  it('FLT29 puts nothing right where the words and the type stand in different errors', async () => {
    const errors = [
      { errorType: 'X', message: "Error in 'fields.email'." },
      { errorType: 'REQUIRED_FIELD' },
      null,
    ];
    expect(await hear(refusal(...errors), { attempt: 1 })).toEqual(parked);
  });
});

describe('over a real socket', () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await startFaultServer();
  });
  afterAll(() => server.close());

  it('V5 posts JSON to the region of the account', async () => {
    server.answer = (socket) => reply(socket, 200, '{"redirectUri":"https://x.example"}');
    const urls: string[] = [];
    const send = (url: unknown, init?: RequestInit) => (urls.push(String(url)), fetch(server.url, init));
    for (const region of ['na1', 'eu1'] as const) {
      const adapter = createHubSpotAdapter({ ...options, region, fetch: send });
      expect(await adapter.send(sampleSubmission, sampleContext(sampleSubmission))).toEqual({
        kind: 'accepted',
      });
    }
    const path = `/submissions/v3/integration/submit/123/${options.formId}`;
    expect(urls).toEqual([`https://api.hsforms.com${path}`, `https://api-eu1.hsforms.com${path}`]);
    expect(server.heads[0]).toMatch(/content-type: application\/json/i);
    expect(JSON.parse(server.bodies[0] ?? '')).toEqual({ ...map(), submittedAt: `${at}` });
  });
});
