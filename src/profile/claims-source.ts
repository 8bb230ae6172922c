/** A visitor who is signed in to the page: what the sign-in tells of her need not be asked. */
import type { Field } from '../model/form-config.js';
import type { Clock, ProfileSource, Recognised, RecogniseRequest } from '../model/ports.js';
import { acceptFacts } from './accept-facts.js';
import { mapClaims, type ClaimMapping, type Claims } from './map-claims.js';

export interface ClaimsSourceOptions {
  /** What the page's own sign-in has checked: of an ID token, the user-info end point, or a profile of its own. */
  readonly claims?: Claims;
  /**
   * As the provider issued it. It is read, not verified, here: the page vouches for it. The collector verifies it, and
   * then knows this visitor on every device.
   */
  readonly idToken?: string;
  /** Kept with every value, e.g. `google`. */
  readonly provider?: string;
  /** By field name, the claim; `visit.logins` is the claim that counts the sign-ins. */
  readonly mapping?: ClaimMapping;
  /** `none` where the claims are no sign-in, and nothing of them may be shown. */
  readonly strength?: 'login' | 'none';
  /** Of the definition, where the request does not bring them. */
  readonly fields?: readonly Field[];
  readonly clock?: Clock;
}

/** Resolves with nothing known where the token has expired or is not of the same subject; rejects where it is none. */
export function createClaimsSource(options: ClaimsSourceOptions): ProfileSource {
  const { idToken } = options;
  return {
    name: options.provider ?? 'login',
    ...(idToken !== undefined && { idToken }),
    load: async (request: RecogniseRequest) => readClaims(options, request.fields ?? options.fields ?? []),
  };
}

function readClaims(options: ClaimsSourceOptions, fields: readonly Field[]): Recognised {
  const { claims: given, idToken, provider, mapping = {}, strength = 'login', clock = Date.now } = options;
  const token = idToken === undefined ? {} : decode(idToken);
  const claims: Claims = { ...token, ...given };
  const now = clock();
  if (token['sub'] !== undefined && claims['sub'] !== token['sub']) return { profile: {} };
  if ([token, claims].some(({ exp }) => typeof exp === 'number' && exp * 1000 <= now)) return { profile: {} };
  const values = Object.entries(mapClaims(fields, claims, mapping)).map(
    ([name, value]) => [name, { value, provider }] as const,
  );
  const { facts } = acceptFacts(fields, Object.fromEntries(values), 'login', toldAt(claims, now));
  const logins = claims[mapping['visit.logins'] ?? ''];
  return {
    profile: {
      facts,
      identity: { strength },
      ...(Number.isSafeInteger(logins) && { visits: { logins: Number(logins) } }),
    },
  };
}

/** When the provider last heard of it, so that what the visitor put right since stands; else when the token was made. */
function toldAt({ updated_at: updated, iat }: Claims, now: number): string {
  const seconds = [updated, iat].find((at) => typeof at === 'number');
  const at = typeof updated === 'string' ? Date.parse(updated) : Number(seconds) * 1000;
  return new Date(at > 0 && at < now ? at : now).toISOString();
}

/** The payload of a JSON Web Token (RFC 7519). */
function decode(idToken: string): Claims {
  const payload = (idToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(payload), (one) => one.charCodeAt(0));
  return Object(JSON.parse(new TextDecoder().decode(bytes))) as Claims;
}
