/** Rows of the database in the words of the operator's pages. */
import { factName } from '../model/fact-name.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { Fact } from '../model/profile.js';
import { mergeFacts } from '../profile/merge-facts.js';
import { groupBy, toFact } from './facts-by-field.js';
import type { FactOnRecord } from './facts-by-field.js';
import type { PastStep } from './lifecycle/history.js';
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
  readonly signals: PastStep['signals'];
}

export interface FactRow extends FactOnRecord {
  readonly personId: string;
  readonly name: string;
  readonly purpose: string;
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

/** By name what holds now, as the field decides that asks it; of what was given for several purposes the latest. */
export function standingFacts(
  facts: readonly FactRow[],
  fieldOf: (row: FactRow) => Field | undefined,
  now: number,
): readonly LeadFact[] {
  const standing = new Map<string, LeadFact>();
  for (const [row, ...more] of groupBy(facts, ({ name, purpose }) =>
    JSON.stringify([name, purpose]),
  ).values()) {
    const field = row && fieldOf(row);
    const fact = row && mergeFacts(field, now, ...[row, ...more].map(toFact));
    if (!row || !fact) continue;
    const other = standing.get(row.name);
    if (!other || other.at < fact.at) standing.set(row.name, toLeadFact(row.name, fact, field));
  }
  return [...standing.values()];
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

function toLeadFact(name: string, { others = [], ...fact }: Fact, field: Field | undefined): LeadFact {
  const value = JSON.stringify(fact.value);
  const conflicts = others.filter((other) => JSON.stringify(other.value) !== value);
  return {
    name,
    ...(field && { label: field.label }),
    ...worded(fact, field),
    ...(conflicts.length > 0 && { conflicts: conflicts.map((other) => worded(other, field)) }),
  };
}

function worded<Said extends Pick<Fact, 'value'>>(
  fact: Said,
  field: Field | undefined,
): Said & { text?: string } {
  const text = field?.options?.find((option) => option.value === fact.value)?.label;
  return { ...fact, ...(text !== undefined && { text }) };
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
