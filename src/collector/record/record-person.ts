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
  await lockPerson(tx, from);
  for (const table of ['submission', 'fact', 'ask', 'consent', 'confirmation', 'device']) {
    await tx.query(`UPDATE ${table} SET person_id = $3 WHERE tenant = $1 AND person_id = $2`, [
      tx.tenant,
      from,
      into,
    ]);
  }
  // A stage that both have reached was entered once.
  await tx.query(
    `UPDATE stage_move AS moved SET person_id = $3 WHERE tenant = $1 AND person_id = $2 AND NOT EXISTS
       (SELECT 1 FROM stage_move WHERE tenant = $1 AND person_id = $3 AND form_id = moved.form_id
          AND to_stage = moved.to_stage)`,
    [tx.tenant, from, into],
  );
  await tx.query('DELETE FROM person WHERE tenant = $1 AND id = $2', [tx.tenant, from]);
}

/** An address that this session typed and mended, and no other of this person has, was never this person's: a slip. */
export async function releaseAddress(
  tx: Queries,
  personId: string,
  { sessionId, formId }: SessionKey,
  emailKey: string,
): Promise<void> {
  await lockPerson(tx, personId);
  await tx.query(
    `UPDATE person SET email_key = NULL, confirmed_at = NULL
     WHERE tenant = $1 AND id = $2 AND email_key = $3 AND NOT EXISTS
       (SELECT 1 FROM submission WHERE submission.tenant = $1 AND submission.email_key = $3
          AND person_id = $2 AND (session_id, form_id) <> ($4, $5))`,
    [tx.tenant, personId, emailKey, sessionId, formId],
  );
}

/** A person of whom nothing is left is no person on record. */
export async function dropEmptyPerson(tx: Queries, personId: string): Promise<void> {
  await lockPerson(tx, personId);
  await tx.query(
    `DELETE FROM person WHERE tenant = $1 AND id = $2 AND NOT EXISTS
       (SELECT 1 FROM submission WHERE submission.tenant = $1 AND submission.person_id = $2)`,
    [tx.tenant, personId],
  );
}

/**
 * Waits for whoever records something under this person. A statement of its own: only the next one sees what was
 * committed meanwhile, whereas one that waits itself looks at its other tables as they were before.
 */
async function lockPerson(tx: Queries, personId: string): Promise<void> {
  await tx.query('SELECT 1 FROM person WHERE tenant = $1 AND id = $2 FOR UPDATE', [tx.tenant, personId]);
}
