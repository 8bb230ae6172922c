/** Addresses on record from before domains were written in ASCII: `erika@münchen.example`. */
import type { Queries } from '../db.js';
import { spellingsOf } from '../form-fields.js';

/** To be called before anybody is looked for by an address. Whoever is on record under its key already stays apart. */
export async function respellAddress(tx: Queries, address: string): Promise<void> {
  const [key, ...former] = spellingsOf(address);
  if (former.length === 0) return;
  const params = [tx.tenant, key, former];
  await tx.query(
    `UPDATE person SET email_key = $2 WHERE tenant = $1 AND id =
         (SELECT id FROM person WHERE tenant = $1 AND email_key = ANY($3::text[]) ORDER BY created_at, id LIMIT 1)
       AND email_key = ANY($3::text[])
       AND NOT EXISTS (SELECT 1 FROM person WHERE tenant = $1 AND email_key = $2)`,
    params,
  );
  for (const table of ['submission', 'consent', 'confirmation']) {
    await tx.query(
      `UPDATE ${table} SET email_key = $2 WHERE tenant = $1 AND email_key = ANY($3::text[])`,
      params,
    );
  }
}
