/** Which person a device belongs to: only a link from that person's own mailbox says so. */
import type { Queries } from '../db.js';
import type { SessionKey } from './read-session.js';

export interface Sighting {
  readonly session: SessionKey;
  readonly anonymousId: string;
  /** Whom the session is kept under, if anybody. */
  readonly personId: string | undefined;
  /** The address that was typed in it, if any was. */
  readonly emailKey: string | undefined;
  readonly byLink: boolean;
  readonly now: Date;
}

/** What an earlier step of the same session said about the device holds no longer than the session as a whole says so. */
export async function recordDevice(tx: Queries, sighting: Sighting): Promise<void> {
  if (sighting.byLink && sighting.personId) await bind(tx, sighting, sighting.personId);
  else await unbind(tx, sighting);
  await release(tx, sighting);
}

async function bind(tx: Queries, { anonymousId, session, now }: Sighting, personId: string): Promise<void> {
  await tx.query(
    `INSERT INTO device (tenant, anonymous_id, person_id, bound_at, bound_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (tenant, anonymous_id, bound_by) DO UPDATE SET person_id = excluded.person_id,
       bound_at = excluded.bound_at, released_by = NULL`,
    [tx.tenant, anonymousId, personId, now, session.sessionId],
  );
}

async function unbind(tx: Queries, { anonymousId, session }: Sighting): Promise<void> {
  await tx.query('DELETE FROM device WHERE tenant = $1 AND anonymous_id = $2 AND bound_by = $3', [
    tx.tenant,
    anonymousId,
    session.sessionId,
  ]);
}

/** Somebody else's address was typed: somebody else sits there now, remembered or not. */
async function release(tx: Queries, { anonymousId, session, emailKey }: Sighting): Promise<void> {
  await tx.query(
    `UPDATE device SET released_by = CASE WHEN $4::text IS NOT NULL AND NOT EXISTS
         (SELECT 1 FROM person WHERE person.tenant = $1 AND person.id = person_id AND email_key = $4) THEN $3 END
     WHERE tenant = $1 AND anonymous_id = $2 AND (released_by IS NULL OR released_by = $3)`,
    [tx.tenant, anonymousId, session.sessionId, emailKey ?? null],
  );
}
