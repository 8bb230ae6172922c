import { afterEach, describe, expect, test, vi } from 'vitest';
import { createAdobeTargetClient } from '../../src/adapters/adobe-target/adobe-target.js';

const request = {
  key: 'welcome',
  variants: ['plain', 'warm'],
  fallback: 'plain',
  signal: new AbortController().signal,
};

interface GetOffer {
  readonly mbox: string;
  readonly timeout: number;
  success(actions: unknown): void;
  error(status: string, error: string): void;
}

/** As at.js: it answers by callbacks, and applies nothing unless it is told to. */
function atJs(answer: (options: GetOffer) => void) {
  const asked: GetOffer[] = [];
  const tracked: unknown[] = [];
  const applyOffer = vi.fn();
  const target = {
    getOffer(options: GetOffer) {
      asked.push(options);
      answer(options);
    },
    trackEvent: (options: unknown) => tracked.push(options),
    applyOffer,
  };
  vi.stubGlobal('adobe', { target });
  return { asked, tracked, applyOffer };
}

const decide = () => createAdobeTargetClient().decide(request);
const decideOf = (actions: unknown) => {
  atJs(({ success }) => success(actions));
  return decide();
};

describe('a choice of Adobe Target', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('V16 is what a JSON offer names', async () => {
    const { asked } = atJs(({ success }) =>
      success([{ action: 'setJson', content: [{ variant: 'warm', more: 1 }] }]),
    );
    expect(await decide()).toBe('warm');
    expect(asked.map(({ mbox, timeout, ...rest }) => [mbox, timeout, Object.keys(rest)])).toEqual([
      ['welcome', 500, ['success', 'error']],
    ]);
  });

  test('V16 is what the text of an offer is, and never put into the page', async () => {
    const { applyOffer } = atJs(({ success }) => success([{ action: 'setContent', content: ' warm\n' }]));
    expect(await decide()).toBe('warm');
    expect(applyOffer).not.toHaveBeenCalled();
  });

  test.each([
    ['no action', []],
    ['markup', [{ action: 'setContent', content: '<b>warm</b>' }]],
    ['another name', [{ action: 'setJson', content: [{ variant: 'cold' }] }]],
    ['an offer without a name', [{ action: 'setJson', content: [null, {}, 7] }]],
    ['an action without content', [{ action: 'redirect', url: 'https://x.example' }]],
    ['no list', null],
  ])('V16 is none for %s', async (_, actions) => {
    expect(await decideOf(actions)).toBe(undefined);
  });

  test('V16 is none where Target has an error, and where its script is not on the page', async () => {
    atJs(({ error }) => error('timeout', 'request timed out'));
    expect(await decide()).toBe(undefined);
    vi.stubGlobal('adobe', {});
    expect(await decide()).toBe(undefined);
    vi.unstubAllGlobals();
    expect(await decide()).toBe(undefined);
  });

  test('V16 tells by other mboxes than that of the offer, with the variant and nothing else', () => {
    const { tracked } = atJs(() => undefined);
    const client = createAdobeTargetClient();
    const choice = { key: 'welcome', variant: 'warm' };
    client.track?.('exposed', choice);
    client.track?.('completed', choice);
    expect(tracked).toEqual([
      { mbox: 'welcome-exposed', params: { variant: 'warm' } },
      { mbox: 'welcome-completed', params: { variant: 'warm' } },
    ]);
    vi.unstubAllGlobals();
    expect(() => client.track?.('exposed', choice)).not.toThrow();
  });
});
