/** Keeps the log of a person's lifecycle in line with her steps, each move in it once. */
import type { Context } from '../context.js';
import type { Queries } from '../db.js';
import type { StepOnRecord } from '../record/read-session.js';
import type { LoggedMove } from './history.js';
import { readHistory, readMoves } from './read-history.js';
import { replayStages } from './replay-stages.js';
import type { StageMove } from './replay-stages.js';

/**
 * To be called after facts and consents were changed. Moves that another version of the form decided stand, as do
 * those of forms that are not here and those of steps long ago.
 */
export async function recordMoves(
  tx: Queries,
  { forms }: Pick<Context, 'forms'>,
  personId: string,
): Promise<void> {
  const staged = [...forms.values()].filter(({ stages = [] }) => stages.length > 0);
  if (staged.length === 0) return;
  await waitForTurn(tx, personId);
  const history = await readHistory(tx, personId);
  const ids = new Set(history.steps.map(({ id }) => id));
  const standing = (await readMoves(tx, personId)).filter(
    ({ formId, version, submissionId }) => version !== forms.get(formId)?.version || !ids.has(submissionId),
  );
  const moves = staged.flatMap((form) =>
    replayStages(
      form,
      history,
      standing.filter(({ formId }) => formId === form.id),
    ),
  );
  await keepOnly(tx, personId, [...standing, ...moves]);
  await write(tx, personId, moves);
}

export async function removeMoves(tx: Queries, steps: readonly StepOnRecord[]): Promise<void> {
  await tx.query('DELETE FROM stage_move WHERE tenant = $1 AND submission_id = ANY($2::uuid[])', [
    tx.tenant,
    steps.map(({ id }) => id),
  ]);
}

/** Two sessions of one person at once: the second sees what the first has told. Facts may be added meanwhile. */
async function waitForTurn(tx: Queries, personId: string): Promise<void> {
  await tx.query('SELECT 1 FROM person WHERE tenant = $1 AND id = $2 FOR NO KEY UPDATE', [
    tx.tenant,
    personId,
  ]);
}

async function keepOnly(tx: Queries, personId: string, moves: readonly LoggedMove[]): Promise<void> {
  await tx.query(
    `DELETE FROM stage_move WHERE tenant = $1 AND person_id = $2
       AND (form_id, to_stage) NOT IN (SELECT * FROM unnest($3::text[], $4::text[]))`,
    [tx.tenant, personId, moves.map(({ formId }) => formId), moves.map(({ to }) => to)],
  );
}

/** A row that says the same already is left as it is. */
async function write(tx: Queries, personId: string, moves: readonly StageMove[]): Promise<void> {
  await tx.query(
    `INSERT INTO stage_move (tenant, person_id, form_id, form_version, from_stage, to_stage, reason, at, submission_id)
     SELECT $1, person.id, form_id, form_version, from_stage, to_stage, reason::json, given.at, submission_id
     FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::uuid[])
       AS given (form_id, form_version, from_stage, to_stage, reason, at, submission_id)
     JOIN person ON person.tenant = $1 AND person.id = $2
     ON CONFLICT (tenant, person_id, form_id, to_stage) DO UPDATE SET form_version = excluded.form_version,
       from_stage = excluded.from_stage, reason = excluded.reason, at = excluded.at,
       submission_id = excluded.submission_id
     WHERE (stage_move.submission_id, stage_move.form_version, stage_move.at, stage_move.from_stage, stage_move.reason::text)
       IS DISTINCT FROM (excluded.submission_id, excluded.form_version, excluded.at, excluded.from_stage, excluded.reason::text)`,
    [
      tx.tenant,
      personId,
      moves.map(({ formId }) => formId),
      moves.map(({ version }) => version),
      moves.map(({ from }) => from ?? null),
      moves.map(({ to }) => to),
      moves.map(({ reason }) => JSON.stringify(reason)),
      moves.map(({ at }) => at.toISOString()),
      moves.map(({ submissionId }) => submissionId),
    ],
  );
}
