/**
 * The first storey: turns anything into a definition or throws a `ConfigError`. Nothing it lets through can make the
 * plan or the page fail, lead to an unsafe address, or mix up answers. Small, since it loads before the first paint;
 * `check-config.ts` looks closer and says more.
 */
import { ConfigError } from '../model/config-error.js';
import type { FormConfig } from '../model/form-config.js';
import type { ConfigReader } from '../model/ports.js';
import { checkReferences } from './check-references.js';
import { copyPlain } from './copy-plain.js';
import type { Demand } from './demand.js';
import { fitsPath } from './fits-path.js';

const insist: Demand = (ok, path, remedy = 'See the schema.') => {
  if (!ok) throw new ConfigError(path, 'does not fit', remedy);
};

/** Takes a definition as an object or as JSON text. */
export const readConfig: ConfigReader = (input) => {
  const config = copyPlain(input, insist, fitsPath) as FormConfig;
  checkReferences(config, insist);
  return config;
};
