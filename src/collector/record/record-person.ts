/** The record that facts are kept under. */
import type { Context } from '../context.js';
import { tenant } from '../context.js';
import type { Queries } from '../db.js';
import type { Identity } from './identify.js';
import type { Receipt } from './receipt.js';

/** Finds or makes the person; an address goes to the record that has it, or to a new one. */
export async function recordPerson(
  tx: Queries,
  { mintId }: Context,
  { email, receivedAt }: Receipt,
  { personId, namelessId }: Identity,
): Promise<string> {
  if (personId && !email) return personId;
  // One statement for the first and for every later time, also for two first times at once.
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO person (tenant, id, email_key, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant, email_key) DO UPDATE SET email_key = excluded.email_key RETURNING id`,
    [tenant, mintId(), email?.key ?? null, receivedAt],
  );
  const [person] = rows;
  if (!person) throw new Error('person: the row was neither made nor found');
  if (namelessId) await absorb(tx, namelessId, person.id);
  return person.id;
}

/** What was told before the address was goes with it; whether the address was known makes no difference. */
async function absorb(tx: Queries, from: string, into: string): Promise<void> {
  for (const table of ['submission', 'fact', 'consent']) {
    await tx.query(`UPDATE ${table} SET person_id = $3 WHERE tenant = $1 AND person_id = $2`, [
      tenant,
      from,
      into,
    ]);
  }
  await tx.query('DELETE FROM person WHERE tenant = $1 AND id = $2', [tenant, from]);
}
