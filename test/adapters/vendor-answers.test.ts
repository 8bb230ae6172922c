/** Every answer that a vendor is known to give, one by one, and what it comes to. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAuth0Adapter } from '../../src/adapters/auth0/auth0.js';
import { sampleContext, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { createFormspreeAdapter } from '../../src/adapters/formspree/formspree.js';
import { createHubSpotAdapter } from '../../src/adapters/hubspot/hubspot.js';
import { createMarketoAdapter } from '../../src/adapters/marketo/marketo.js';
import { createMauticAdapter } from '../../src/adapters/mautic/mautic.js';
import { createMixpanelAdapter } from '../../src/adapters/mixpanel/mixpanel.js';
import { createPardotAdapter } from '../../src/adapters/pardot-form-handler/pardot-form-handler.js';
import { createPostHogAdapter } from '../../src/adapters/posthog/posthog.js';
import { createWebToLeadAdapter } from '../../src/adapters/salesforce-web-to-lead/salesforce-web-to-lead.js';
import { createSegmentAdapter } from '../../src/adapters/segment/segment.js';
import type { Adapter } from '../../src/model/ports.js';
import type { WireOptions } from '../../src/adapters/wire.js';

type Create = (given: WireOptions) => Adapter;

/** What an answer comes to, and the request that it is to. */
async function hear(create: Create, response: Response, attempt = 0) {
  const sent: { readonly url: string; readonly init: RequestInit }[] = [];
  const fetch = async (url: RequestInfo | URL, init: RequestInit = {}) => {
    sent.push({ url: String(url), init });
    return response;
  };
  const outcome = await create({ fetch }).send(
    sampleSubmission,
    sampleContext(sampleSubmission, { attempt }),
  );
  return { outcome, sent };
}
const outcomeOf = async (...args: Parameters<typeof hear>) => (await hear(...args)).outcome;
const headersOf = ({ init }: { readonly init: RequestInit }) => new Headers(init.headers);

const saying = (status: number, body: unknown = '') =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
const parked = (status: number) => ({ kind: 'retryable', park: true, status });

afterEach(() => vi.unstubAllGlobals());

describe('M13 V5 HubSpot', () => {
  const create: Create = (given) => createHubSpotAdapter({ portalId: '1', formId: 'f', ...given });
  const refusal = (errorType: string, of = 'fields.email') =>
    saying(400, { status: 'error', errors: [{ message: `Error in '${of}'. No.`, errorType }] });

  it.each([{ inlineMessage: 'Thanks.' }, { redirectUri: 'https://x.example' }])(
    'has taken, without proof, what it answers %j to',
    async (said) => {
      expect(await outcomeOf(create, saying(200, said))).toEqual({ kind: 'accepted' });
    },
  );

  it.each(['', '<!doctype html><title>Sign in</title>', 'OK', '[]'])(
    'FLT31 did not say %j: what stands between did, and it is sent again',
    async (said) => {
      expect(await outcomeOf(create, saying(200, said))).toEqual({ kind: 'retryable', status: 200 });
    },
  );

  it.each(['INVALID_EMAIL', 'BLOCKED_EMAIL', 'INVALID_NUMBER', 'NUMBER_OUT_OF_RANGE', 'INPUT_TOO_LARGE'])(
    'finds fault with an answer by %s, which the visitor can mend',
    async (type) => {
      const issues = [{ field: 'email', code: 'refused' }];
      expect(await outcomeOf(create, refusal(type))).toEqual({ kind: 'rejected', status: 400, issues });
    },
  );

  // Also where the words name an answer of hers: she can mend none of it.
  it.each([
    'MAX_NUMBER_OF_SUBMITTED_VALUES_EXCEEDED',
    'FIELD_NOT_IN_FORM_DEFINITION',
    'VALUE_NOT_IN_FIELD_DEFINITION',
    'INVALID_METADATA',
    'INVALID_HUTK',
    'INVALID_IP_ADDRESS',
    'INVALID_PAGE_URI',
    'INVALID_LEGAL_OPTION_FORMAT',
    'MISSING_PROCESSING_CONSENT',
    'MISSING_PROCESSING_CONSENT_TEXT',
    'MISSING_COMMUNICATION_CONSENT_TEXT',
    'MISSING_LEGITIMATE_INTEREST_TEXT',
    'DUPLICATE_SUBSCRIPTION_TYPE_ID',
    'FORM_HAS_RECAPTCHA_ENABLED',
  ])('FLT29 is set up wrongly by %s, and no lead is lost', async (type) => {
    expect(await outcomeOf(create, refusal(type))).toEqual({ kind: 'retryable' });
    expect(await outcomeOf(create, refusal(type), 1)).toEqual(parked(400));
  });

  it('says with 429 that it is too much, which passes', async () => {
    expect(await outcomeOf(create, saying(429, { status: 'error' }))).toEqual({
      kind: 'retryable',
      status: 429,
    });
  });

  it('SEC19 hears of the page without what follows ? or #, whichever comes first', async () => {
    for (const rest of ['?email=ada@x.example#a', '#email=ada@x.example', '#a?email=ada@x.example']) {
      vi.stubGlobal('document', { cookie: '', URL: `https://shop.example/paper${rest}` });
      const { sent } = await hear(create, saying(200, {}));
      const { context } = JSON.parse(String(sent[0]?.init.body)) as { readonly context: unknown };
      expect(context).toEqual({ pageUri: 'https://shop.example/paper' });
    }
  });
});

