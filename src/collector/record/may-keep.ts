/** Whether anything may be kept of a session beyond its submissions. */
import { mayRemember } from '../../consent/may-remember.js';
import type { ProfileSettings } from '../../model/form-config.js';
import type { Queries } from '../db.js';
import type { Identity } from './identify.js';
import type { SessionKey } from './read-session.js';

export interface RememberQuestion {
  readonly profile: ProfileSettings | undefined;
  readonly session: SessionKey;
  readonly identity: Identity;
  readonly anonymousId: string | undefined;
  /** Only what was agreed to by whoever has the address: another may have ticked the box beside it. */
  readonly confirmed?: boolean;
}

/** The same rule as on the device, with what is on record besides. A consent on any step holds for the session. */
export async function mayKeep(tx: Queries, question: RememberQuestion): Promise<boolean> {
  const { profile, session } = question;
  if (mayRemember(profile ? { profile } : {}, await consentsOfSession(tx, session), true)) return true;
  const { remember = 'withConsent', purpose } = profile ?? {};
  return remember === 'withConsent' && purpose !== undefined && isOnRecord(tx, purpose, question);
}

async function consentsOfSession(
  tx: Queries,
  { sessionId, formId }: SessionKey,
): Promise<Readonly<Record<string, true>>> {
  const rows = await tx.query<{ purpose: string }>(
    `SELECT DISTINCT purpose FROM consent
     WHERE tenant = $1 AND session_id = $2 AND form_id = $3 AND withdrawn_at IS NULL`,
    [tx.tenant, sessionId, formId],
  );
  return Object.fromEntries(rows.map(({ purpose }) => [purpose, true]));
}

/**
 * A consent on record counts for the person who is shown to sit there, else only if this very device gave it for the
 * same person. Were a typed address enough, what we remember would tell whether the address is known.
 */
async function isOnRecord(tx: Queries, purpose: string, question: RememberQuestion): Promise<boolean> {
  const { identity, anonymousId, confirmed = false } = question;
  const people = identity.personId ? [identity.personId, ...identity.namelessIds] : identity.namelessIds;
  const rows = await tx.query(
    `SELECT 1 FROM consent
     WHERE tenant = $1 AND purpose = $2 AND withdrawn_at IS NULL AND person_id = ANY($3::uuid[])
       AND ($4 OR anonymous_id = $5) AND (confirmed_at IS NOT NULL OR NOT $6) LIMIT 1`,
    [tx.tenant, purpose, people, identity.proved, anonymousId ?? null, confirmed],
  );
  return rows.length > 0;
}
