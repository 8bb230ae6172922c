/** The one place that decides whether a submission is new. */
import type { Queries } from '../db.js';

/** Stands where the content is gone: whatever comes under that id again is taken for the same. */
const blank = '';

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
    [tx.tenant, id, fingerprint, now],
  );
  if (claimed.length > 0) return 'new';
  const [earlier] = await tx.query<{ fingerprint: string }>(
    'SELECT fingerprint FROM received_id WHERE tenant = $1 AND id = $2',
    [tx.tenant, id],
  );
  return earlier?.fingerprint === fingerprint || earlier?.fingerprint === blank ? 'same' : 'other';
}

/** Whether an id was claimed; one that is on its way is not seen yet. */
export async function isClaimed(db: Queries, id: string): Promise<boolean> {
  const rows = await db.query('SELECT 1 FROM received_id WHERE tenant = $1 AND id = $2', [db.tenant, id]);
  return rows.length > 0;
}

/**
 * Claims those ids that have not come, so that nothing can come under them. Waits for what is on its way under one, and
 * leaves what has come as it is: no id is held that a submission waits for with its session locked.
 */
export async function claimForNothing(tx: Queries, ids: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO received_id (tenant, id, fingerprint)
     SELECT $1, id, $3 FROM unnest($2::uuid[]) AS told (id) ORDER BY id
     ON CONFLICT DO NOTHING`,
    [tx.tenant, ids, blank],
  );
}

/** What is no longer held needs no likeness of it either. */
export async function blankFingerprints(tx: Queries, ids: readonly string[]): Promise<void> {
  await tx.query('UPDATE received_id SET fingerprint = $3 WHERE tenant = $1 AND id = ANY($2::uuid[])', [
    tx.tenant,
    ids,
    blank,
  ]);
}
