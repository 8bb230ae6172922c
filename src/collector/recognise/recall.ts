/** What a person, or one device of a person, has done here. With `anonymousId`, only what came from that device. */
import type { FormConfig } from '../../model/form-config.js';
import { visitGap } from '../../profile/count-visit.js';
import type { Queries } from '../db.js';
import { readHistory, readMoves } from '../lifecycle/read-history.js';
import { replayStages } from '../lifecycle/replay-stages.js';

export interface Whose {
  readonly personId: string;
  readonly anonymousId?: string | undefined;
}

/**
 * The form's purposes agreed to, each with the instant of the latest consent. `confirmed`: by whoever has the address;
 * another may have ticked the box beside it.
 */
export async function consentsOn(
  db: Queries,
  form: FormConfig,
  { personId, anonymousId }: Whose,
  confirmed = false,
): Promise<Record<string, string>> {
  const rows = await db.query<{ purpose: string; at: Date }>(
    `SELECT purpose, max(at) AS at FROM consent
     WHERE tenant = $1 AND person_id = $2 AND withdrawn_at IS NULL AND ($3::text IS NULL OR anonymous_id = $3)
       AND (confirmed_at IS NOT NULL OR NOT $4)
     GROUP BY purpose ORDER BY purpose`,
    [db.tenant, personId, anonymousId ?? null, confirmed],
  );
  const ofForm = rows.filter(({ purpose }) => Object.hasOwn(form.purposes, purpose));
  return Object.fromEntries(ofForm.map(({ purpose, at }) => [purpose, at.toISOString()]));
}

/** Not one that only says what is not to be asked. */
const isAnswer = `NOT (answers::text = '{}' AND asks::text LIKE '%"outcome":"refused"%')`;

/** Where the form asks for a confirmed address, a click is needed; else a submission is enough. */
export async function hasEarnedAsset(
  db: Queries,
  form: FormConfig,
  { personId, anonymousId }: Whose,
): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 FROM submission
     WHERE tenant = $1 AND form_id = $2 AND person_id = $3 AND ($4::text IS NULL OR anonymous_id = $4)
       AND (confirmed_at IS NOT NULL OR NOT $5) AND ${isAnswer} LIMIT 1`,
    [db.tenant, form.id, personId, anonymousId ?? null, form.afterSubmit?.doubleOptIn ?? false],
  );
  return rows.length > 0;
}

export interface VisitsOnRecord {
  /** On which something was sent, to whatever form; and those on which this one was answered. */
  readonly count: number;
  readonly ofForm: number;
  /** When the first of them began. */
  readonly first: Date | null;
}

/** Sessions less than half an hour apart are one visit, as on the page: a reload or a second tab opens a new session. */
export async function visitsOn(
  db: Queries,
  { id }: FormConfig,
  { personId, anonymousId }: Whose,
): Promise<VisitsOnRecord> {
  const [row] = await db.query<VisitsOnRecord>(
    `WITH sessions AS (
       SELECT session_id AS id, min(submitted_at) AS since, max(submitted_at) AS until,
         bool_or(form_id = $4 AND ${isAnswer}) AS here
       FROM submission WHERE tenant = $1 AND person_id = $2 AND ($3::text IS NULL OR anonymous_id = $3)
       GROUP BY session_id),
     dated AS (
       SELECT *, max(until) OVER (ORDER BY since, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
       FROM sessions),
     visits AS (
       SELECT *, count(*) FILTER (WHERE before IS NULL OR since - before > $5 * interval '1 millisecond')
         OVER (ORDER BY since, id) AS visit
       FROM dated)
     SELECT count(DISTINCT visit)::int AS count, min(since) AS first,
       (count(DISTINCT visit) FILTER (WHERE here))::int AS "ofForm"
     FROM visits`,
    [db.tenant, personId, anonymousId ?? null, id, visitGap],
  );
  return row ?? { count: 0, ofForm: 0, first: null };
}

/** The stage reached. Of a single device as if that were all there is: what was told elsewhere must not show. */
export async function stageOn(
  db: Queries,
  form: FormConfig,
  { personId, anonymousId }: Whose,
): Promise<string | undefined> {
  const { id, stages = [] } = form;
  if (stages.length === 0) return undefined;
  const moves =
    anonymousId === undefined
      ? (await readMoves(db, personId)).filter(({ formId }) => formId === id)
      : replayStages(form, await readHistory(db, personId, anonymousId), []);
  return stages.findLast((stage) => moves.some(({ to }) => to === stage.id))?.id;
}
