/** What a CRM, a login or an enrichment service says of a person: facts that no submission brought. */
import { factName } from '../../model/fact-name.js';
import type { Field } from '../../model/form-config.js';
import { own } from '../../model/own.js';
import type { Fact } from '../../model/profile.js';
import type { Context } from '../context.js';
import type { Queries } from '../db.js';
import { factFields, hasKey } from '../form-fields.js';
import { holdPerson, raiseRevision } from './record-person.js';

export interface Told {
  readonly personId: string;
  readonly formId: string;
  /** By field name, checked; names that are no fact of the form are left out. */
  readonly facts: Readonly<Record<string, Fact>>;
  /** Which service, login or import says so, where the facts do not tell themselves. */
  readonly provider?: string | undefined;
  /** Whoever says so has not seen what is on record: what the same source said before stays beside it. */
  readonly beside?: boolean;
}

interface Former {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly source: string;
  readonly provider: string | null;
  readonly at: Date;
  readonly value: Fact['value'];
}

interface Given {
  readonly field: Field;
  readonly name: string;
  readonly fact: Fact;
}

/**
 * One row a name, source and provider: what the same source says later takes the place of what it said before, or the
 * other way round where the first counts. Resolves with the person's new revision; nothing where the person or the form
 * is not here. To be called in a transaction that began with `enterBesideOthers`.
 */
export async function recordToldFacts(
  tx: Queries,
  { forms, mintId }: Pick<Context, 'forms' | 'mintId'>,
  told: Told,
): Promise<number | undefined> {
  const person = await holdPerson(tx, told.personId);
  const form = forms.get(told.formId);
  if (!person || !form) return undefined;
  const all = factFields(form).flatMap((field) => readGiven(field, told));
  const given = all.filter((one) => isOwn(one, person.emailKey));
  const formers = await readFormers(tx, told, given);
  const outdated = formers.filter((former) => given.some((one) => replaces(one, former, told.beside)));
  const fresh = given.filter(
    (one) => told.beside || !formers.some((former) => isSame(one, former) && !replaces(one, former)),
  );
  await remove(tx, outdated);
  await insert(tx, told, mintId(), fresh);
  return raiseRevision(tx, told.personId);
}

function readGiven(field: Field, { facts, provider }: Told): readonly Given[] {
  const fact = own(facts, field.name);
  return fact ? [{ field, name: factName(field), fact: { ...(provider && { provider }), ...fact } }] : [];
}

/** Mails go to the address on record, so that nobody but its owner may name another. */
const isOwn = ({ field, fact }: Given, key: string | null): boolean =>
  field.type !== 'email' || (typeof fact.value === 'string' && hasKey(fact.value, key));

const isSame = ({ field, name, fact }: Given, former: Former): boolean =>
  name === former.name &&
  field.purpose === former.purpose &&
  fact.source === former.source &&
  (fact.provider ?? null) === former.provider;

/** Of one instant the last word counts: dates of an import may be no finer than a day. */
function replaces(given: Given, former: Former, beside = false): boolean {
  if (!isSame(given, former)) return false;
  if (beside && JSON.stringify(given.fact.value) !== JSON.stringify(former.value)) return false;
  const [at, formerly] = [Date.parse(given.fact.at), former.at.getTime()];
  return given.field.writePolicy === 'ifEmpty' ? at < formerly : at >= formerly;
}

/** What came with a submission stays with it. */
async function readFormers(
  tx: Queries,
  { personId }: Told,
  given: readonly Given[],
): Promise<readonly Former[]> {
  return tx.query<Former>(
    `SELECT submission_id AS id, name, purpose, source, provider, at, value FROM fact
     WHERE tenant = $1 AND person_id = $2 AND source <> 'typed' AND name = ANY($3::text[])
       AND NOT EXISTS (SELECT 1 FROM submission WHERE submission.tenant = $1 AND submission.id = submission_id)`,
    [tx.tenant, personId, given.map(({ name }) => name)],
  );
}

async function remove(tx: Queries, formers: readonly Former[]): Promise<void> {
  await tx.query(
    `DELETE FROM fact WHERE tenant = $1
       AND (submission_id, name, purpose) IN (SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[]))`,
    [
      tx.tenant,
      formers.map(({ id }) => id),
      formers.map(({ name }) => name),
      formers.map(({ purpose }) => purpose),
    ],
  );
}

/** Where two fields ask the same thing for the same purpose, the first of them tells it. */
async function insert(tx: Queries, { personId }: Told, id: string, given: readonly Given[]): Promise<void> {
  await tx.query(
    `INSERT INTO fact (tenant, person_id, submission_id, provider, name, purpose, source, value, at, confirmed_at)
     SELECT $1, $2::uuid, $3::uuid, provider, name, purpose, source, value::json, at, confirmed_at
     FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::timestamptz[])
       AS given (provider, name, purpose, source, value, at, confirmed_at)
     ON CONFLICT DO NOTHING`,
    [
      tx.tenant,
      personId,
      id,
      given.map(({ fact }) => fact.provider ?? null),
      given.map(({ name }) => name),
      given.map(({ field }) => field.purpose),
      given.map(({ fact }) => fact.source),
      given.map(({ fact }) => JSON.stringify(fact.value)),
      given.map(({ fact }) => fact.at),
      given.map(({ fact }) => fact.confirmedAt ?? null),
    ],
  );
}
