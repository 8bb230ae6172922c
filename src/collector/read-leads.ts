/** What was recorded, for the operator's own pages. */
import type { Field, FormConfig } from '../model/form-config.js';
import type { AnswerValue } from '../model/answers.js';
import type { FactSource } from '../model/profile.js';
import type { Context } from './context.js';
import { tenant } from './context.js';
import { factName } from '../model/fact-name.js';
import type { Lead, LeadConsent, LeadFact, LeadSubmission, SubmissionWithoutPerson } from './lead.js';

interface PersonRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
}

interface SubmissionRow {
  readonly personId: string;
  readonly id: string;
  readonly formId: string;
  readonly step: string;
  readonly submittedAt: Date;
  readonly receivedAt: Date;
}

interface FactRow {
  readonly personId: string;
  readonly name: string;
  readonly purpose: string;
  readonly value: AnswerValue;
  readonly source: FactSource;
  readonly at: Date;
}

interface ConsentRow extends Omit<LeadConsent, 'at'> {
  readonly personId: string;
  readonly at: Date;
}

const submissionColumns =
  'id, form_id AS "formId", step, submitted_at AS "submittedAt", received_at AS "receivedAt"';

/** Newest person first; of each fact and consent what holds now; submissions in the order they came. */
export async function readLeads({ db, forms }: Context): Promise<readonly Lead[]> {
  const people = await db.query<PersonRow>(
    `SELECT id, created_at AS "createdAt", confirmed_at AS "confirmedAt" FROM person
     WHERE tenant = $1 ORDER BY created_at DESC, id DESC`,
    [tenant],
  );
  const factsOf = byPerson(
    await db.query<FactRow>(
      `SELECT DISTINCT ON (person_id, name) person_id AS "personId", name, purpose, value, source, at FROM fact
     WHERE tenant = $1 ORDER BY person_id, name, at DESC, submission_id DESC`,
      [tenant],
    ),
  );
  const submissionsOf = byPerson(
    await db.query<SubmissionRow>(
      `SELECT person_id AS "personId", ${submissionColumns} FROM submission
     WHERE tenant = $1 AND person_id IS NOT NULL ORDER BY received_at, id`,
      [tenant],
    ),
  );
  const consentsOf = byPerson(
    await db.query<ConsentRow>(
      `SELECT person_id AS "personId", purpose, text, locale, at, form_version AS version FROM consent
     WHERE tenant = $1 AND person_id IS NOT NULL AND withdrawn_at IS NULL ORDER BY at, purpose`,
      [tenant],
    ),
  );
  const fieldOf = fieldsOf(forms);
  return people.map(({ id, createdAt, confirmedAt }) => ({
    id,
    createdAt: createdAt.toISOString(),
    ...(confirmedAt && { confirmedAt: confirmedAt.toISOString() }),
    facts: factsOf(id).map((row) => toFact(row, fieldOf(row))),
    submissions: submissionsOf(id).map(toSubmission),
    consents: consentsOf(id).map(toConsent),
  }));
}

export async function readSubmissionsWithoutPerson({
  db,
}: Context): Promise<readonly SubmissionWithoutPerson[]> {
  const rows = await db.query<SubmissionRow & { confirmed: boolean }>(
    `SELECT ${submissionColumns}, confirmed_at IS NOT NULL AS confirmed FROM submission
     WHERE tenant = $1 AND person_id IS NULL ORDER BY received_at DESC, id DESC`,
    [tenant],
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

/** Which field a fact was given in: the first that asks that thing for that purpose. */
function fieldsOf(forms: ReadonlyMap<string, FormConfig>): (row: FactRow) => Field | undefined {
  const fields = [...forms.values()].flatMap((form) => form.fields);
  return ({ name, purpose }) => fields.find((field) => factName(field) === name && field.purpose === purpose);
}

function toFact({ name, value, source, at }: FactRow, field: Field | undefined): LeadFact {
  const text = field?.options?.find((option) => option.value === value)?.label;
  return {
    name,
    ...(field && { label: field.label }),
    value,
    ...(text !== undefined && { text }),
    source,
    at: at.toISOString(),
  };
}

function toSubmission({ id, formId, step, submittedAt, receivedAt }: SubmissionRow): LeadSubmission {
  return { id, formId, step, submittedAt: submittedAt.toISOString(), receivedAt: receivedAt.toISOString() };
}

function toConsent({ purpose, text, locale, at, version }: ConsentRow): LeadConsent {
  return { purpose, text, locale, at: at.toISOString(), version };
}
