/** Vendors' scripts on the page are held to the suite too: what is handed over there is a submission like any other. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  listAdapterCases,
  sampleContext,
  sampleSubmission,
  type Given,
} from '../../src/adapters/contract/contract.js';
import { createMixpanelAdapter } from '../../src/adapters/mixpanel/mixpanel.js';
import { createPostHogAdapter } from '../../src/adapters/posthog/posthog.js';
import { createSegmentAdapter } from '../../src/adapters/segment/segment.js';
import type { Adapter } from '../../src/model/ports.js';

const received: string[] = [];
const list =
  (name: string) =>
  (...told: readonly unknown[]) =>
    void received.push(JSON.stringify([name, ...told]));

const family = () => ({ identify: list('identify'), track: list('track'), reset: list('reset') });
const mixpanel = () => ({
  get_distinct_id: () => '$device:theirs',
  identify: list('identify'),
  track: list('track'),
  reset: list('reset'),
  people: { set: list('set'), union: list('union') },
});
const posthog = () => ({
  setPersonProperties: list('setPersonProperties'),
  capture: list('capture'),
  reset: list('reset'),
});

const segmentOf = (given: Given) => createSegmentAdapter({ writeKey: 'key-1', ...given });

const scripts: readonly (readonly [
  rows: string,
  name: string,
  script: () => object,
  create: (given: Given) => Adapter,
])[] = [
  ['M13 V7', 'analytics', family, segmentOf],
  ['M13 V7', 'rudderanalytics', family, segmentOf],
  ['M13 V8', 'mixpanel', mixpanel, (given) => createMixpanelAdapter({ token: 'key-1', ...given })],
  ['M13', 'posthog', posthog, (given) => createPostHogAdapter({ projectKey: 'key-1', ...given })],
];

afterEach(() => vi.unstubAllGlobals());

describe.each(scripts)('%s the script %s on the page', (_, name, script, create) => {
  const cases = listAdapterCases({
    name,
    create(given) {
      received.length = 0;
      vi.stubGlobal(name, script());
      return create(given);
    },
    received: () => received,
    // The script has a key of its own; ours is for requests.
    forbidden: ['key-1'],
  });
  for (const { title, run } of cases) it(title, run);

  it('SEC28 is told answers of the person alone: what happened is told without any', async () => {
    received.length = 0;
    vi.stubGlobal(name, script());
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const reached = { stage: 'sql' };
    const submission = { ...sampleSubmission, reached };
    await create({ fetch, timeout: 50 }).send(submission, sampleContext(submission));
    const events = received.filter((text) => /^\["(track|capture)"/.test(text));
    expect(events).toHaveLength(2);
    const answers = Object.values(sampleSubmission.answers).flat().map(String);
    for (const answer of answers.filter((text) => text.length > 3 && text !== 'true'))
      expect(events.join()).not.toContain(answer);
  });
});
