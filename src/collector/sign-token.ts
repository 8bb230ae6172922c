/** Signed tokens (RFC 7519, HS256 and nothing else): links, proofs of a link, grants for an asset. */
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../model/ports.js';

export type TokenPurpose = 'link' | 'proof' | 'asset';

export interface TokenRequest {
  readonly purpose: TokenPurpose;
  /** Whom it is good for: the form of a link or proof, the asset of a grant. */
  readonly audience: string;
  /** The person. */
  readonly subject?: string | undefined;
  /** The form that a grant was earned with. */
  readonly form?: string;
  readonly jti?: string;
  readonly seconds: number;
  /** Milliseconds since 1970; now where absent. */
  readonly issuedAt?: number | undefined;
}

export interface Claims {
  readonly subject?: string | undefined;
  readonly form?: string | undefined;
  readonly jti?: string | undefined;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
}

export interface Signer {
  sign(request: TokenRequest): Promise<string>;
  /** Whatever is wrong with a token, the answer is nothing, without a reason. */
  verify(purpose: TokenPurpose, audience: string, token: unknown): Promise<Claims | undefined>;
}

/** Ours are far shorter; a longer one is not worth hashing. */
const maxTokenLength = 2_048;

/** `issuer` keeps the tokens of one tenant from meaning anything to another. */
export function createSigner(secret: Uint8Array, issuer: string, clock: Clock): Signer {
  if (secret.length < 32) throw new Error('secret: shorter than 32 bytes. Give at least 32 random bytes');
  return {
    sign({ purpose, audience, subject, form, jti, seconds, issuedAt = clock() }) {
      const now = Math.floor(issuedAt / 1000);
      const token = new SignJWT({ purpose, ...(form && { form }) })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(issuer)
        .setAudience(`${purpose}:${audience}`)
        .setIssuedAt(now)
        .setExpirationTime(now + seconds);
      if (subject) token.setSubject(subject);
      if (jti) token.setJti(jti);
      return token.sign(secret);
    },
    async verify(purpose, audience, token) {
      if (typeof token !== 'string' || token.length > maxTokenLength) return undefined;
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          issuer,
          audience: `${purpose}:${audience}`,
          requiredClaims: ['iat', 'exp'],
          currentDate: new Date(clock()),
        });
        const { sub: subject, jti, iat = 0, form } = payload;
        return { subject, jti, issuedAt: iat * 1000, ...(typeof form === 'string' && { form }) };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