describe('M13 Mautic', () => {
  const create: Create = (given) =>
    createMauticAdapter({ endpoint: 'https://m.example', formId: '7', ...given });

  it('is believed with status 200 alone', async () => {
    expect(await outcomeOf(create, saying(500, { success: 1 }))).toEqual({ kind: 'retryable', status: 500 });
    const refusal = { success: 0, validationErrors: { email: 'No.' } };
    expect(await outcomeOf(create, saying(503, refusal))).toEqual({ kind: 'retryable', status: 503 });
  });

  it.each([{ redirect: 'https://x.example' }, { successMessage: ['Thanks'] }, { results: {} }])(
    'has it, whatever it would have the page do then: %j',
    async (said) => {
      expect(await outcomeOf(create, saying(200, { success: 1, ...said }))).toEqual({ kind: 'delivered' });
    },
  );
});

describe('M13 Formspree', () => {
  const create: Create = (given) => createFormspreeAdapter({ formId: 'xyz', ...given });

  it('is believed with status 200 alone', async () => {
    expect(await outcomeOf(create, saying(500, { ok: true }))).toEqual({ kind: 'retryable', status: 500 });
    expect(await outcomeOf(create, saying(403, { ok: true }))).toEqual(parked(403));
  });

  it.each(['constructor', 'toString', 'TYPE_TEXT', 'INVALID_CAPTCHA'])(
    'SEC5 has no visitor mend %s, though it names an answer of hers',
    async (code) => {
      const refusal = saying(422, { errors: [{ code, field: 'email', message: 'No.' }] });
      expect(await outcomeOf(create, refusal)).toEqual(parked(422));
    },
  );
});

describe('M13 V6 what no page can read', () => {
  const blind: readonly (readonly [string, Create])[] = [
    ['Web-to-Lead', (given) => createWebToLeadAdapter({ orgId: '00D000000000001', ...given })],
    ['Pardot', (given) => createPardotAdapter({ endpoint: 'https://go.example.com/l/1', ...given })],
  ];

  it.each(blind)('is asked blind and without a preflight: %s', async (_, create) => {
    const { outcome, sent } = await hear(create, saying(200, { id: sampleSubmission.id, success: true }));
    // Never more than that, even where the answer happens to be of the page's own origin, and says what it likes.
    expect(outcome).toEqual({ kind: 'accepted' });
    const [one = { url: '', init: {} }] = sent;
    expect(one.init).toMatchObject({ method: 'POST', mode: 'no-cors', credentials: 'omit' });
    expect([...headersOf(one)]).toEqual([['content-type', 'application/x-www-form-urlencoded']]);
    expect(one.url).not.toMatch(/ada|Lovelace|%40/i);
  });

  it.each(blind)('is not done where a fault can be seen: %s', async (_, create) => {
    expect(await outcomeOf(create, saying(503))).toEqual({ kind: 'retryable', status: 503 });
    expect(await outcomeOf(create, saying(404))).toEqual(parked(404));
  });
});

