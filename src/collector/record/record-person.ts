/** The record that facts are kept under. */
import type { Context } from '../context.js';
import type { Queries } from '../db.js';
import type { Identity } from './identify.js';
import type { SessionKey } from './read-session.js';

/** Finds or makes the person; an address goes to the record that has it, or to a new one. */
export async function recordPerson(
  tx: Queries,
  { mintId }: Pick<Context, 'mintId'>,
  emailKey: string | undefined,
  { personId, namelessIds }: Identity,
  now: Date,
): Promise<string> {
  if (personId && emailKey === undefined) return personId;
  // One statement for the first and for every later time, also for two first times at once.
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO person (tenant, id, email_key, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant, email_key) DO UPDATE SET email_key = excluded.email_key RETURNING id`,
    [tx.tenant, mintId(), emailKey ?? null, now],
  );
  const [person] = rows;
  if (!person) throw new Error('person: the row was neither made nor found');
  for (const nameless of [...new Set(namelessIds)].sort()) await absorb(tx, nameless, person.id);
  return person.id;
}

/** What was told before the address was goes with it; whether the address was known makes no difference. */
async function absorb(tx: Queries, from: string, into: string): Promise<void> {
  const free = await tx.query(
    'SELECT 1 FROM person WHERE tenant = $1 AND id = $2 AND email_key IS NULL AND vouched_by IS NULL FOR UPDATE',
    [tx.tenant, from],
  );
  if (free.length === 0) return;
  const both = [tx.tenant, from, into];
  // What was taken back does not come to life under another person.
  await tx.query(
    `DELETE FROM answer_link USING person WHERE answer_link.tenant = $1 AND person_id = $2
       AND person.tenant = $1 AND person.id = $2 AND issued_at < links_from`,
    [tx.tenant, from],
  );
  for (const table of ['submission', 'fact', 'ask', 'consent', 'confirmation', 'device', 'answer_link']) {
    await tx.query(`UPDATE ${table} SET person_id = $3 WHERE tenant = $1 AND person_id = $2`, both);
  }
  // A stage that both have reached was entered once.
  await tx.query(
    `UPDATE stage_move AS moved SET person_id = $3 WHERE tenant = $1 AND person_id = $2 AND NOT EXISTS
       (SELECT 1 FROM stage_move WHERE tenant = $1 AND person_id = $3 AND form_id = moved.form_id
          AND to_stage = moved.to_stage)`,
    both,
  );
  // What was looked up for both was asked once.
  await tx.query(
    `UPDATE enrichment AS asked SET person_id = $3 WHERE tenant = $1 AND person_id = $2 AND NOT EXISTS
       (SELECT 1 FROM enrichment WHERE tenant = $1 AND person_id = $3
          AND provider = asked.provider AND address_hash = asked.address_hash)`,
    both,
  );
  // Whoever wrote of either before sees that something was written since.
  await tx.query(
    `UPDATE person SET revision = person.revision + absorbed.revision FROM person AS absorbed
     WHERE absorbed.tenant = $1 AND absorbed.id = $2 AND person.tenant = $1 AND person.id = $3`,
    both,
  );
  await tx.query('DELETE FROM person WHERE tenant = $1 AND id = $2', [tx.tenant, from]);
}

/**
 * An address that this session typed and mended, that no other of this person has and nobody vouches for, was never
 * this person's: a slip. What was looked up by it is about somebody else, and what was mailed to it leads nowhere any
 * more. Where it is somebody's, she keeps it with all that is hers, and the session alone goes.
 */
export async function releaseAddress(
  tx: Queries,
  personId: string,
  { sessionId, formId }: SessionKey,
  emailKey: string,
  now: Date,
): Promise<void> {
  await lockPerson(tx, personId);
  // Links count as made at a whole second, see `revokeLinks`.
  const nextSecond = new Date((Math.floor(now.getTime() / 1000) + 1) * 1000);
  const released = await tx.query(
    `UPDATE person SET email_key = NULL, confirmed_at = NULL,
       links_from = greatest($6::timestamptz, links_from + interval '1 second')
     WHERE tenant = $1 AND id = $2 AND email_key = $3 AND vouched_by IS NULL AND NOT EXISTS
       (SELECT 1 FROM submission WHERE submission.tenant = $1 AND (session_id, form_id) <> ($4, $5)
          AND (proof_person = $2 OR (submission.email_key = $3 AND person_id = $2)))
     RETURNING id`,
    [tx.tenant, personId, emailKey, sessionId, formId, nextSecond],
  );
  const ids = released.length > 0 ? [personId] : [];
  for (const told of ["fact WHERE source = 'enrichment' AND", 'enrichment WHERE', 'answer_link WHERE']) {
    await tx.query(`DELETE FROM ${told} tenant = $1 AND person_id = ANY($2::uuid[])`, [tx.tenant, ids]);
  }
}

/** A person of whom nothing is left is no person on record, unless the operator knows her. */
export async function dropEmptyPerson(tx: Queries, personId: string): Promise<void> {
  await lockPerson(tx, personId);
  await tx.query(
    `DELETE FROM person WHERE tenant = $1 AND id = $2 AND vouched_by IS DISTINCT FROM 'operator' AND NOT EXISTS
       (SELECT 1 FROM submission WHERE submission.tenant = $1 AND submission.person_id = $2)`,
    [tx.tenant, personId],
  );
}

/** Counts what is written of a person, so that whoever wrote without having seen it can be told. */
export async function raiseRevision(tx: Queries, personId: string): Promise<number | undefined> {
  const rows = await tx.query<{ revision: number }>(
    'UPDATE person SET revision = revision + 1 WHERE tenant = $1 AND id = $2 RETURNING revision',
    [tx.tenant, personId],
  );
  return rows[0]?.revision;
}

export interface PersonHeld {
  readonly emailKey: string | null;
  readonly revision: number;
}

/** One writer at a time: the next one sees what this one wrote. Submissions may come in meanwhile. */
export async function holdPerson(tx: Queries, personId: string): Promise<PersonHeld | undefined> {
  const rows = await tx.query<PersonHeld>(
    `SELECT email_key AS "emailKey", revision FROM person WHERE tenant = $1 AND id::text = $2 FOR NO KEY UPDATE`,
    [tx.tenant, personId],
  );
  return rows[0];
}

/**
 * Waits for whoever records something under this person. A statement of its own: only the next one sees what was
 * committed meanwhile, whereas one that waits itself looks at its other tables as they were before.
 */
async function lockPerson(tx: Queries, personId: string): Promise<void> {
  await tx.query('SELECT 1 FROM person WHERE tenant = $1 AND id = $2 FOR UPDATE', [tx.tenant, personId]);
}
