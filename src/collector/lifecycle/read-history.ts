/** From the database to what the lifecycle is decided by. */
import type { Queries } from '../db.js';
import { factColumns, mostCandidates } from '../facts-by-field.js';
import type { History, LoggedMove, PastConsent, PastFact, PastStep } from './history.js';

/** Nothing comes later than that many steps after it; what earlier ones led to stands. */
const mostSteps = 50;
const mine = 'tenant = $1 AND person_id = $2 AND ($3::text IS NULL OR anonymous_id = $3)';

/** `anonymousId`: only what came from that device. */
export async function readHistory(tx: Queries, personId: string, anonymousId?: string): Promise<History> {
  const steps = await tx.query<PastStep>(
    `SELECT id, session_id AS "sessionId", form_id AS "formId", submitted_at AS at, client_ms AS "clientMs", signals
     FROM submission WHERE ${mine}
     ORDER BY submitted_at DESC, id DESC LIMIT ${mostSteps}`,
    [tx.tenant, personId, anonymousId ?? null],
  );
  const whose = [tx.tenant, personId, anonymousId ?? null, steps.map(({ id }) => id)];
  const facts = await tx.query<PastFact>(
    `SELECT submission_id AS "submissionId", ${factColumns} FROM fact
     WHERE ${mine} AND submission_id = ANY($4::uuid[])
     UNION ALL (SELECT submission_id, ${factColumns} FROM fact
       WHERE ${mine} AND submission_id <> ALL($4::uuid[])
       ORDER BY at DESC, submission_id DESC LIMIT ${mostCandidates})`,
    whose,
  );
  const consents = await tx.query<PastConsent>(
    `SELECT submission_id AS "submissionId", purpose, at FROM consent
     WHERE ${mine} AND withdrawn_at IS NULL AND submission_id = ANY($4::uuid[])
     UNION ALL (SELECT DISTINCT ON (purpose) submission_id, purpose, at FROM consent
       WHERE ${mine} AND withdrawn_at IS NULL AND submission_id <> ALL($4::uuid[])
       ORDER BY purpose, at DESC)`,
    whose,
  );
  const before = await tx.query<{ formId: string; count: number }>(
    `SELECT form_id AS "formId", count(DISTINCT session_id)::int AS count FROM submission
     WHERE ${mine} AND id <> ALL($4::uuid[]) GROUP BY form_id`,
    whose,
  );
  const visitsBefore = Object.fromEntries(before.map(({ formId, count }) => [formId, count]));
  return { steps, facts, consents, visitsBefore };
}

/** Those whose step is still there and this person's. */
export async function readMoves(tx: Queries, personId: string): Promise<readonly LoggedMove[]> {
  return tx.query<LoggedMove>(
    `SELECT stage_move.form_id AS "formId", to_stage AS "to", stage_move.form_version AS version,
       submission_id AS "submissionId"
     FROM stage_move JOIN submission ON submission.tenant = $1 AND submission.id = submission_id
       AND submission.person_id = stage_move.person_id
     WHERE stage_move.tenant = $1 AND stage_move.person_id = $2`,
    [tx.tenant, personId],
  );
}
