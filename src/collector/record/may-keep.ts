/** Whether anything may be kept beyond the submission itself. */
import { mayRemember } from '../../consent/may-remember.js';
import type { ProfileSettings } from '../../model/form-config.js';
import type { ConsentGiven } from '../../model/submission.js';
import type { Queries } from '../db.js';
import { tenant } from '../context.js';
import type { Identity } from './identify.js';

export interface RememberQuestion {
  readonly profile: ProfileSettings | undefined;
  readonly consents: readonly ConsentGiven[];
  readonly identity: Identity;
  readonly anonymousId: string | undefined;
  readonly sessionId: string;
}

/** The same rule as on the device, with what is on record besides. */
export async function mayKeep(tx: Queries, question: RememberQuestion): Promise<boolean> {
  const { profile, consents } = question;
  const given = Object.fromEntries(consents.map(({ purpose, at }) => [purpose, at]));
  if (mayRemember(profile ? { profile } : {}, given, true)) return true;
  const { remember = 'withConsent', purpose } = profile ?? {};
  return remember === 'withConsent' && purpose !== undefined && isOnRecord(tx, purpose, question);
}

/**
 * A consent on record counts for the person who is shown to sit there, else only if this very device or session gave
 * it for the same person. Were a typed address enough, what we remember would tell whether the address is known.
 */
async function isOnRecord(tx: Queries, purpose: string, question: RememberQuestion): Promise<boolean> {
  const { identity, anonymousId, sessionId } = question;
  const rows = await tx.query(
    `SELECT 1 FROM consent
     WHERE tenant = $1 AND purpose = $2 AND withdrawn_at IS NULL AND person_id IN ($3, $4)
       AND ($5 OR anonymous_id = $6 OR session_id = $7) LIMIT 1`,
    [
      tenant,
      purpose,
      identity.personId ?? null,
      identity.namelessId ?? null,
      identity.proved,
      anonymousId ?? null,
      sessionId,
    ],
  );
  return rows.length > 0;
}
