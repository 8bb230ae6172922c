/** The one gate for addresses that answers are sent to. */
import { ConfigError } from '../model/config-error.js';

const remedy =
  'Give an absolute https address without user name and password; http is fine on localhost only';

/** The parsed address, or a `ConfigError` naming `path`; the address itself is not repeated, it may hold a secret. */
export function requireHttps(address: string, path: string): URL {
  const url = parse(address);
  if (!url) throw new ConfigError(path, 'is not an absolute address', remedy);
  if (url.username || url.password) throw new ConfigError(path, 'holds a user name or password', remedy);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal(url.hostname))) {
    throw new ConfigError(path, 'would send answers unencrypted', remedy);
  }
  return url;
}

function parse(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1' || host === '[::1]';
}
