/** What mirrors, and scripts that keep what they are told, are not told. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHttpAdapter } from '../../src/adapters/http/http.js';
import { createWireAdapter } from '../../src/adapters/wire.js';
import type { AdapterChoice } from '../../src/model/adapter-choice.js';
import type { FormConfig } from '../../src/model/form-config.js';
import type { Submission } from '../../src/model/submission.js';
import { createNamedAdapter } from '../../src/named-adapters.js';
import { contextOf, submission } from '../contracts/adapter-contract.js';
import { whitepaper } from '../fixtures/forms.js';

afterEach(() => vi.unstubAllGlobals());

describe('M13 SEC28 a mirror', () => {
  /** It is there at once: whatever it is told, it has been told soon after the first one was. */
  async function open() {
    const told: string[] = [];
    const fetch = async (url: RequestInfo | URL, init: RequestInit = {}) => {
      if (String(url).startsWith('https://mirror.example')) told.push(String(init.body));
      return Response.json({ id: submission.id });
    };
    const fields = whitepaper.fields.map((field) => ({ ...field, sensitive: field.name === 'email' }));
    const endpoint = 'https://own.example';
    const mirrors = [{ use: 'http', endpoint: 'https://mirror.example' }] as const;
    const config: FormConfig = { ...whitepaper, fields, adapter: { use: 'http', endpoint, mirrors } };
    const hub = { createHttpAdapter, createWireAdapter };
    const one = await createNamedAdapter({
      ...{ config, use: 'http', endpoint, fetch, hub },
      setting: { on: () => {} },
    });
    return async (sent: Submission) => {
      await one.send(sent, contextOf());
      await new Promise((resolve) => setImmediate(resolve));
      return told;
    };
  }

  it('is told no sensitive address of an earlier view either', async () => {
    const earlier = { email: 'erika@example.com', company: 'Engines' };
    const told = await (await open())({ ...submission, earlier });
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('Engines');
    expect(told[0]).not.toContain('erika@');
  });

  it('is told nothing of what waited for another form', async () => {
    const send = await open();
    expect(await send(submission)).toHaveLength(1);
    expect(await send({ ...submission, formId: 'another' })).toHaveLength(1);
    expect(await send(submission)).toHaveLength(2);
  });
});

