/** What every route and job of one collector works with. */
import type { SpecialChecks } from '../check/special/special-checks.js';
import type { FormConfig } from '../model/form-config.js';
import type { Clock } from '../model/ports.js';
import type { Asset } from './asset.js';
import type { Db } from './db.js';
import type { LoginVerifier } from './logins/verify-login.js';
import type { Signer } from './sign-token.js';

export interface Context {
  readonly db: Db;
  readonly clock: Clock;
  readonly forms: ReadonlyMap<string, FormConfig>;
  /** What only some forms ask of answers; may wait for others, and so is asked outside of transactions. */
  readonly special: SpecialChecks;
  readonly signer: Signer;
  readonly verifyLogin: LoginVerifier;
  readonly mintId: () => string;
  /** Keyed SHA-256: alike for what is alike here, and for nobody who lacks the secret. */
  readonly keyedHash: (text: string) => string;
  /** Without a final slash. */
  readonly publicUrl: string;
  readonly pages: Readonly<Record<string, string>>;
  readonly assets: Readonly<Record<string, Asset>>;
  /** What the operator's own programs show; without it their routes are not there. */
  readonly operatorKey?: string | undefined;
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
