import { afterEach, describe, expect, test, vi } from 'vitest';
import { createDynamicYieldClient } from '../../src/adapters/dynamic-yield/dynamic-yield.js';
import { createPageClient } from '../../src/adapters/dynamic-yield/page-client.js';

const { signal } = new AbortController();
const request = { key: 'Welcome words', variants: ['plain', 'warm'], fallback: 'plain', signal };
const choice = { key: 'Welcome words', variant: 'warm' };

/** As the Experience API answers by way of the page's back end. */
const chosen = (over: object = {}) => ({
  choices: [
    { id: 1, name: 'Other', type: 'DECISION', decisionId: 'other', variations: [] },
    {
      id: 98001,
      name: 'Welcome words',
      type: 'DECISION',
      decisionId: 'dk2XYAAAAAAAAA',
      variations: [
        { id: 1221050, payload: { type: 'CUSTOM_JSON', data: { variant: 'warm', title: 'Hello' } } },
      ],
      ...over,
    },
  ],
  cookies: [],
  warnings: [],
});

function backEnd(answer: unknown = chosen()) {
  const requests: { url: string; body: unknown; init: RequestInit }[] = [];
  const client = createDynamicYieldClient({
    endpoint: '/dy/',
    fetch: async (url, init = {}) => {
      requests.push({ url: String(url), body: JSON.parse(String(init.body)), init });
      if (answer instanceof Error) throw answer;
      return Response.json(answer);
    },
  });
  return { client, requests };
}

describe('a choice of Dynamic Yield by way of the page’s back end', () => {
  test('V17 asks for the campaign by its selector name, without a key, a visitor or an impression', async () => {
    const { client, requests } = backEnd();
    expect(await client.decide(request)).toBe('warm');
    const [{ url, body, init } = { url: '', body: '', init: {} }] = requests;
    expect(url).toBe('/dy/serve/user/choose');
    expect(body).toEqual({
      selector: { names: ['Welcome words'] },
      options: { isImplicitPageview: false, isImplicitImpressionMode: false },
    });
    expect([init.method, init.signal, init.headers]).toEqual([
      'POST',
      signal,
      { 'content-type': 'application/json' },
    ]);
  });

  test('V17 tells that the visitor saw it, of that very decision, and that the form is complete', async () => {
    const { client, requests } = backEnd();
    await client.decide(request);
    client.track?.('exposed', choice);
    client.track?.('completed', choice);
    const told = requests.slice(1).map(({ url, body, init }) => [url, body, init.keepalive]);
    const event = { name: 'Welcome words-completed', properties: { variant: 'warm' } };
    expect(told).toEqual([
      ['/dy/collect/user/engagement', { engagements: [{ type: 'IMP', decisionId: 'dk2XYAAAAAAAAA' }] }, true],
      ['/dy/collect/user/event', { events: [event] }, true],
    ]);
  });

  test.each([
    ['the control group', chosen({ variations: [] })],
    ['a variation without content', chosen({ variations: [{ id: 1, payload: { data: null } }] })],
    ['a text', chosen({ variations: [{ id: 1, payload: { type: 'CUSTOM', data: 'warm' } }] })],
    ['another name', chosen({ variations: [{ payload: { data: { variant: 'cold' } } }] })],
    ['another campaign', chosen({ name: 'Else' })],
  ])('V17 is none for %s', async (_, answer) => {
    expect(await backEnd(answer).client.decide(request)).toBe(undefined);
  });

  test('V17 rejects for an answer of another shape, and where none comes', async () => {
    await expect(backEnd({ error: 'no' }).client.decide(request)).rejects.toThrow();
    await expect(backEnd(new TypeError('Failed to fetch')).client.decide(request)).rejects.toThrow();
  });

  test('V17 has no trouble with an event that gets lost', async () => {
    const { client } = backEnd(new TypeError('Failed to fetch'));
    client.track?.('completed', choice);
    await new Promise((resolve) => setImmediate(resolve)); // a rejection that nobody handles would fail this run
  });
});

describe('a choice of Dynamic Yield by its script on the page', () => {
  afterEach(() => vi.unstubAllGlobals());

  const campaign = {
    objectId: 1094124,
    objectName: 'Welcome words',
    objectType: 'SmartAction',
    conditionId: 1,
    conditionName: 'All',
    variations: ['warm'],
    variationIds: [1221050],
  };
  const onPage = (campaigns: readonly object[]) =>
    vi.stubGlobal('DYO', { getUserObjectsAndVariations: () => campaigns });

  test('V17 is read by name or number of the campaign', () => {
    onPage([{ ...campaign, objectId: 1, objectName: 'Other', variations: ['plain'] }, campaign]);
    expect(createPageClient().decide(request)).toBe('warm');
    expect(createPageClient().decide({ ...request, key: '1094124' })).toBe('warm');
  });

  test('V17 is none for another variation or campaign, and without the script', () => {
    const client = createPageClient();
    expect(client.decide(request)).toBe(undefined);
    onPage([{ ...campaign, variations: ['do_nothing_action'] }]);
    expect(client.decide(request)).toBe(undefined);
    onPage([]);
    expect(client.decide(request)).toBe(undefined);
    vi.stubGlobal('DYO', {});
    expect(client.decide(request)).toBe(undefined);
  });

  test('V17 tells the script what happened, with the variant and nothing else', () => {
    const told: unknown[] = [];
    vi.stubGlobal('DY', { API: (...all: unknown[]) => told.push(all) });
    const client = createPageClient();
    client.track?.('exposed', choice);
    client.track?.('completed', choice);
    expect(told).toEqual([
      ['event', { name: 'Welcome words-exposed', properties: { variant: 'warm' } }],
      ['event', { name: 'Welcome words-completed', properties: { variant: 'warm' } }],
    ]);
    vi.unstubAllGlobals();
    expect(() => client.track?.('exposed', choice)).not.toThrow();
  });
});
