/** Who waits for whom: an erasure happens between submissions, never during one, and a session's steps go one by one. */
import type { Queries } from '../db.js';
import type { SessionKey } from './read-session.js';

/** Any number will do as long as it stays the same and is no other lock's. */
const erasureLock = 770_012;

/** The first statement of every transaction that records or changes what a visitor sent. */
export async function enterBesideOthers(tx: Queries): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [erasureLock]);
}

/** The first statement of an erasure. */
export async function enterAlone(tx: Queries): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [erasureLock]);
}

export async function lockSession(tx: Queries, { sessionId, formId }: SessionKey): Promise<void> {
  const name = JSON.stringify([tx.tenant, sessionId, formId]);
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [name]);
}
