/** The one place that decides whether a submission is new. */
import type { Queries } from '../db.js';
import { tenant } from '../context.js';

/**
 * Of many transactions with the same id one gets `new`; the others wait until it has committed. `other` means that
 * the id came before with different content.
 */
export async function claimId(
  tx: Queries,
  id: string,
  fingerprint: string,
  now: Date,
): Promise<'new' | 'same' | 'other'> {
  const claimed = await tx.query(
    `INSERT INTO received_id (tenant, id, fingerprint, received_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING id`,
    [tenant, id, fingerprint, now],
  );
  if (claimed.length > 0) return 'new';
  const [earlier] = await tx.query<{ fingerprint: string }>(
    'SELECT fingerprint FROM received_id WHERE tenant = $1 AND id = $2',
    [tenant, id],
  );
  return earlier?.fingerprint === fingerprint ? 'same' : 'other';
}
