/** What an earlier submission of the same step left behind, now that the visitor has sent it again otherwise. */
import { tenant } from '../context.js';
import type { Queries } from '../db.js';
import type { Receipt } from './receipt.js';

/** Its answers are facts no more, and its consents count no more; their record stays as a proof of what was shown. */
export async function withdrawReplaced(
  tx: Queries,
  { submission, at }: Receipt,
): Promise<string | undefined> {
  const [earlier] = await tx.query<{ id: string; personId: string | null }>(
    `SELECT id, person_id AS "personId" FROM submission
     WHERE tenant = $1 AND session_id = $2 AND step = $3 AND submitted_at <= $4`,
    [tenant, submission.sessionId, submission.step, at],
  );
  if (!earlier) return undefined;
  await tx.query('DELETE FROM fact WHERE tenant = $1 AND submission_id = $2', [tenant, earlier.id]);
  await tx.query('UPDATE consent SET withdrawn_at = $3 WHERE tenant = $1 AND submission_id = $2', [
    tenant,
    earlier.id,
    at,
  ]);
  return earlier.personId ?? undefined;
}

/** A person of whom nothing is left is no person on record. */
export async function dropEmptyPerson(tx: Queries, personId: string): Promise<void> {
  await tx.query(
    `DELETE FROM person WHERE tenant = $1 AND id = $2 AND NOT EXISTS
       (SELECT 1 FROM submission WHERE submission.tenant = $1 AND submission.person_id = $2)`,
    [tenant, personId],
  );
}
