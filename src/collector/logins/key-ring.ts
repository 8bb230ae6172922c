/** The public keys of one provider, fetched when they are first needed and looked at anew every few minutes. */
import { createLocalJWKSet, createRemoteJWKSet, customFetch } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../model/ports.js';
import { isSafeUrl } from '../../model/safe-url.js';
import { errorName } from '../error-name.js';
import type { LogEntry } from '../log-entry.js';
import { readBody } from '../read-body.js';

export interface LoginProvider {
  /** Exactly as the `iss` claim of its tokens says it; an https address. */
  readonly issuer: string;
  /** The client id that the page signs in with. */
  readonly audience: string;
  /** Its keys, where they are not to be fetched. */
  readonly jwks?: JSONWebKeySet;
  /** Where its keys are; found by its discovery document where absent. */
  readonly jwksUri?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds that each fetch may take; 1,000 where absent. Who comes meanwhile is a stranger. */
  readonly patience?: number;
}

/** Rejects where no key fits, and where none could be had. */
export type KeyRing = JWTVerifyGetKey;

/** Milliseconds after a fetch that failed: so that no flood of tokens becomes a flood of requests. */
const rest = 10_000;
/** Documents and key sets are a few thousand. */
const mostBytes = 256 * 1024;

export function createKeyRing(
  provider: LoginProvider,
  clock: Clock,
  log: (entry: LogEntry) => void,
): KeyRing {
  const { jwks, jwksUri, patience = 1_000 } = provider;
  if (jwks) return createLocalJWKSet(jwks);
  const get = createGet(provider, clock, log);
  const open = async (): Promise<KeyRing> =>
    createRemoteJWKSet(new URL(jwksUri ?? (await discover(provider, get))), {
      timeoutDuration: patience,
      [customFetch]: async (url, { signal }) => Response.json(await get(url, signal, readKeys)),
    });
  let ring: Promise<KeyRing> | undefined;
  return async (header, token) => {
    // One for all who come before it is there; after a failure the next one tries again.
    ring ??= open().catch((error: unknown) => {
      ring = undefined;
      throw error;
    });
    return (await ring)(header, token);
  };
}

type Json = Readonly<Record<string, unknown>>;
/** Rejects for whatever is not what was asked for. */
type Get = <Result>(url: string, signal: AbortSignal, read: (json: Json) => Result) => Promise<Result>;

/** Whatever goes wrong until the answer is read and understood counts as one failure: it is told, and followed by a rest. */
function createGet(
  { issuer, fetch = globalThis.fetch }: LoginProvider,
  clock: Clock,
  log: (entry: LogEntry) => void,
): Get {
  let restsUntil = -Infinity;
  return async (url, signal, read) => {
    if (clock() < restsUntil) throw new Error('It failed a moment ago');
    try {
      const response = await fetch(url, { signal, redirect: 'error' });
      if (!response.ok) throw fault(response.status);
      const { text, tooLong } = await readBody(response, mostBytes);
      if (tooLong) throw fault('tooLong');
      return read(Object(JSON.parse(text)) as Json);
    } catch (error) {
      restsUntil = clock() + rest;
      log({ event: 'loginKeysMissing', issuer, error: errorName(error) });
      throw error;
    }
  };
}

const fault = (code: string | number): Error => Object.assign(new Error(), { code });

function readKeys(json: Json): Json {
  if (!Array.isArray(json['keys'])) throw fault('noKeys');
  return json;
}

/** OpenID Connect Discovery 1.0: the document must be the issuer's own. */
async function discover({ issuer, patience = 1_000 }: LoginProvider, get: Get): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  return get(address, AbortSignal.timeout(patience), ({ issuer: stated, jwks_uri: uri }) => {
    if (stated !== issuer) throw fault('otherIssuer');
    if (typeof uri !== 'string' || !isSafeUrl(uri)) throw fault('noKeys');
    return uri;
  });
}
