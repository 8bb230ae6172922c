/** Who chooses: a client that the page hands in, else the script of a service that stands on the page. */
import { createAdobeTargetClient } from '../../adapters/adobe-target/adobe-target.js';
import { createPageClient as createDynamicYieldClient } from '../../adapters/dynamic-yield/page-client.js';
import { createPageClient as createOptimizelyClient } from '../../adapters/optimizely/page-client.js';
import { own } from '../../model/own.js';
import type { FlagClient } from '../../model/ports.js';

export type FlagClients = Readonly<Record<string, FlagClient>>;

export function findClient(use: string, clients: FlagClients | null | undefined): FlagClient | undefined {
  return own(clients ?? {}, use) ?? own(pageScripts, use)?.();
}

const pageScripts: Readonly<Record<string, () => FlagClient>> = {
  optimizely: createOptimizelyClient,
  'adobe-target': createAdobeTargetClient,
  'dynamic-yield': createDynamicYieldClient,
};
