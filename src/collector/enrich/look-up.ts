/** The look-ups to make: at most one for each person, service and address, whatever comes of it and for however many forms. */
import { factName } from '../../model/fact-name.js';
import type { Field, FormConfig } from '../../model/form-config.js';
import type { Fact } from '../../model/profile.js';
import type { Context } from '../context.js';
import { day } from '../context.js';
import type { Queries } from '../db.js';
import { enterBesideOthers } from '../record/take-turns.js';
import { recordToldFacts } from '../record/told-facts.js';
import { enrichableFields, openFields, openNames, openParameters } from './open-fields.js';

export interface LookUp {
  readonly personId: string;
  readonly provider: string;
  readonly addressHash: string;
  readonly email: string;
  /** Empty: there is nothing to look up any more. */
  readonly wanted: readonly Wanted[];
}

/** What one form would else ask. */
export interface Wanted {
  readonly form: FormConfig;
  readonly fields: readonly Field[];
}

/** By field name, of one form. */
export interface Found {
  readonly form: FormConfig;
  readonly facts: Readonly<Record<string, Fact>>;
}

export type Outcome = 'found' | 'unknown' | 'failed' | 'late';

/** A service that is new here, or was away, is not asked about everybody who ever came. */
const within = 7 * day;

const addressHash = `encode(sha256(convert_to(person.email_key, 'UTF8')), 'hex')`;

/** Whoever has shown that the address is hers, by a click or a sign-in; harmless when repeated. */
export async function queueLookUps(
  { db, clock }: Context,
  form: FormConfig,
  providers: readonly string[],
): Promise<void> {
  const now = clock();
  await db.query(
    `INSERT INTO enrichment (tenant, person_id, provider, address_hash, requested_at)
     SELECT DISTINCT $1, person.id, provider, ${addressHash}, $6::timestamptz
     FROM submission JOIN person ON person.tenant = submission.tenant AND person.id = submission.person_id
       CROSS JOIN unnest($7::text[]) AS provider
     WHERE submission.tenant = $1 AND submission.form_id = $5 AND submission.confirmed_at > $8
       AND person.email_key IS NOT NULL AND EXISTS (${openNames})
     ON CONFLICT DO NOTHING`,
    [...openParameters(db.tenant, form), form.id, new Date(now), providers, new Date(now - within)],
  );
}

/**
 * Marked as asked before anybody is: each time is paid for, so that one that is lost on the way is not made again. One
 * that has become needless is unmade.
 */
export async function claimLookUp(
  { db, forms, clock }: Context,
  providers: readonly string[],
): Promise<LookUp | undefined> {
  return db.tx(async (tx) => {
    const [row] = await tx.query<{ isSame: boolean } & Omit<LookUp, 'wanted'>>(
      `SELECT person_id AS "personId", provider, address_hash AS "addressHash", email_key AS email,
         coalesce(address_hash = ${addressHash}, false) AS "isSame"
       FROM enrichment JOIN person ON person.tenant = enrichment.tenant AND person.id = person_id
       WHERE enrichment.tenant = $1 AND asked_at IS NULL AND provider = ANY($2::text[])
       ORDER BY requested_at, provider LIMIT 1 FOR UPDATE OF enrichment SKIP LOCKED`,
      [tx.tenant, providers],
    );
    if (!row) return undefined;
    const wanted = row.isSame ? await findWanted(tx, [...forms.values()], row.personId) : [];
    const key = keyOf(tx, row);
    if (wanted.length === 0) await tx.query(`DELETE FROM enrichment ${ofLookUp}`, key);
    else await tx.query(`UPDATE enrichment SET asked_at = $5 ${ofLookUp}`, [...key, new Date(clock())]);
    return { ...row, wanted };
  });
}

async function findWanted(
  tx: Queries,
  forms: readonly FormConfig[],
  personId: string,
): Promise<readonly Wanted[]> {
  const wanted: Wanted[] = [];
  for (const form of forms.filter((one) => enrichableFields(one).length > 0)) {
    const fields = await openFields(tx, form, personId);
    if (fields.length > 0) wanted.push({ form, fields });
  }
  return wanted;
}

/** Of somebody who was erased meanwhile, or has another address, nothing is kept; nor what she told in between. */
export async function settleLookUp(
  context: Context,
  lookUp: LookUp,
  outcome: Outcome,
  found: readonly Found[],
): Promise<void> {
  const { personId, provider } = lookUp;
  await context.db.tx(async (tx) => {
    await enterBesideOthers(tx);
    // The person first, as whoever drops or joins people does.
    const people = await tx.query(
      `SELECT 1 FROM person WHERE tenant = $1 AND id = $2 AND ${addressHash} = $3 FOR UPDATE`,
      [tx.tenant, personId, lookUp.addressHash],
    );
    if (people.length === 0) return;
    await tx.query(`UPDATE enrichment SET outcome = $5 ${ofLookUp}`, [...keyOf(tx, lookUp), outcome]);
    const told = new Set<string>();
    for (const { form, facts } of found) {
      const open = (await openFields(tx, form, personId)).filter((field) => Object.hasOwn(facts, field.name));
      const fresh = open.filter((field) => !told.has(factOf(field)));
      const wanted = Object.fromEntries(
        fresh.flatMap(({ name }) => (facts[name] ? [[name, facts[name]]] : [])),
      );
      for (const field of fresh) told.add(factOf(field));
      if (fresh.length > 0)
        await recordToldFacts(tx, context, { personId, formId: form.id, facts: wanted, provider });
    }
  });
}

/** Where two forms ask the same thing for the same purpose, the first of them tells it. */
const factOf = (field: Field): string => JSON.stringify([factName(field), field.purpose]);

const ofLookUp = 'WHERE tenant = $1 AND person_id = $2 AND provider = $3 AND address_hash = $4';

const keyOf = (
  { tenant }: Queries,
  { personId, provider, addressHash }: Pick<LookUp, 'personId' | 'provider' | 'addressHash'>,
) => [tenant, personId, provider, addressHash];
