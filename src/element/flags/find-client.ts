/** Who chooses: a client that the page hands in, else the script of a service that stands on the page. */
import { createAdobeTargetClient } from '../../adapters/adobe-target/adobe-target.js';
import { createPageClient as createDynamicYieldClient } from '../../adapters/dynamic-yield/page-client.js';
import { createOpenFeatureClient, type OpenFeatureClient } from '../../adapters/openfeature/openfeature.js';
import { createPageClient as createOptimizelyClient } from '../../adapters/optimizely/page-client.js';
import { own } from '../../model/own.js';
import type { FlagClient } from '../../model/ports.js';

/** By name; a client of OpenFeature's may stand there as it is. */
export type FlagClients = Readonly<Record<string, FlagClient | OpenFeatureClient>>;

type Given = Partial<Pick<FlagClient, 'decide'> & Pick<OpenFeatureClient, 'getStringDetails'>>;

export function findClient(use: string, clients: FlagClients | null | undefined): FlagClient | undefined {
  const given: Given | undefined = own(clients ?? {}, use);
  if (!given) return own(pageScripts, use)?.();
  if (given.decide) return given as FlagClient;
  if (given.getStringDetails) return createOpenFeatureClient(given as OpenFeatureClient);
  console.error(`<progressive-form> flags.${use} has no decide.`);
  return undefined;
}

const pageScripts: Readonly<Record<string, () => FlagClient>> = {
  optimizely: createOptimizelyClient,
  'adobe-target': createAdobeTargetClient,
  'dynamic-yield': createDynamicYieldClient,
};
