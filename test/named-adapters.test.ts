import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHttpAdapter } from '../src/adapters/http/http.js';
import { createWireAdapter } from '../src/adapters/wire.js';
import type { AdapterChoice, OneAdapter } from '../src/model/adapter-choice.js';
import { inspectDefinition } from '../src/inspection.js';
import { ConfigError } from '../src/model/config-error.js';
import type { FormConfig } from '../src/model/form-config.js';
import type { Adapter } from '../src/model/ports.js';
import { checkAdapters, createNamedAdapter } from '../src/named-adapters.js';
import { contextOf, submission } from './contracts/adapter-contract.js';
import { whitepaper } from './fixtures/forms.js';

const endpoint = 'https://crm.example/in';

let sent: Request[] = [];
const page = globalThis as { dataLayer?: Record<string, unknown>[] };
beforeEach(() => {
  sent = [];
  delete page.dataLayer;
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  delete page.dataLayer;
});

const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
  const request = new Request(input, init);
  if (request.url.includes('dead')) throw new TypeError('Failed to fetch');
  sent.push(request);
  return Response.json({ id: submission.id });
};

const definition = (adapter?: unknown, change: Partial<FormConfig> = {}): FormConfig =>
  ({ ...whitepaper, ...change, ...(adapter !== undefined && { adapter }) }) as FormConfig;

const open = (
  config: FormConfig,
  change: { use?: Adapter | string; endpoint?: string; host?: EventTarget } = {},
) =>
  createNamedAdapter({
    config,
    use: change.use ?? config.adapter?.use ?? 'http',
    endpoint: change.endpoint ?? config.adapter?.endpoint,
    fetch,
    setting: { on: () => {}, ...(change.host && { host: change.host }) },
    hub: { createHttpAdapter, createWireAdapter },
  });

const deliver = async (adapter: Adapter, change = {}) => {
  const outcome = await adapter.send({ ...submission, ...change }, contextOf());
  await new Promise((resolve) => setImmediate(resolve));
  return outcome;
};

/** What the author reads of mirrors that are left out; the form goes on without them. */
async function faultsOf(config: FormConfig): Promise<string> {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  await deliver(await open(config));
  return error.mock.calls.join('\n');
}

/** One of each, with all that it cannot do without. */
const choices: { readonly [N in OneAdapter['use']]: Extract<OneAdapter, { use: N }> } = {
  http: { use: 'http', endpoint },
  webhook: { use: 'webhook', endpoint },
  hubspot: { use: 'hubspot', portalId: '1', formId: 'f' },
  mautic: { use: 'mautic', endpoint, formId: '1' },
  marketo: { use: 'marketo', endpoint, munchkinId: 'm', formId: '1' },
  'salesforce-web-to-lead': { use: 'salesforce-web-to-lead', orgId: '00D000000000001' },
  'pardot-form-handler': { use: 'pardot-form-handler', endpoint },
  formspree: { use: 'formspree', formId: 'f' },
  netlify: { use: 'netlify', formName: 'lead' },
  segment: { use: 'segment', writeKey: 'k' },
  mixpanel: { use: 'mixpanel', token: 't' },
  posthog: { use: 'posthog', projectKey: 'p' },
  clevertap: { use: 'clevertap' },
  auth0: { use: 'auth0', endpoint },
  'data-layer': { use: 'data-layer' },
  console: { use: 'console' },
};

