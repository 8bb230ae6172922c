/**
 * What was erased and must not come back with a late submission. Only ids that chance made are kept, those of visitors
 * as hashes, which cannot be guessed and say nothing about anybody.
 */
import type { Submission } from '../model/submission.js';
import type { Queries } from './db.js';
import { digest } from './digest.js';
import type { SessionKey, StepOnRecord } from './record/read-session.js';

export interface Trace {
  /** From `sessionTrace` or `deviceTrace`. */
  readonly hash: string;
  /** What was completed until then, by our clock, is forgotten. */
  readonly until: Date;
}

export const sessionTrace = (sessionId: string): string => digest(JSON.stringify(['session', sessionId]));
export const deviceTrace = (anonymousId: string): string => digest(JSON.stringify(['device', anonymousId]));
const stepTrace = ({ sessionId, formId, step }: Pick<Submission, 'sessionId' | 'formId' | 'step'>): string =>
  digest(JSON.stringify(['step', sessionId, formId, step]));

export async function forgetTraces(tx: Queries, traces: readonly Trace[]): Promise<void> {
  await tx.query(
    `INSERT INTO forgotten (tenant, trace_hash, until)
     SELECT $1, trace, max(until) FROM unnest($2::text[], $3::timestamptz[]) AS given (trace, until) GROUP BY trace
     ON CONFLICT (tenant, trace_hash) DO UPDATE SET until = greatest(forgotten.until, excluded.until)`,
    [tx.tenant, traces.map(({ hash }) => hash), traces.map(({ until }) => until.toISOString())],
  );
}

/** Keeps out what of a withdrawn step was sent before it. */
export async function forgetStep(tx: Queries, session: SessionKey, step: StepOnRecord): Promise<void> {
  await tx.query(
    `INSERT INTO forgotten (tenant, trace_hash, until, id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant, trace_hash) DO UPDATE SET until = greatest(forgotten.until, excluded.until),
       id = greatest(forgotten.id, excluded.id)`,
    [tx.tenant, stepTrace({ ...session, step: step.step }), new Date(step.clientMs), step.id],
  );
}

/**
 * `at`: when it was completed, by our clock; `clientMs`: by the visitor's. An earlier version of a withdrawn step is
 * one by its id as well as by the visitor's clock: ids rise within a page even where that clock was put back, and what
 * may be a new answer is never dropped.
 */
export async function isForgotten(
  tx: Queries,
  submission: Submission,
  at: Date,
  clientMs: number,
): Promise<boolean> {
  const { sessionId, anonymousId, id } = submission;
  const rows = await tx.query(
    `SELECT 1 FROM forgotten
     WHERE tenant = $1 AND (trace_hash IN ($2, $3) AND until >= $4
       OR trace_hash = $5 AND until >= $6 AND id >= $7) LIMIT 1`,
    [
      tx.tenant,
      sessionTrace(sessionId),
      anonymousId === undefined ? null : deviceTrace(anonymousId),
      at,
      stepTrace(submission),
      new Date(clientMs),
      id,
    ],
  );
  return rows.length > 0;
}
