/** What was recorded, for the operator's own pages. */
import type { Context } from './context.js';
import type { Lead, SubmissionWithoutPerson } from './lead.js';
import { rateLead } from './lifecycle/rate-lead.js';
import { fieldsOf, latest, sortMoves, toConsent, toFact, toMove, toSubmission } from './write-lead.js';
import type { ConsentRow, FactRow, MoveRow, SubmissionRow } from './write-lead.js';

interface PersonRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
}

const submissionColumns =
  'id, session_id AS "sessionId", form_id AS "formId", step, submitted_at AS "submittedAt", received_at AS "receivedAt"';

/** Newest person first; of each fact and consent what holds now; submissions in the order they came. */
export async function readLeads({ db, forms, clock }: Context): Promise<readonly Lead[]> {
  const people = await db.query<PersonRow>(
    `SELECT id, created_at AS "createdAt", confirmed_at AS "confirmedAt" FROM person
     WHERE tenant = $1 ORDER BY created_at DESC, id DESC`,
    [db.tenant],
  );
  const factsOf = byPerson(
    await db.query<FactRow>(
      `SELECT DISTINCT ON (person_id, name, purpose) person_id AS "personId", name, purpose, value, source, at
     FROM fact WHERE tenant = $1 ORDER BY person_id, name, purpose, at DESC, submission_id DESC`,
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
  return people.map(({ id, createdAt, confirmedAt }) => {
    const [facts, submissions, consents] = [factsOf(id), submissionsOf(id), consentsOf(id)];
    const moves = sortMoves(forms, movesOf(id));
    const stage = moves.at(-1)?.to;
    const steps = submissions.map(({ submittedAt: at, ...rest }) => ({ ...rest, at }));
    return {
      id,
      createdAt: createdAt.toISOString(),
      ...(confirmedAt && { confirmedAt: confirmedAt.toISOString() }),
      facts: latest(facts).map((row) => toFact(row, fieldOf(row))),
      submissions: submissions.map(toSubmission),
      consents: consents.map(toConsent),
      ...(stage !== undefined && { stage }),
      moves: moves.map((row) => toMove(row, forms)),
      ...rateLead(forms, { facts, consents, steps }, clock()),
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
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.personId);
    if (group) group.push(row);
    else groups.set(row.personId, [row]);
  }
  return (personId) => groups.get(personId) ?? [];
}
