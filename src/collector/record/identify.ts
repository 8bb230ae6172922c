/**
 * Who sent a submission. A typed address finds a person's record to write to, but proves nothing: only a link from
 * that person's own mailbox does, now (`proof`) or earlier on this device (`device`). The statements are the same
 * for known and unknown addresses.
 */
import type { Queries } from '../db.js';
import { tenant } from '../context.js';

export interface Identity {
  /** A person on record; absent for a new one. */
  readonly personId?: string | undefined;
  /** A person without an address, known only by what this session or device sent earlier. */
  readonly namelessId?: string | undefined;
  /** That this person sits there has been shown, not just typed. */
  readonly proved: boolean;
  /** It came with a link's proof, which binds this device to the person. */
  readonly byLink: boolean;
}

export interface Traces {
  readonly emailKey?: string | undefined;
  /** The person that a valid proof names. */
  readonly proofPerson?: string | undefined;
  readonly anonymousId?: string | undefined;
  readonly sessionId: string;
}

export async function identify(tx: Queries, traces: Traces): Promise<Identity> {
  const emailKey = traces.emailKey ?? (await addressOfSession(tx, traces.sessionId));
  const linked = await personById(tx, traces.proofPerson);
  const bound = await personOfDevice(tx, traces.anonymousId);
  // Another address than the person's own was typed, on this view or before: a new subject, and nothing merges.
  const fits = (person: Person | undefined) => person && (!emailKey || person.emailKey === emailKey);
  if (linked && fits(linked)) return { personId: linked.id, proved: true, byLink: true };
  if (bound && fits(bound)) return { personId: bound.id, proved: true, byLink: false };
  const earlier = await personOfEarlierSubmission(tx, traces.sessionId, traces.anonymousId);
  const namelessId = earlier?.emailKey === null ? earlier.id : undefined;
  const personId = emailKey ? await personByEmail(tx, emailKey) : earlier?.id;
  return { personId, namelessId, proved: false, byLink: false };
}

interface Person {
  readonly id: string;
  readonly emailKey: string | null;
}

async function personById(tx: Queries, id: string | undefined): Promise<Person | undefined> {
  const rows = await tx.query<Person>(
    'SELECT id, email_key AS "emailKey" FROM person WHERE tenant = $1 AND id = $2',
    [tenant, id ?? null],
  );
  return rows[0];
}

async function personOfDevice(tx: Queries, anonymousId: string | undefined): Promise<Person | undefined> {
  const rows = await tx.query<Person>(
    `SELECT person.id, person.email_key AS "emailKey"
     FROM device JOIN person ON person.tenant = device.tenant AND person.id = device.person_id
     WHERE device.tenant = $1 AND device.anonymous_id = $2`,
    [tenant, anonymousId ?? null],
  );
  return rows[0];
}

async function addressOfSession(tx: Queries, sessionId: string): Promise<string | undefined> {
  const rows = await tx.query<{ emailKey: string }>(
    `SELECT email_key AS "emailKey" FROM submission
     WHERE tenant = $1 AND session_id = $2 AND email_key IS NOT NULL ORDER BY submitted_at DESC LIMIT 1`,
    [tenant, sessionId],
  );
  return rows[0]?.emailKey;
}

async function personByEmail(tx: Queries, emailKey: string): Promise<string | undefined> {
  const rows = await tx.query<{ id: string }>('SELECT id FROM person WHERE tenant = $1 AND email_key = $2', [
    tenant,
    emailKey,
  ]);
  return rows[0]?.id;
}

async function personOfEarlierSubmission(
  tx: Queries,
  sessionId: string,
  anonymousId: string | undefined,
): Promise<Person | undefined> {
  const rows = await tx.query<Person>(
    `SELECT person.id, person.email_key AS "emailKey"
     FROM submission JOIN person ON person.tenant = submission.tenant AND person.id = submission.person_id
     WHERE submission.tenant = $1 AND (session_id = $2 OR anonymous_id = $3)
     ORDER BY session_id = $2 DESC, received_at DESC, submission.id DESC LIMIT 1`,
    [tenant, sessionId, anonymousId ?? null],
  );
  return rows[0];
}
