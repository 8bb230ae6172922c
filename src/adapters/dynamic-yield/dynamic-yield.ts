/** Dynamic Yield by its Experience API, which the page reaches by way of its own back end. */
import type { FlagClient } from '../../model/ports.js';

export interface DynamicYieldOptions {
  /**
   * Where the page's back end hands on what it gets to `https://dy-api.com/v2` (or `.eu`), path by path, with its key and
   * the visitor's `user`, `session` and `context`. Cookies of the page's own origin travel with it.
   */
  readonly endpoint: string;
  /** The page's own, as it is when the client is made, where absent. */
  readonly fetch?: typeof fetch;
}

interface Choice {
  readonly name?: string;
  readonly decisionId?: string;
  /** None where the visitor stands in the control group. */
  readonly variations?: readonly { readonly payload?: { readonly data?: { readonly variant?: unknown } } }[];
}

/**
 * Asks `/serve/user/choose` for the campaign whose API selector name is the key, and whose custom JSON is
 * `{ "variant": "b" }`; tells `/collect/user/engagement` that the visitor saw it, and `/collect/user/event` as
 * `<key>-completed` that the form is complete. No key of the account is ever in the page. An answer of any other shape rejects, which means no
 * choice. Source: dy.dev, "Choose Variations", "Track Engagement", "Custom Events".
 */
export function createDynamicYieldClient({
  endpoint,
  fetch = globalThis.fetch.bind(globalThis),
}: DynamicYieldOptions): FlagClient {
  const decisions = new Map<string, string | undefined>();
  const post = (path: string, body: object, init: RequestInit) =>
    fetch(endpoint.replace(/\/$/, '') + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...init,
    });
  return {
    name: 'dynamic-yield',
    async decide({ key, variants, signal }) {
      const selector = { names: [key] };
      // To be chosen is not yet to be seen.
      const options = { isImplicitPageview: false, isImplicitImpressionMode: false };
      const response = await post('/serve/user/choose', { selector, options }, { signal });
      const { choices } = (await response.json()) as { readonly choices: readonly Choice[] };
      const choice = choices.find(({ name }) => name === key);
      decisions.set(key, choice?.decisionId);
      const named = choice?.variations?.[0]?.payload?.data?.variant;
      return variants.find((variant) => variant === named);
    },
    track(event, { key, variant }) {
      const seen = { type: 'IMP', decisionId: decisions.get(key) };
      const done = { name: `${key}-completed`, properties: { variant } };
      const [kind, told] =
        event === 'exposed' ? ['engagement', { engagements: [seen] }] : ['event', { events: [done] }];
      // An event that got lost is nobody's concern.
      post(`/collect/user/${kind}`, told, { keepalive: true }).catch(() => undefined);
    },
  };
}
