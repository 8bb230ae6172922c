/** Which person a device belongs to: only a link from that person's own mailbox says so. */
import { tenant } from '../context.js';
import type { Queries } from '../db.js';
import type { Attributed } from './receipt.js';

export async function recordDevice(tx: Queries, receipt: Attributed): Promise<void> {
  const { personId, anonymousId, identity, email, receivedAt } = receipt;
  if (!personId || !anonymousId) return;
  if (identity.byLink) await bind(tx, anonymousId, personId, receivedAt);
  else if (email) await release(tx, anonymousId, personId);
}

async function bind(tx: Queries, anonymousId: string, personId: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO device (tenant, anonymous_id, person_id, bound_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant, anonymous_id) DO UPDATE SET person_id = excluded.person_id, bound_at = excluded.bound_at`,
    [tenant, anonymousId, personId, at],
  );
}

/** Somebody else's address was typed: somebody else sits there now. */
async function release(tx: Queries, anonymousId: string, personId: string): Promise<void> {
  await tx.query('DELETE FROM device WHERE tenant = $1 AND anonymous_id = $2 AND person_id <> $3', [
    tenant,
    anonymousId,
    personId,
  ]);
}
