/** What senders gave up, so that no loss is silent; nothing personal is in it. */
import type { Context } from '../context.js';
import type { LostEvent } from './read-events.js';

export interface NotedLoss {
  readonly id: string;
  /** Empty for a form that was not here when it was told: only our own words are kept. */
  readonly formId: string;
  readonly reason: LostEvent['reason'];
  /** HTTP status of the last attempt; 0 for none. */
  readonly status: number;
  /** ISO 8601 instant in UTC, by the visitor's clock, but never in the future. */
  readonly at: string;
}

/** The last word on an id holds. In the order of the ids, so that two requests never wait for each other. */
export async function noteLosses({ db, clock, forms }: Context, events: readonly LostEvent[]): Promise<void> {
  if (events.length === 0) return;
  const losses = [...new Map(events.map((event) => [event.id, event])).values()];
  const instants = losses.map(({ at }) => new Date(Math.min(clock(), Math.max(0, Date.parse(at)))));
  await db.query(
    `INSERT INTO loss (tenant, id, form_id, reason, status, at)
     SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::int[], $6::timestamptz[]) AS told (id)
     ORDER BY id
     ON CONFLICT (tenant, id) DO UPDATE SET form_id = excluded.form_id, reason = excluded.reason,
       status = excluded.status, at = excluded.at`,
    [
      db.tenant,
      losses.map(({ id }) => id),
      losses.map(({ formId }) => (forms.has(formId) ? formId : '')),
      losses.map(({ reason }) => reason),
      losses.map(({ status }) => status),
      instants.map((at) => at.toISOString()),
    ],
  );
}

/** Oldest first. What came after all is no loss. */
export async function readLosses({ db }: Context): Promise<readonly NotedLoss[]> {
  const rows = await db.query<Omit<NotedLoss, 'at'> & { readonly at: Date }>(
    `SELECT id, form_id AS "formId", reason, status, at FROM loss
     WHERE tenant = $1 AND NOT EXISTS (SELECT 1 FROM received_id
       WHERE received_id.tenant = $1 AND received_id.id = loss.id AND received_at IS NOT NULL)
     ORDER BY at, id`,
    [db.tenant],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
