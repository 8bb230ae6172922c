/**
 * Checks the ID tokens of sign-ins (OpenID Connect Core 1.0, section 3.1.3.7), so that whoever is signed in to the page
 * is known here too. The nonce is the page's affair: only the page knows what it sent.
 */
import { decodeJwt, jwtVerify, type JWTPayload } from 'jose';
import type { Clock } from '../../model/ports.js';
import { isSafeUrl } from '../../model/safe-url.js';
import type { LogEntry } from '../log-entry.js';
import { createKeyRing } from './key-ring.js';
import type { KeyRing, LoginProvider } from './key-ring.js';
import { createTellUnknown } from './tell-unknown.js';

export interface VerifiedLogin {
  /** An address that the provider says is verified. */
  readonly email: string;
}

/** Whatever is wrong with a token, or with whoever has the keys, the answer is nothing, without a reason. */
export type LoginVerifier = (idToken: unknown) => Promise<VerifiedLogin | undefined>;

/** Room for the groups that some directories put into theirs. */
const maxTokenLength = 16_384;
/** Seconds: whatever lifetime a provider gives it, a token is about a sign-in of today. */
const maxAge = 24 * 3600;
/** Seconds that another clock may be ahead or behind. */
const tolerance = 30;

/** Throws where an address of a provider is not https. */
export function createLoginVerifier(
  providers: readonly LoginProvider[],
  clock: Clock,
  log: (entry: LogEntry) => void,
): LoginVerifier {
  for (const { issuer, jwksUri = issuer } of providers) {
    const wrong = [issuer, jwksUri].find((address) => !isSafeUrl(address));
    if (wrong !== undefined) throw new Error(`logins: ${wrong} is no https address. Give one that is`);
  }
  const rings = providers.map((provider) => ({ provider, keys: createKeyRing(provider, clock, log) }));
  const tellUnknown = createTellUnknown(
    providers.map(({ issuer }) => issuer),
    log,
  );
  return async (idToken) => {
    if (typeof idToken !== 'string' || idToken.length > maxTokenLength) return undefined;
    const issuer = readIssuer(idToken);
    if (issuer === undefined) return undefined;
    const own = rings.filter((ring) => ring.provider.issuer === issuer);
    if (own.length === 0) tellUnknown(issuer);
    for (const { provider, keys } of own) {
      const claims = await verify(idToken, provider, keys, clock);
      const { email, email_verified: verified } = claims ?? {};
      if (claims) return typeof email === 'string' && verified === true ? { email } : undefined;
    }
    return undefined;
  };
}

/** Only to choose whose keys to try. */
function readIssuer(idToken: string): string | undefined {
  try {
    const { iss } = decodeJwt(idToken);
    return typeof iss === 'string' ? iss : undefined;
  } catch {
    return undefined; // no token, so nobody's
  }
}

async function verify(
  idToken: string,
  { issuer, audience }: LoginProvider,
  keys: KeyRing,
  clock: Clock,
): Promise<JWTPayload | undefined> {
  try {
    const { payload, protectedHeader } = await jwtVerify(idToken, keys, {
      algorithms: ['RS256', 'ES256', 'EdDSA'],
      issuer,
      audience,
      requiredClaims: ['sub', 'iat', 'exp'],
      maxTokenAge: maxAge,
      clockTolerance: tolerance,
      currentDate: new Date(clock()),
    });
    return isForUs(payload, audience) && isPlain(protectedHeader.typ) ? payload : undefined;
  } catch {
    return undefined; // no good, or no keys to tell: those were logged where they were missed
  }
}

/** One token may be meant for several; then it must say to whom it was issued. */
function isForUs({ aud, azp }: JWTPayload, audience: string): boolean {
  return azp === undefined ? !Array.isArray(aud) || aud.length === 1 : azp === audience;
}

/** Access and logout tokens of the same issuer are signed with the same keys, and say what they are. */
const isPlain = (type: string | undefined): boolean =>
  type === undefined || /^(application\/)?jwt$/i.test(type);
