/** Whose device this is, as far as we can tell. */
import type { Queries } from '../db.js';

export interface PersonOnDevice {
  readonly personId: string;
  /** By a link from the person's mailbox; otherwise it is only who was last typed in. */
  readonly bound: boolean;
}

export async function personOnDevice(db: Queries, anonymousId: string): Promise<PersonOnDevice | undefined> {
  const rows = await db.query<PersonOnDevice>(
    `SELECT person_id AS "personId", true AS bound FROM (
       SELECT person_id, released_by FROM device WHERE tenant = $1 AND anonymous_id = $2
       ORDER BY bound_at DESC, bound_by LIMIT 1) AS latest
     WHERE released_by IS NULL
     UNION ALL (
       SELECT person_id, false FROM submission
       WHERE tenant = $1 AND anonymous_id = $2 AND person_id IS NOT NULL
       ORDER BY received_at DESC, id DESC LIMIT 1)
     LIMIT 1`,
    [db.tenant, anonymousId],
  );
  return rows[0];
}
