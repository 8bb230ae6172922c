/** Rows of the database in the words of the operator's pages. */
import type { AnswerValue } from '../model/answers.js';
import { factName } from '../model/fact-name.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { FactSource } from '../model/profile.js';
import type { LeadConsent, LeadFact, LeadMove, LeadSubmission } from './lead.js';

type Forms = ReadonlyMap<string, FormConfig>;

export interface SubmissionRow {
  readonly personId: string;
  readonly id: string;
  readonly sessionId: string;
  readonly formId: string;
  readonly step: string;
  readonly submittedAt: Date;
  readonly receivedAt: Date;
}

export interface FactRow {
  readonly personId: string;
  readonly name: string;
  readonly purpose: string;
  readonly value: AnswerValue;
  readonly source: FactSource;
  readonly at: Date;
}

export interface ConsentRow extends Omit<LeadConsent, 'at'> {
  readonly personId: string;
  readonly at: Date;
}

export interface MoveRow extends Pick<LeadMove, 'formId' | 'to' | 'reason' | 'submissionId'> {
  readonly personId: string;
  readonly from: string | null;
  readonly at: Date;
}

/** Of each name, whatever it was given for. */
export function latest(facts: readonly FactRow[]): readonly FactRow[] {
  const rows = new Map<string, FactRow>();
  for (const fact of facts) {
    const other = rows.get(fact.name);
    if (!other || other.at < fact.at) rows.set(fact.name, fact);
  }
  return [...rows.values()];
}

/** Several at once stand in the order of the stages. */
export function sortMoves(forms: Forms, moves: readonly MoveRow[]): readonly MoveRow[] {
  const rank = ({ formId, to }: MoveRow) =>
    forms.get(formId)?.stages?.findIndex((stage) => stage.id === to) ?? -1;
  return [...moves].sort((a, b) => a.at.getTime() - b.at.getTime() || rank(a) - rank(b));
}

/** Which field a fact was given in: the first that asks that thing for that purpose. */
export function fieldsOf(forms: Forms): (row: FactRow) => Field | undefined {
  const fields = [...forms.values()].flatMap((form) => form.fields);
  return ({ name, purpose }) => fields.find((field) => factName(field) === name && field.purpose === purpose);
}

export function toFact({ name, value, source, at }: FactRow, field: Field | undefined): LeadFact {
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

export function toSubmission({ id, formId, step, submittedAt, receivedAt }: SubmissionRow): LeadSubmission {
  return { id, formId, step, submittedAt: submittedAt.toISOString(), receivedAt: receivedAt.toISOString() };
}

export function toConsent({ purpose, text, locale, at, version }: ConsentRow): LeadConsent {
  return { purpose, text, locale, at: at.toISOString(), version };
}

export function toMove({ personId: _, from, at, ...row }: MoveRow, forms: Forms): LeadMove {
  const label = forms.get(row.formId)?.stages?.find(({ id }) => id === row.to)?.label;
  return { ...row, ...(from !== null && { from }), ...(label && { label }), at: at.toISOString() };
}
