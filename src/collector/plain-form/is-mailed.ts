/** Whether a mail asks the visitor to confirm the address that she gave on this visit. */
import type { FormConfig } from '../../model/form-config.js';
import type { Queries } from '../db.js';

export async function isMailed(db: Queries, { id }: FormConfig, sessionId: string): Promise<boolean> {
  const rows = await db.query(
    `SELECT id FROM confirmation WHERE tenant = $1 AND session_id = $2 AND form_id = $3
       AND confirmed_at IS NULL AND withdrawn_at IS NULL LIMIT 1`,
    [db.tenant, sessionId, id],
  );
  return rows.length > 0;
}
