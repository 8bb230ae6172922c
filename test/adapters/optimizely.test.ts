import { afterEach, describe, expect, test, vi } from 'vitest';
import { createOptimizelyClient } from '../../src/adapters/optimizely/optimizely.js';

const request = {
  key: 'welcome',
  variants: ['plain', 'warm'],
  fallback: 'plain',
  signal: new AbortController().signal,
};
const choice = { key: 'welcome', variant: 'warm' };

/** As the user context of the SDK: an impression is sent with each decision that does not withhold it. */
class UserContext {
  readonly sent: unknown[] = [];
  constructor(readonly variationKey: string | null) {}
  decide(flagKey: string, options: readonly string[] = []) {
    if (!options.includes('DISABLE_DECISION_EVENT')) this.sent.push(['impression', flagKey]);
    const { variationKey } = this;
    return { variationKey, enabled: true, variables: {}, ruleKey: null, flagKey, reasons: [] };
  }
  trackEvent(name: string, ...tags: unknown[]): void {
    this.sent.push([name, ...tags]);
  }
}

const state = (over: object = {}) => ({
  id: '20015858428',
  experimentName: 'Welcome words',
  isActive: true,
  isInExperimentHoldback: false,
  reason: undefined,
  visitorRedirected: false,
  audiences: [],
  variation: { id: '20020533131', name: 'warm' },
  ...over,
});

/** As the snippet once it has loaded. */
function snippet(states: Record<string, object>) {
  const pushed: unknown[] = [];
  const filters: unknown[] = [];
  const getExperimentStates = (filter: unknown) => (filters.push(filter), states);
  vi.stubGlobal('optimizely', {
    get: (name: string) => (name === 'state' ? { getExperimentStates } : {}),
    push: (command: unknown) => pushed.push(command),
  });
  return { pushed, filters };
}

const onPage = (over: Partial<typeof request> = {}) =>
  createOptimizelyClient().decide({ ...request, ...over });

describe('a choice of Optimizely', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('V14 is decided by the SDK, which sends no impression before the visitor saw it', () => {
    const user = new UserContext('warm');
    const client = createOptimizelyClient(user);
    expect(client.decide(request)).toBe('warm');
    expect(user.sent).toEqual([]);
    client.track?.('exposed', choice);
    expect(user.sent).toEqual([['impression', 'welcome']]);
  });

  test('V14 tells the SDK of a complete form by an event', () => {
    const user = new UserContext('warm');
    createOptimizelyClient(user).track?.('completed', choice);
    expect(user.sent).toEqual([['welcome-completed']]);
  });

  test.each([null, 'off'])('V14 is none where the SDK’s variation is %s', (variationKey) => {
    expect(createOptimizelyClient(new UserContext(variationKey)).decide(request)).toBe(undefined);
  });

  test('V14 is read of the page’s snippet, by name or id of the experiment and of the variation', () => {
    const { filters } = snippet({ 1: state({ experimentName: 'Other' }), 20015858428: state() });
    expect(onPage({ key: 'Welcome words' })).toBe('warm');
    expect(onPage({ key: '20015858428' })).toBe('warm');
    expect(onPage({ key: '20015858428', variants: ['20020533131', '3'] })).toBe('20020533131');
    expect(filters[0]).toEqual({ isActive: true });
  });

  test.each([
    ['whoever is held back', state({ isInExperimentHoldback: true })],
    ['another variation', state({ variation: { id: '7', name: 'cold' } })],
    ['no variation', state({ variation: null })],
    ['names that are kept secret', state({ experimentName: null, variation: { id: '7', name: null } })],
  ])('V14 is none for %s', (_, one) => {
    snippet({ 20015858428: one });
    expect(onPage({ key: 'Welcome words' })).toBe(undefined);
    expect(onPage({ key: '20015858428' })).toBe(undefined);
  });

  test('V14 is none without the snippet, before it has loaded, and for what an experiment inherits', () => {
    expect(onPage()).toBe(undefined);
    vi.stubGlobal('optimizely', []);
    expect(onPage()).toBe(undefined);
    snippet({});
    expect(onPage({ key: 'constructor' })).toBe(undefined);
  });

  test('V14 tells the page’s snippet, also one that has not loaded yet', () => {
    const queue: unknown[] = [];
    vi.stubGlobal('optimizely', queue);
    const client = createOptimizelyClient();
    client.track?.('exposed', choice);
    client.track?.('completed', choice);
    const tags = { variant: 'warm' };
    expect(queue).toEqual([
      { type: 'event', eventName: 'welcome-exposed', tags },
      { type: 'event', eventName: 'welcome-completed', tags },
    ]);
    vi.unstubAllGlobals();
    expect(() => client.track?.('exposed', choice)).not.toThrow();
  });
});
