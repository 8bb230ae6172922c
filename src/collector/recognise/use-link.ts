/** Exchanges the token of a link, once. */
import type { Context } from '../context.js';

export interface UsedLink {
  readonly personId: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
}

/** Nothing for a token that is forged, foreign, expired, revoked, used, or of a person who is gone. */
export async function useLink(
  { db, clock, signer }: Context,
  formId: string,
  token: unknown,
): Promise<UsedLink | undefined> {
  const claims = await signer.verify('link', formId, token);
  if (!claims?.subject || !claims.jti) return undefined;
  const rows = await db.query(
    `INSERT INTO link_use (tenant, jti, used_at)
     SELECT $1, $2::uuid, $3::timestamptz FROM person
     WHERE tenant = $1 AND id = $4 AND (links_from IS NULL OR links_from <= $5)
     ON CONFLICT DO NOTHING RETURNING jti`,
    [db.tenant, claims.jti, new Date(clock()), claims.subject, new Date(claims.issuedAt)],
  );
  return rows.length > 0 ? { personId: claims.subject, issuedAt: claims.issuedAt } : undefined;
}
