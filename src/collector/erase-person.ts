/** Erasure (Article 17 GDPR): everything that is held of a person, with tombstones that keep late copies out. */
import type { Context } from './context.js';
import type { Queries } from './db.js';
import { deviceTrace, forgetTraces, sessionTrace } from './forgotten.js';
import { spellingsOf } from './form-fields.js';
import { blankFingerprints } from './record/claim-id.js';
import { enterAlone } from './record/take-turns.js';

/** A person on record by its id, or whoever gave an address, remembered or not. */
export type Erasable = { readonly personId: string } | { readonly email: string };

/** What belongs to whoever is erased. */
interface Belongings {
  readonly submissions: readonly string[];
  readonly ids: readonly string[];
  readonly sessions: readonly string[];
  readonly devices: readonly string[];
}

interface Person {
  readonly id: string | null;
  readonly emailKey: string | null;
}

const nobody: Person = { id: null, emailKey: null };

/**
 * Resolves with how many submissions were removed, after the commit. Of an erased id only the id is kept: a copy of it
 * is acknowledged and recorded nowhere. So is what never came before but was completed in an erased session, or on a
 * device of the person, before the erasure. Whoever comes back later is a new person.
 */
export async function erasePerson({ db, clock }: Context, who: Erasable): Promise<number> {
  return db.tx(async (tx) => {
    await enterAlone(tx);
    let count = 0;
    for (const person of await findPeople(tx, who)) count += await eraseOne(tx, person, new Date(clock()));
    return count;
  });
}

async function eraseOne(tx: Queries, person: Person, until: Date): Promise<number> {
  const { submissions, ids, sessions, devices } = await belongingsOf(tx, person);
  await remove(tx, person, ids);
  await blankFingerprints(tx, ids);
  const hashes = [...sessions.map(sessionTrace), ...devices.map(deviceTrace)];
  await forgetTraces(
    tx,
    hashes.map((hash) => ({ hash, until })),
  );
  return submissions.length;
}

/** One a spelling of the address, whether anybody is on record under it or not. */
async function findPeople(tx: Queries, who: Erasable): Promise<readonly Person[]> {
  const find = (column: string, value: string) =>
    tx.query<Person>(`SELECT id, email_key AS "emailKey" FROM person WHERE tenant = $1 AND ${column} = $2`, [
      tx.tenant,
      value,
    ]);
  const [person = nobody] = 'email' in who ? [] : await find('id::text', who.personId);
  const email = 'email' in who ? who.email : person.emailKey;
  if (email === null) return [person];
  const people: Person[] = [];
  for (const key of spellingsOf(email)) {
    people.push((await find('email_key', key))[0] ?? { ...nobody, emailKey: key });
  }
  return people;
}

/**
 * Under the person's name, with the person's address, or in a session that is kept under nobody but has the address.
 * A session of somebody else who typed the address by a slip gives up that step, and no more.
 */
async function belongingsOf(tx: Queries, { id, emailKey }: Person): Promise<Belongings> {
  const [row] = await tx.query<Belongings>(
    `WITH touched AS (
       SELECT session_id, form_id FROM submission WHERE tenant = $1 AND (person_id = $2 OR email_key = $3)
       UNION SELECT session_id, form_id FROM consent WHERE tenant = $1 AND (person_id = $2 OR email_key = $3)
       UNION SELECT session_id, form_id FROM confirmation WHERE tenant = $1 AND (person_id = $2 OR email_key = $3)),
     held AS (
       SELECT id, session_id, anonymous_id, person_id, email_key, true AS live
       FROM submission JOIN touched USING (session_id, form_id) WHERE tenant = $1
       UNION ALL
       SELECT submission_id, session_id, anonymous_id, person_id, email_key, false
       FROM consent JOIN touched USING (session_id, form_id) WHERE tenant = $1
       UNION ALL
       SELECT submission_id, session_id, NULL, person_id, email_key, false
       FROM confirmation JOIN touched USING (session_id, form_id) WHERE tenant = $1),
     owned AS (
       SELECT *, person_id IS NULL OR person_id = $2 AS whole FROM held
       WHERE person_id IS NULL OR person_id = $2 OR email_key = $3)
     SELECT ARRAY(SELECT DISTINCT id::text FROM owned WHERE live) AS submissions,
       ARRAY(SELECT DISTINCT id::text FROM owned) AS ids,
       ARRAY(SELECT DISTINCT session_id FROM owned WHERE whole) AS sessions,
       ARRAY(SELECT anonymous_id FROM owned WHERE whole AND anonymous_id IS NOT NULL
         UNION SELECT anonymous_id FROM device WHERE tenant = $1 AND person_id = $2) AS devices`,
    [tx.tenant, id, emailKey],
  );
  return row ?? { submissions: [], ids: [], sessions: [], devices: [] };
}

/** Facts, devices, tokens and mails go with the rows they hang on. */
async function remove(tx: Queries, { id }: Person, ids: readonly string[]): Promise<void> {
  for (const table of ['confirmation', 'consent', 'fact', 'ask', 'stage_move']) {
    await tx.query(`DELETE FROM ${table} WHERE tenant = $1 AND submission_id = ANY($2::uuid[])`, [
      tx.tenant,
      ids,
    ]);
  }
  for (const table of ['submission', 'loss']) {
    await tx.query(`DELETE FROM ${table} WHERE tenant = $1 AND id = ANY($2::uuid[])`, [tx.tenant, ids]);
  }
  await tx.query('DELETE FROM person WHERE tenant = $1 AND id = $2', [tx.tenant, id]);
}
