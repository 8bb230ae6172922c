/** LaunchDarkly, Unleash, ConfigCat, GrowthBook and every other service with an OpenFeature provider for the web. */
import type { FlagClient } from '../../model/ports.js';

/** What is used of the client of `@openfeature/web-sdk`. */
export interface OpenFeatureClient {
  getStringDetails(key: string, fallback: string): OpenFeatureDetails;
  track?(name: string, details?: Readonly<Record<string, string>>): void;
  readonly providerStatus?: string;
  addHandler?(event: string, run: () => void, options?: { readonly signal: AbortSignal }): void;
}

export interface OpenFeatureDetails {
  readonly value: string;
  readonly variant?: string | undefined;
  readonly errorCode?: string | undefined;
}

/**
 * Asks for a text flag whose value, or else whose variant, is one of the form's. Only the provider knows the visitor: the
 * client says when its provider is ready, or `ready` does, which may fail sooner: `OpenFeature.setProviderAndWait(provider)`.
 * Once nobody waits nothing is evaluated, since services count that. An error code means no choice; so does the default
 * without a variant, as that is all that some providers say of a flag that they do not know. What happens is told as
 * `<key>-exposed` and `<key>-completed`. Throws what the client throws. Source: openfeature.dev, sections 1, 5 and 6 of
 * the specification.
 */
export function createOpenFeatureClient(client: OpenFeatureClient, ready?: Promise<unknown>): FlagClient {
  return {
    name: 'openfeature',
    async decide({ key, variants, fallback, signal }) {
      await (ready ?? waitFor(client, signal));
      if (signal.aborted) return undefined;
      const { value, variant, errorCode } = client.getStringDetails(key, fallback);
      if (errorCode || (variant === undefined && value === fallback)) return undefined;
      return variants.find((one) => one === value) ?? variants.find((one) => one === variant);
    },
    track(event, { key, variant }) {
      client.track?.(`${key}-${event}`, { flag: key, variant });
    },
  };
}

/** Where nobody says so the provider is there. */
const waitFor = (client: OpenFeatureClient, signal: AbortSignal): Promise<void> | false =>
  client.providerStatus === 'NOT_READY' &&
  new Promise((resolve) => client.addHandler?.('PROVIDER_READY', resolve, { signal }));
