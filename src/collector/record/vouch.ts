/**
 * That a person on record is more than an address that somebody typed: she has shown that it is hers (`owner`), or the
 * operator knows her (`operator`). Such a record is nobody's to take over by mending a slip.
 */
import type { Queries } from '../db.js';

/** Of somebody the operator writes to or about; nothing where she is gone. */
export async function vouchByOperator(tx: Queries, personId: string): Promise<string | undefined> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE person SET vouched_by = 'operator' WHERE tenant = $1 AND id::text = $2 RETURNING id`,
    [tx.tenant, personId],
  );
  return rows[0]?.id;
}

/** By signing in with the address; nothing where nobody has it. */
export async function vouchByLogin(db: Queries, emailKey: string): Promise<string | undefined> {
  const rows = await db.query<{ id: string }>(
    `UPDATE person SET vouched_by = coalesce(vouched_by, 'owner') WHERE tenant = $1 AND email_key = $2
     RETURNING id`,
    [db.tenant, emailKey],
  );
  return rows[0]?.id;
}

export interface Proof {
  readonly personId: string | undefined;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
}

/** Nothing where the person is gone, or all that was issued to her until then was taken back. */
export async function vouchByProof(tx: Queries, proof: Proof | undefined): Promise<string | undefined> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE person SET vouched_by = coalesce(vouched_by, 'owner')
     WHERE tenant = $1 AND id = $2 AND (links_from IS NULL OR links_from <= $3) RETURNING id`,
    [tx.tenant, proof?.personId ?? null, new Date(proof?.issuedAt ?? 0)],
  );
  return rows[0]?.id;
}