describe('M13 the adapter that a definition names', () => {
  beforeEach(() => vi.stubGlobal('location', new URL('https://www.example.com/form')));
  afterEach(() => vi.unstubAllGlobals());

  it.each(Object.entries(choices))('is %s', async (name, choice) => {
    const adapter = await open(definition(choice));
    expect(adapter.name).toBe(name);
    expect(adapter.endpointKey ?? name).not.toContain('@');
  });

  const needs = Object.entries(choices).flatMap(([name, choice]) =>
    Object.keys(choice)
      .filter((need) => need !== 'use')
      .map((need) => [name, need, choice] as const),
  );

  it.each(needs)('is told as missing: %s without %s', async (_, need, choice) => {
    const error = await open(definition({ ...choice, [need]: undefined })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).path).toBe(`adapter.${need}`);
    const mirrored = definition({ use: 'http', endpoint, mirrors: [{ ...choice, [need]: '' }] });
    expect(await faultsOf(mirrored)).toContain(`adapter.mirrors[0].${need}: `);
    expect(() => checkAdapters({ config: mirrored, use: 'http', endpoint })).toThrow(ConfigError);
  });

  it.each(['hubspott', '', 'constructor', '__proto__'])('is not %j, which is not there', async (use) => {
    await expect(open(definition({ use }), { use })).rejects.toMatchObject({
      name: 'ConfigError',
      path: 'adapter.use',
      remedy: expect.stringContaining('hubspot') as string,
    });
    const mirrored = definition({ use: 'http', endpoint, mirrors: [{ use: 'console' }, { use }] });
    expect(await faultsOf(mirrored)).toContain('adapter.mirrors[1].use: ');
  });

  it.each(['http://crm.example', 'javascript:alert(1)', 'https://ada:x@crm.example', '/in'])(
    'SEC33 sends nowhere that is not safe: %s',
    async (unsafe) => {
      for (const choice of [choices.webhook, choices.segment, choices.http]) {
        const main = { ...choice, endpoint: unsafe };
        const error = await open(definition(main)).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ name: 'ConfigError', path: 'adapter.endpoint' });
        expect(String(error)).not.toContain(unsafe);
        const mirrored = definition({ use: 'console', mirrors: [main] });
        const faults = await faultsOf(mirrored);
        expect(faults).toContain('adapter.mirrors[0].endpoint: ');
        expect(faults).not.toContain(unsafe);
        vi.restoreAllMocks();
      }
    },
  );

  it('has its address from the element first, where it goes by one', async () => {
    const config = definition(choices.webhook);
    await deliver(await open(config, { endpoint: 'https://own.example/hook' }));
    await deliver(await open(definition(choices.formspree), { endpoint: 'https://collector.example' }));
    expect(sent.map(({ url }) => new URL(url).host)).toEqual(['own.example', 'formspree.io']);
  });

  it('is another than the definition names where the element says so, with none of its settings', async () => {
    const config = definition({ ...choices.hubspot, map: { email: 'Mail' } });
    await deliver(await open(config, { use: 'webhook', endpoint }));
    const form = new URLSearchParams(await sent[0]?.text());
    expect(form.get('email')).toBe('ada@example.com');
  });

  it('calls answers what `map` says, else what `mapsTo` says, and sends none that is mapped to nothing', async () => {
    const fields = whitepaper.fields.map((field) => ({ ...field, mapsTo: `c_${field.name}` }));
    const map = { email: 'Mail', topics: '' };
    await deliver(await open(definition({ ...choices.webhook, map }, { fields })), {
      answers: { email: 'ada@example.com', topics: ['a'], company: 'Engines' },
    });
    const form = Object.fromEntries(new URLSearchParams(await sent[0]?.text()));
    expect(form).toMatchObject({ Mail: 'ada@example.com', c_company: 'Engines' });
    expect(form).not.toHaveProperty('topics');
    expect(form).not.toHaveProperty('c_topics');
  });

  it('V1 hears which step was completed, by its place', async () => {
    const steps = ['names', 'contact'].map((id) => ({ id, reason: 'Because.', fields: ['email'] }));
    await deliver(await open(definition(choices.auth0, { steps })));
    expect(await sent[0]?.json()).toMatchObject({ last_profiling_step: 2 });
  });

  it('hears the form', async () => {
    const heard: EventTarget[] = [];
    const own: Adapter = { name: 'own', send: () => {}, watch: (form) => void heard.push(form) };
    const host = new EventTarget();
    await open(definition(), { use: own, host });
    expect(heard).toEqual([host]);
    await open(definition(choices['data-layer']), { host });
    expect(page.dataLayer?.map(({ event }) => event)).toEqual(['pf_view']);
  });
});

