/** What was recorded, for the operator's own pages. */
import type { Context } from './context.js';
import { factColumns, groupBy, mostCandidates } from './facts-by-field.js';
import type { Lead, SubmissionWithoutPerson } from './lead.js';
import { rateLead } from './lifecycle/rate-lead.js';
import { fieldsOf, sortMoves, standingFacts, toConsent, toMove, toSubmission } from './write-lead.js';
import type { ConsentRow, FactRow, MoveRow, SubmissionRow } from './write-lead.js';

interface PersonRow {
  readonly id: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
}

const submissionColumns =
  'id, session_id AS "sessionId", form_id AS "formId", step, submitted_at AS "submittedAt", received_at AS "receivedAt", signals';

/** Newest person first; of each fact and consent what holds now; submissions in the order they came. */
export async function readLeads({ db, forms, clock }: Context): Promise<readonly Lead[]> {
  const people = await db.query<PersonRow>(
    `SELECT id, revision, created_at AS "createdAt", confirmed_at AS "confirmedAt" FROM person
     WHERE tenant = $1 ORDER BY created_at DESC, id DESC`,
    [db.tenant],
  );
  const factsOf = byPerson(
    await db.query<FactRow>(
      `SELECT person_id AS "personId", ${factColumns} FROM (
         SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY at DESC, submission_id DESC) AS age
         FROM fact WHERE tenant = $1) AS fact
       WHERE age <= ${mostCandidates} ORDER BY person_id, name, purpose, at DESC, submission_id DESC`,
      [db.tenant],
    ),
  );
  const submissionsOf = byPerson(
    await db.query<SubmissionRow>(
      `SELECT person_id AS "personId", ${submissionColumns} FROM submission
     WHERE tenant = $1 AND person_id IS NOT NULL ORDER BY received_at, id`,
      [db.tenant],
    ),
  );
  const consentsOf = byPerson(
    await db.query<ConsentRow>(
      `SELECT person_id AS "personId", purpose, text, locale, at, form_version AS version FROM consent
     WHERE tenant = $1 AND person_id IS NOT NULL AND withdrawn_at IS NULL ORDER BY at, purpose`,
      [db.tenant],
    ),
  );
  const movesOf = byPerson(
    await db.query<MoveRow>(
      `SELECT person_id AS "personId", form_id AS "formId", from_stage AS "from", to_stage AS "to", reason, at,
       submission_id AS "submissionId" FROM stage_move WHERE tenant = $1 ORDER BY at, form_id`,
      [db.tenant],
    ),
  );
  const fieldOf = fieldsOf(forms);
  const now = clock();
  return people.map(({ id, revision, createdAt, confirmedAt }) => {
    const [facts, submissions, consents] = [factsOf(id), submissionsOf(id), consentsOf(id)];
    const moves = sortMoves(forms, movesOf(id));
    const stage = moves.at(-1)?.to;
    const steps = submissions.map(({ submittedAt: at, ...rest }) => ({ ...rest, at }));
    return {
      id,
      revision,
      createdAt: createdAt.toISOString(),
      ...(confirmedAt && { confirmedAt: confirmedAt.toISOString() }),
      facts: standingFacts(facts, fieldOf, now),
      submissions: submissions.map(toSubmission),
      consents: consents.map(toConsent),
      ...(stage !== undefined && { stage }),
      moves: moves.map((row) => toMove(row, forms)),
      ...rateLead(forms, { facts, consents, steps }, now),
    };
  });
}

export async function readSubmissionsWithoutPerson({
  db,
}: Context): Promise<readonly SubmissionWithoutPerson[]> {
  const rows = await db.query<SubmissionRow & { confirmed: boolean }>(
    `SELECT ${submissionColumns}, confirmed_at IS NOT NULL AS confirmed FROM submission
     WHERE tenant = $1 AND person_id IS NULL ORDER BY received_at DESC, id DESC`,
    [db.tenant],
  );
  return rows.map((row) => ({ ...toSubmission(row), confirmed: row.confirmed }));
}

/** Groups once, then looks up: there may be many rows of many people. */
function byPerson<Row extends { readonly personId: string }>(
  rows: readonly Row[],
): (personId: string) => readonly Row[] {
  const groups = groupBy(rows, ({ personId }) => personId);
  return (personId) => groups.get(personId) ?? [];
}