describe('M13 M6 on a shared device', () => {
  async function open(adapter: AdapterChoice, kiosk: boolean) {
    const sent: string[] = [];
    const fetch = async (url: RequestInfo | URL) => {
      sent.push(new URL(String(url)).host);
      return Response.json({ id: submission.id, status: 1 });
    };
    const setting = { on: () => {}, ...(kiosk && { kiosk }) };
    const config: FormConfig = { ...whitepaper, adapter };
    const { use, endpoint } = adapter;
    const hub = { createHttpAdapter, createWireAdapter };
    const one = await createNamedAdapter({ config, use, endpoint, fetch, setting, hub });
    await one.send(submission, contextOf());
    return sent;
  }
  const script = () => ({
    ...{ identify: vi.fn(), track: vi.fn(), reset: vi.fn() },
    ...{ setPersonProperties: vi.fn(), capture: vi.fn(), get_distinct_id: () => 'x' },
    people: { set: vi.fn(), union: vi.fn() },
  });

  it.each([
    ['analytics', { use: 'segment', writeKey: 'w' }, 'api.segment.io'],
    ['rudderanalytics', { use: 'segment', writeKey: 'w', endpoint: 'https://r.example' }, 'r.example'],
    ['mixpanel', { use: 'mixpanel', token: 't' }, 'api.mixpanel.com'],
    ['posthog', { use: 'posthog', projectKey: 'p' }, 'us.i.posthog.com'],
  ] as const)(
    '%s, which would keep who was there, is passed over for a request',
    async (name, choice, host) => {
      const page = script();
      vi.stubGlobal(name, page);
      expect(await open(choice, false)).toEqual([]);
      expect(page.track.mock.calls.length + page.capture.mock.calls.length).toBe(1);
      expect(await open(choice, true)).toEqual([host]);
      expect(page.track.mock.calls.length + page.capture.mock.calls.length).toBe(1);
    },
  );

  it.each([
    ['analytics', { use: 'segment', writeKey: 'w' }],
    ['rudderanalytics', { use: 'segment', writeKey: 'w', endpoint: 'https://r.example' }],
    ['mixpanel', { use: 'mixpanel', token: 't' }],
    ['posthog', { use: 'posthog', projectKey: 'p' }],
  ] as const)(
    '%s forgets whom it was told of on an earlier visit once somebody says “Not you?”, as the one that delivers and as a mirror',
    async (name, choice) => {
      const page = script();
      vi.stubGlobal(name, page);
      const own = { use: 'http', endpoint: 'https://own.example' } as const;
      for (const adapter of [choice, { ...own, mirrors: [choice] }] as readonly AdapterChoice[]) {
        const config: FormConfig = { ...whitepaper, adapter };
        const { use, endpoint } = adapter;
        const hub = { createHttpAdapter, createWireAdapter };
        const setting = { on: () => {} };
        const one = await createNamedAdapter({ config, use, endpoint, fetch, setting, hub });
        page.reset.mockClear();
        one.forget?.();
        await vi.waitFor(() => expect(page.reset).toHaveBeenCalledTimes(1));
      }
      expect([page.identify, page.track, page.capture].flatMap(({ mock }) => mock.calls)).toEqual([]);
    },
  );

  it('“Not you?” is no error where the script is not there, or a snippet yet', async () => {
    const config: FormConfig = { ...whitepaper, adapter: { use: 'segment', writeKey: 'w' } };
    const hub = { createHttpAdapter, createWireAdapter };
    const mirrored = {
      use: 'http',
      endpoint: 'https://own.example',
      mirrors: [config.adapter],
    } as AdapterChoice;
    for (const analytics of [undefined, Object.assign([], { track: vi.fn() })]) {
      vi.stubGlobal('analytics', analytics);
      const setting = { on: () => {} };
      const adapter = { ...config, adapter: mirrored };
      const one = await createNamedAdapter({
        config: adapter,
        use: 'http',
        endpoint: 'https://own.example',
        fetch,
        setting,
        hub,
      });
      expect(() => one.forget?.()).not.toThrow();
    }
  });

  it('V19 a mirror at CleverTap, which has no other way, is left out', async () => {
    const pushed: unknown[] = [];
    const list = { push: (one: unknown) => pushed.push(one) };
    vi.stubGlobal('clevertap', { onUserLogin: list, profile: list, event: list });
    const choice: AdapterChoice = {
      ...{ use: 'http', endpoint: 'https://own.example' },
      mirrors: [{ use: 'clevertap' }],
    };
    await open(choice, false);
    await vi.waitFor(() => expect(pushed).toHaveLength(2));
    await open(choice, true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(pushed).toHaveLength(2);
  });
});

describe('M13 the name that `mapsTo` gives a field', () => {
  it('is for the one that delivers: a mirror goes by its own `map` alone', async () => {
    const bodies: Record<string, string> = {};
    const fetch = async (url: RequestInfo | URL, init: RequestInit = {}) => {
      bodies[new URL(String(url)).pathname] = String(init.body);
      return Response.json({ id: submission.id });
    };
    const at = (path: string) => ({ use: 'webhook', endpoint: `https://own.example/${path}` }) as const;
    const fields = whitepaper.fields.map((field) => ({ ...field, mapsTo: `c_${field.name}` }));
    const mirrors = [at('bare'), { ...at('named'), map: { email: 'Mail' } }];
    const config: FormConfig = { ...whitepaper, fields, adapter: { ...at('main'), mirrors } };
    const hub = { createHttpAdapter, createWireAdapter };
    const { use, endpoint } = at('main');
    const one = await createNamedAdapter({ config, use, endpoint, fetch, setting: { on: () => {} }, hub });
    await one.send(submission, contextOf());
    await vi.waitFor(() => expect(Object.keys(bodies)).toHaveLength(3));
    const named = (path: string) =>
      Object.entries(Object.fromEntries(new URLSearchParams(bodies[path]))).find(
        ([, value]) => value === submission.answers['email'],
      )?.[0];
    expect(['/main', '/bare', '/named'].map(named)).toEqual(['c_email', 'email', 'Mail']);
  });
});