describe('M13 the mirrors that a definition names', () => {
  const mirrored = (...mirrors: readonly OneAdapter[]): AdapterChoice => ({ ...choices.http, mirrors });
  const hook = (path: string, change = {}): OneAdapter => ({
    use: 'webhook',
    endpoint: `https://mirror.example/${path}`,
    ...change,
  });
  const paths = () => sent.map(({ url }) => new URL(url).pathname);

  it('are told once the first has delivered', async () => {
    const adapter = await open(definition(mirrored(hook('one'), hook('two'))));
    expect(await deliver(adapter)).toEqual({ kind: 'delivered' });
    expect(paths()).toEqual(['/in/v1/submissions', '/one', '/two']);
    expect(adapter).toMatchObject({ name: 'http', keepsAsks: true });
  });

  it('are told of what an adapter of the page has delivered', async () => {
    const own: Adapter = { name: 'own', send: () => ({ kind: 'delivered' }) };
    await deliver(await open(definition(mirrored(hook('one'))), { use: own }));
    expect(paths()).toEqual(['/one']);
  });

  it('are told with consent alone, where they have a purpose', async () => {
    const choice = mirrored(hook('no', { purpose: 'analytics' }), hook('yes', { purpose: 'profiling' }));
    await deliver(await open(definition(choice)));
    expect(paths()).toEqual(['/in/v1/submissions', '/yes']);
  });

  it('do not watch the form before anybody agreed, where they have a purpose', async () => {
    const host = new EventTarget();
    await open(definition(mirrored({ use: 'data-layer', purpose: 'analytics' })), { host });
    expect(page.dataLayer).toBeUndefined();
    await open(definition(mirrored({ use: 'data-layer' })), { host });
    await vi.waitFor(() => expect(page.dataLayer).toHaveLength(1));
  });

  it('SEC28 are told no sensitive answer, unless `map` names it', async () => {
    const fields = whitepaper.fields.map((field) => ({ ...field, sensitive: field.name === 'email' }));
    const choice = mirrored(hook('one'), hook('two', { map: { email: 'Mail' } }));
    await deliver(await open(definition(choice, { fields })));
    const [main, one, two] = await Promise.all(sent.map((request) => request.text()));
    expect(main).toContain('ada@example.com');
    expect(one).not.toMatch(/ada/);
    expect(new URLSearchParams(two).get('Mail')).toBe('ada@example.com');
  });

  it('SEC28 are told no sensitive answer that `map` has an empty name for, whatever they make of names', async () => {
    const fields = whitepaper.fields.map((field) => ({ ...field, sensitive: field.name === 'email' }));
    const other = { ...choices.http, endpoint: 'https://other.example', map: { email: '' } };
    await deliver(await open(definition(mirrored(other, hook('one', { map: { email: '' } })), { fields })));
    const [main, ...mirrors] = await Promise.all(sent.map((request) => request.text()));
    expect(main).toContain('ada@example.com');
    expect(mirrors).toHaveLength(2);
    expect(mirrors.join()).not.toMatch(/ada/);
  });

  it('SEC28 are told of no stage and no segment that follows from a sensitive answer, unless `map` names either', async () => {
    const fields = whitepaper.fields.map((field) => ({ ...field, sensitive: field.name === 'email' }));
    const choice = mirrored(
      hook('one'),
      hook('two', { map: { email: '' } }),
      hook('three', { map: { stage: 'Stage' } }),
      hook('four', { map: { email: 'Mail' } }),
    );
    const change = {
      fields,
      stages: [{ id: 'ready', when: { 'segment.ours': true } }],
      segments: { ours: { email: { endsWith: '@example.com' } }, new: { 'visit.count': 1 } },
    };
    const reached = { stage: 'ready', segments: ['ours', 'new'] };
    await deliver(await open(definition(choice, change)), { reached });
    const [, ...mirrors] = await Promise.all(sent.map((request) => request.text()));
    expect(
      mirrors.map((text) => {
        const form = new URLSearchParams(text);
        return [form.get('stage') ?? form.get('Stage'), form.get('entered_segments')];
      }),
    ).toEqual([
      [null, 'new'],
      [null, 'new'],
      ['ready', 'new'],
      ['ready', 'ours, new'],
    ]);
  });

  it('SEC28 are not told what waited since the definition had more than it has now', async () => {
    const old = {
      answers: { email: 'ada@example.com', diagnosis: 'flu' },
      consents: [{ purpose: 'health', text: 'You may know it.', locale: 'en', at: submission.submittedAt }],
      signals: { 'page.query.diagnosis': 'flu' },
      reached: { stage: 'ill', segments: ['flu'] },
    };
    const choice = mirrored(hook('one'), { ...choices.http, endpoint: 'https://other.example' });
    await deliver(await open(definition(choice)), old);
    const [main, ...mirrors] = await Promise.all(sent.map((request) => request.text()));
    expect(main).toContain('ada@example.com');
    expect(mirrors).toHaveLength(2);
    for (const text of mirrors) {
      expect(decodeURIComponent(text)).toContain('ada@example.com');
      expect(text).not.toMatch(/flu|ill|health|diagnosis/);
    }
  });

  it('SEC28 are not told that a sensitive question was left empty', async () => {
    const fields = whitepaper.fields.map((field) => ({ ...field, sensitive: field.name === 'company' }));
    const ask = { at: submission.submittedAt, outcome: 'leftEmpty' };
    const choice = mirrored({ ...choices.http, endpoint: 'https://other.example' });
    const adapter = await open(definition(choice, { fields }));
    await deliver(adapter, { asks: { company: ask, jobTitle: ask } });
    const [, mirror = ''] = await Promise.all(sent.map((request) => request.text()));
    expect(mirror).toContain('jobTitle');
    expect(mirror).not.toContain('company');
  });

  it('V18 count a lead by the first step where the address is sensitive', async () => {
    const fields = whitepaper.fields.map((field) => ({ ...field, sensitive: field.name === 'email' }));
    await deliver(await open(definition(mirrored({ use: 'data-layer' }), { fields })));
    expect(page.dataLayer).toMatchObject([{ event: 'generate_lead', event_id: submission.id }]);
  });

  it('SEC28 change nothing by failing; the console hears which, and nothing of what was sent', async () => {
    const warned: string[] = [];
    vi.spyOn(console, 'warn').mockImplementation((...words) => void warned.push(words.join(' ')));
    const adapter = await open(definition(mirrored(hook('dead'), hook('one'))));
    expect(await deliver(adapter)).toEqual({ kind: 'delivered' });
    expect(paths()).toEqual(['/in/v1/submissions', '/one']);
    await vi.waitFor(() => expect(warned).toHaveLength(1));
    expect(warned[0]).toMatch(/webhook/);
    expect(warned[0]).not.toMatch(/ada|mirror\.example/);
  });

  it.each([
    ['a name', 'console'],
    ['a number', 7],
    ['an object', {}],
  ])('are told as wrong where they are %s and no list', async (_, mirrors) => {
    const config = definition({ ...choices.http, mirrors });
    await expect(open(config)).rejects.toMatchObject({ name: 'ConfigError', path: 'adapter.mirrors' });
  });

  it.each([[null], ['console'], [7]])('are told as wrong where one is %j', async (mirror) => {
    const config = definition({ ...choices.http, mirrors: [mirror] });
    expect(await faultsOf(config)).toContain('adapter.mirrors[0].use: ');
  });

  it.each<[string, unknown, string]>([
    ['a name that is not there', { use: 'segmnet' }, 'use'],
    ['a missing setting', { use: 'hubspot', formId: 'f' }, 'portalId'],
    ['a missing address', { use: 'webhook' }, 'endpoint'],
    ['an unsafe address', { use: 'webhook', endpoint: 'http://crm.example' }, 'endpoint'],
    ['no text for a name', { ...choices.segment, map: { email: 7 } }, 'map.email'],
  ])('are told once where the page has the definition inspected: %s', async (_, mirror, member) => {
    const config = definition({ ...choices.http, mirrors: [mirror] });
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const inspection = async () => ({ inspectDefinition });
    const openBy = async (host: object) => {
      error.mockClear();
      await open(config, { host: Object.assign(new EventTarget(), host) });
      await new Promise((resolve) => setImmediate(resolve));
      return error.mock.calls.join('\n');
    };
    const here = `adapter.mirrors[0].${member}`;
    expect(inspectDefinition(config).map(({ path }) => path)).toContain(here);
    vi.stubGlobal('location', new URL('https://www.example.com/form'));
    expect(await openBy({ debug: false, inspection })).toContain(here);
    expect(await openBy({ debug: true, inspection })).toBe('');
    expect(await openBy({ debug: true, inspection: () => Promise.reject(new Error('blocked')) })).toContain(
      here,
    );
    const elsewhere = [{ path: 'adapter.mirrors', problem: 'is something else', remedy: 'Mend it.' }];
    for (const found of [[], elsewhere])
      expect(
        await openBy({ debug: true, inspection: async () => ({ inspectDefinition: () => found }) }),
      ).toContain(here);
    vi.stubGlobal('location', new URL('http://localhost:4173/form'));
    expect(await openBy({ debug: false, inspection })).toBe('');
  });

  it('do not hold up the first one, nor end it, where their part does not come', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const never = new Promise<never>(() => {});
    vi.doMock('../src/adapters/segment/wire.js', () => never);
    vi.doMock('../src/adapters/posthog/wire.js', () => {
      throw new Error('blocked');
    });
    const choice = mirrored(choices.segment, choices.posthog, hook('one'));
    expect(await deliver(await open(definition(choice)))).toEqual({ kind: 'delivered' });
    await vi.waitFor(() => expect(paths()).toEqual(['/in/v1/submissions', '/one']));
    await vi.waitFor(() => expect(error.mock.calls.join()).toContain('adapter.mirrors[1] did not come'));
    vi.doUnmock('../src/adapters/segment/wire.js');
    vi.doUnmock('../src/adapters/posthog/wire.js');
  });

  it('SEC16 are not handed what vouches for the visitor at the first one', async () => {
    const choice = mirrored({ ...choices.http, endpoint: 'https://other.example' });
    await deliver(await open(definition(choice)), { proof: 'secret-proof' });
    const mirror = sent.find(({ url }) => url.includes('other.example'));
    const body = (await mirror?.text()) ?? '';
    expect(body).toContain('ada@example.com');
    expect(body).not.toContain('secret-proof');
  });
});
