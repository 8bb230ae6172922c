/** Optimizely: Feature Experimentation by its SDK, or Web Experimentation by its snippet. */
import type { FlagClient } from '../../model/ports.js';
import { createPageClient } from './page-client.js';

/** What is used of the user context of `@optimizely/optimizely-sdk`. */
export interface OptimizelyUser {
  decide(key: string, options?: readonly string[]): { readonly variationKey: string | null };
  trackEvent(name: string): void;
}

/**
 * With the SDK's user context: the variation keys of the flag. What the form was shown with is told by a second decision,
 * which sends the impression that the first withholds, and a complete form by the event `<key>-completed`. Without: the
 * running experiment of the page's snippet by its id or name, and its variation by name or id; events `<key>-exposed` and
 * `<key>-completed`. Events must be set up there, others are ignored. Throws what the SDK throws. Source:
 * docs.developers.optimizely.com, "OptimizelyUserContext", and "State" and "Push" of Web Experimentation.
 */
export function createOptimizelyClient(user?: OptimizelyUser): FlagClient {
  if (!user) return createPageClient();
  return {
    name: 'optimizely',
    decide: ({ key, variants }) => {
      const { variationKey } = user.decide(key, ['DISABLE_DECISION_EVENT']);
      return variants.find((one) => one === variationKey);
    },
    track(event, { key }) {
      if (event === 'exposed') user.decide(key);
      else user.trackEvent(`${key}-${event}`);
    },
  };
}
