/** How long people take to answer, step by step, beside what the planner takes for granted. */
import type { FormConfig } from '../../model/form-config.js';
import { estimateSeconds } from '../../plan/rules/effort.js';
import type { Context } from '../context.js';

/** Of one step of one version of a form, over all submissions that tell `form.seconds`. */
export interface AnswerTimes {
  readonly formId: string;
  readonly formVersion: string;
  readonly step: string;
  /** How many submissions. */
  readonly count: number;
  /** Seconds: as many took less as took more. */
  readonly median: number;
  /** Seconds: nine of ten took no longer. */
  readonly p90: number;
  /** Seconds that the planner expects for what was asked of them, the median; absent for versions that are not here. */
  readonly estimate?: number;
}

interface Row extends Omit<AnswerTimes, 'estimate'> {
  readonly estimate: number | null;
}

/**
 * A view that was put off answers nothing and does not count. What a visitor took more than a day for says nothing of
 * the questions; neither does what is no number, which anybody may send. Transient answers never come here, so their
 * questions are taken from the definition.
 */
export async function readAnswerTimes({ db, forms }: Context): Promise<readonly AnswerTimes[]> {
  const rows = await db.query<Row>(
    `WITH cost AS (
       SELECT * FROM json_to_recordset($2::json)
         AS cost (form text, version text, step text, name text, transient boolean, seconds int)),
     answered AS (
       SELECT form_id, form_version, step, (signals ->> 'form.seconds')::float8 AS seconds,
         (SELECT sum(cost.seconds) FROM cost
          WHERE cost.form = form_id AND cost.version = form_version AND cost.step = submission.step
            AND (transient OR answers -> name IS NOT NULL OR asks -> name ->> 'outcome' = 'leftEmpty')) AS estimate
       FROM submission
       WHERE tenant = $1 AND json_typeof(signals -> 'form.seconds') = 'number' AND answers::text <> '{}')
     SELECT form_id AS "formId", form_version AS "formVersion", step, count(*)::int AS count,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
       percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS p90,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY estimate) AS estimate
     FROM answered WHERE seconds BETWEEN 0 AND 86400
     GROUP BY form_id, form_version, step ORDER BY form_id, form_version, step`,
    [db.tenant, JSON.stringify([...forms.values()].flatMap(listCosts))],
  );
  return rows.map(({ estimate, ...row }) => ({ ...row, ...(estimate !== null && { estimate }) }));
}

/** What the planner takes each question of each step for. */
function listCosts({ id: form, version, fields, steps }: FormConfig): readonly object[] {
  return steps.flatMap((step) =>
    fields
      .filter(({ name }) => step.fields.includes(name))
      .map((field) => ({
        ...{ form, version, step: step.id },
        ...{ name: field.name, transient: !!field.transient, seconds: estimateSeconds(field) },
      })),
  );
}
