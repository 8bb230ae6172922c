/** The one gate for addresses that answers are sent to. */
import { ConfigError } from '../model/config-error.js';
import { isSafeUrl } from '../model/safe-url.js';

/** The parsed address, or a `ConfigError` naming `path`; the address itself is not repeated, it may hold a secret. */
export function requireHttps(address: string, path: string): URL {
  if (isSafeUrl(address)) return new URL(address);
  throw new ConfigError(
    path,
    'is not an address that answers may be sent to',
    'Use https, or http on localhost, without user name and password.',
  );
}
