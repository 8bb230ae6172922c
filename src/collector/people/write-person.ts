/** What the operator or a CRM knows of a person, written beside what she typed herself (S67). */
import { checkAnswers } from '../../check/check-answers.js';
import { tidyAnswers } from '../../check/tidy-answers.js';
import { isBlank } from '../../model/answers.js';
import type { Answers, IssueCode } from '../../model/answers.js';
import type { Field, FormConfig } from '../../model/form-config.js';
import { own } from '../../model/own.js';
import type { Fact } from '../../model/profile.js';
import { acceptFacts } from '../../profile/accept-facts.js';
import { normaliseValues } from '../../profile/normalise-value.js';
import type { Context } from '../context.js';
import { factFields, hasKey } from '../form-fields.js';
import { recordMoves } from '../lifecycle/record-moves.js';
import { holdPerson } from '../record/record-person.js';
import { enterBesideOthers } from '../record/take-turns.js';
import { recordToldFacts } from '../record/told-facts.js';
import { vouchByOperator } from '../record/vouch.js';
import { lineShape } from '../wire-shapes.js';

export interface PersonWrite {
  /** The form whose fields the facts are. */
  readonly formId: string;
  /** The revision of the person that the writer has seen (`Lead.revision`); without it nothing is held against. */
  readonly revision?: number;
  /** By field name, the value or `{ value, at?, source? }`, see `acceptFacts`. A blank erases nothing. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Which of several systems says so; each has one say. */
  readonly provider?: string;
}

export interface Written {
  /** What the person stands at now. */
  readonly revision: number;
  /** Something else was written since that revision: both are kept, and date and rank decide what holds. */
  readonly merged: boolean;
}

/** `notAField`: the form asks no such fact. `notTheirs`: another address than the person's own, which only she may give. */
export type WriteIssueCode = IssueCode | 'notAField' | 'notTheirs';

/** Nothing was written. No value is in it. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';
  constructor(
    message: string,
    readonly issues: readonly { readonly field: string; readonly code: WriteIssueCode }[] = [],
  ) {
    super(message);
  }
}

const longestProvider = 128;

const isProvider = (provider: unknown): boolean =>
  provider === undefined || lineShape(longestProvider).safeParse(provider).success;

/** All or nothing. Throws a `WriteRefused` where there is no such person or form, or where a value will not do. */
export async function writePerson(context: Context, personId: string, write: PersonWrite): Promise<Written> {
  const form = context.forms.get(write.formId);
  if (!form) throw new WriteRefused('There is no such form here');
  if (!isProvider(write.provider))
    throw new WriteRefused(`provider: name it in ${longestProvider} characters at most`);
  const facts = readFacts(context, form, write.facts);
  return context.db.tx(async (tx) => {
    await enterBesideOthers(tx);
    const person = await holdPerson(tx, personId);
    if (!person) throw new WriteRefused('There is no such person here');
    refuse(findForeign(form, facts, person.emailKey));
    await vouchByOperator(tx, personId);
    const merged = write.revision !== undefined && write.revision !== person.revision;
    const told = { personId, formId: form.id, facts, provider: write.provider, beside: merged };
    const revision = (await recordToldFacts(tx, context, told)) ?? person.revision;
    await recordMoves(tx, context, personId);
    return { revision, merged };
  });
}

/** Checked like answers; never dated later than now, or nothing that is said after it would ever count. */
function readFacts(
  { clock }: Pick<Context, 'clock'>,
  form: FormConfig,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Fact>> {
  const now = new Date(clock()).toISOString();
  const fields = factFields(form).filter(({ name }) => Object.hasOwn(given, name));
  const { facts, doubtful } = acceptFacts(fields, normaliseValues(fields, given), 'backend', now);
  const values = valuesOf(facts, fields);
  const accepted = fields.filter(({ name }) => Object.hasOwn(facts, name));
  refuse([
    ...Object.keys(given).flatMap((name) =>
      fields.some((field) => field.name === name) ? [] : [{ field: name, code: 'notAField' as const }],
    ),
    ...findMisfits(
      fields,
      given,
      facts,
      doubtful.map(({ issue }) => issue),
    ),
    ...checkAnswers(accepted, values),
  ]);
  const notAfter = (at: string) => (Date.parse(at) < Date.parse(now) ? at : now);
  return Object.fromEntries(
    Object.entries(facts).map(([name, { confirmedAt, ...fact }]) => {
      const dated = {
        ...fact,
        at: notAfter(fact.at),
        ...(confirmedAt && { confirmedAt: notAfter(confirmedAt) }),
      };
      return [name, { ...dated, value: values[name] ?? fact.value }];
    }),
  );
}

function valuesOf(facts: Readonly<Record<string, Fact>>, fields: readonly Field[]): Answers {
  return tidyAnswers(
    Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value])),
    fields,
  );
}

/** What was neither taken nor blank, or is dated or named as no database keeps it. */
function findMisfits(
  fields: readonly Field[],
  given: Readonly<Record<string, unknown>>,
  facts: Readonly<Record<string, Fact>>,
  doubts: readonly { readonly field: string; readonly code: IssueCode }[],
): WriteRefused['issues'] {
  return fields.flatMap(({ name }) => {
    const fact = own(facts, name);
    if (fact ? canBeKept(fact) : isNothing(given[name])) return [];
    return [{ field: name, code: doubts.find(({ field }) => field === name)?.code ?? 'refused' }];
  });
}

const canBeKept = ({ at, confirmedAt = at, provider }: Fact): boolean =>
  [at, confirmedAt].every((instant) => /^(?!0000)\d{4}-/.test(instant)) && isProvider(provider);

function isNothing(given: unknown): boolean {
  const value = typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
  return value === null || isBlank(value as Fact['value'] | undefined);
}

/** A person is found by her address: what is mailed must reach nobody else. */
function findForeign(
  form: FormConfig,
  facts: Readonly<Record<string, Fact>>,
  key: string | null,
): WriteRefused['issues'] {
  const addresses = factFields(form).filter(({ type }) => type === 'email');
  return addresses.flatMap(({ name }) => {
    const value = own(facts, name)?.value;
    return value === undefined || hasKey(String(value), key) ? [] : [{ field: name, code: 'notTheirs' }];
  });
}

function refuse(issues: WriteRefused['issues']): void {
  if (issues.length === 0) return;
  const named = issues.map(({ field, code }) => `${field} (${code})`).join(', ');
  throw new WriteRefused(
    `Some facts will not do: ${named}`,
    issues.map(({ field, code }) => ({ field, code })),
  );
}