describe('M13 V7 the Segment family', () => {
  const of =
    (endpoint?: string): Create =>
    (given) =>
      createSegmentAdapter({ writeKey: 'w1', ...(endpoint !== undefined && { endpoint }), ...given });

  it('shows its key in a header to RudderStack alone, of whose preflight it is known that it lets that pass', async () => {
    const shows = async (endpoint?: string) => {
      const { sent } = await hear(of(endpoint), saying(200, '{"success":true}'));
      return sent[0] && headersOf(sent[0]).has('authorization');
    };
    expect(await shows('https://plane.example.com')).toBe(true);
    expect(await shows('https://customer.io.example.com')).toBe(true);
    expect(await shows()).toBe(false);
    expect(await shows('https://cdp.customer.io')).toBe(false);
    expect(await shows('https://cdp-eu.customer.io/v1')).toBe(false);
  });

  it.each([408, 429, 500, 502, 503, 504])('is asked again after a %i', async (status) => {
    expect(await outcomeOf(of(), saying(status))).toEqual({ kind: 'retryable', status });
  });

  // Segment's own library tries these again, too: they wait, slowly, and nothing is lost.
  it.each([410, 460])('loses nothing by a %i', async (status) => {
    expect(await outcomeOf(of(), saying(status))).toEqual(parked(status));
  });
});

describe('M13 V8 Mixpanel', () => {
  const create: Create = (given) => createMixpanelAdapter({ token: 't1', ...given });

  it('is the project’s region, America where none is named', async () => {
    const { sent } = await hear(create, saying(200, '1'));
    expect(sent[0]?.url.split('#')[0]).toBe('https://api.mixpanel.com/engage?verbose=1&ip=0');
    const european: Create = (given) =>
      create({ ...given, endpoint: 'https://api-eu.mixpanel.com' } as never);
    const { sent: others } = await hear(european, saying(200, '1'));
    expect(others[0]?.url.split('#')[0]).toBe('https://api-eu.mixpanel.com/engage?verbose=1&ip=0');
  });

  it('has dropped what it finds an error in, whatever else it says', async () => {
    expect(await outcomeOf(create, saying(200, { status: 1, error: 'some data objects' }))).toEqual(
      parked(200),
    );
    expect(await outcomeOf(create, saying(200, { status: 0, error: null }))).toEqual(parked(200));
  });
});

describe('M13 PostHog', () => {
  it('is in America where no region is named', async () => {
    const create: Create = (given) => createPostHogAdapter({ projectKey: 'phc_1', ...given });
    const { sent } = await hear(create, saying(200, { status: 'Ok' }));
    expect(sent[0]?.url.split('#')[0]).toBe('https://us.i.posthog.com/batch/');
  });
});

describe('M13 V1 Auth0 itself', () => {
  const create: Create = (given) =>
    createAuth0Adapter({ domain: 'x.auth0.com', userId: 'auth0|1', getToken: () => 'token', ...given });

  it.each([400, 401, 403])('waits with a %i until the set-up is right', async (status) => {
    expect(await outcomeOf(create, saying(status, { statusCode: status, error: 'x' }))).toEqual(
      parked(status),
    );
  });

  it('says how long to wait in seconds from now, or else in seconds since 1970', async () => {
    const reset = String(Date.UTC(2026, 10, 2, 9) / 1000 + 30);
    const over = (headers: Record<string, string>) => new Response('', { status: 429, headers });
    const waiting = { kind: 'retryable', status: 429 };
    const both = { 'x-ratelimit-reset': reset, 'retry-after': '7' };
    expect(await outcomeOf(create, over(both))).toEqual({ ...waiting, retryAfter: 7000 });
    expect(await outcomeOf(create, over({ 'x-ratelimit-reset': reset }))).toEqual({
      ...waiting,
      retryAfter: 30_000,
    });
    expect(await outcomeOf(create, over({ 'x-ratelimit-reset': 'soon' }))).toEqual(waiting);
  });
});

describe('M13 Marketo', () => {
  it('has fields added only where its form has none of that name', async () => {
    const added: string[] = [];
    let succeed = (): unknown => undefined;
    const form = {
      onSuccess: (listener: () => boolean) => (succeed = listener),
      vals: () => ({ Email: '', Company: '' }),
      addHiddenFields: (values: object) => added.push(...Object.keys(values)),
      submit: () => succeed(),
    };
    const loadForm = (...[, , , ready]: readonly [string, string, string, (one: object) => void]) =>
      ready(form);
    vi.stubGlobal('MktoForms2', { loadForm });
    const adapter = createMarketoAdapter({
      ...{ endpoint: 'https://app.marketo.example', munchkinId: '1', formId: '7', timeout: 50 },
    });
    expect(await adapter.send(sampleSubmission, sampleContext(sampleSubmission))).toEqual({
      kind: 'accepted',
    });
    expect(added).toEqual(expect.arrayContaining(['FirstName', 'LastName']));
    expect(added).not.toContain('Email');
    expect(added).not.toContain('Company');
  });
});
