/**
 * What was erased and must not come back with a late submission. Only hashes of ids that chance made are kept, which
 * cannot be guessed and say nothing about anybody.
 */
import type { Submission } from '../model/submission.js';
import { tenant } from './context.js';
import type { Queries } from './db.js';
import { digest } from './digest.js';

export interface Trace {
  /** From `sessionTrace`, `deviceTrace` or `stepTrace`. */
  readonly hash: string;
  /** What was completed until then is forgotten. */
  readonly until: Date;
}

export const sessionTrace = (sessionId: string): string => digest(JSON.stringify(['session', sessionId]));
export const deviceTrace = (anonymousId: string): string => digest(JSON.stringify(['device', anonymousId]));
/** Its `until` is by the visitor's clock, which alone puts two versions of a step in order. */
export const stepTrace = (step: Pick<Submission, 'sessionId' | 'formId' | 'step'>): string =>
  digest(JSON.stringify(['step', step.sessionId, step.formId, step.step]));

export async function forgetTraces(tx: Queries, traces: readonly Trace[]): Promise<void> {
  await tx.query(
    `INSERT INTO forgotten (tenant, trace_hash, until)
     SELECT $1, trace, max(until) FROM unnest($2::text[], $3::timestamptz[]) AS given (trace, until) GROUP BY trace
     ON CONFLICT (tenant, trace_hash) DO UPDATE SET until = greatest(forgotten.until, excluded.until)`,
    [tenant, traces.map(({ hash }) => hash), traces.map(({ until }) => until.toISOString())],
  );
}

/** `at`: when it was completed, by our clock; `clientMs`: by the visitor's. */
export async function isForgotten(
  tx: Queries,
  submission: Submission,
  at: Date,
  clientMs: number,
): Promise<boolean> {
  const { sessionId, anonymousId } = submission;
  const rows = await tx.query(
    `SELECT 1 FROM forgotten
     WHERE tenant = $1 AND (trace_hash IN ($2, $3) AND until >= $4 OR trace_hash = $5 AND until >= $6) LIMIT 1`,
    [
      tenant,
      sessionTrace(sessionId),
      anonymousId === undefined ? null : deviceTrace(anonymousId),
      at,
      stepTrace(submission),
      new Date(clientMs),
    ],
  );
  return rows.length > 0;
}
