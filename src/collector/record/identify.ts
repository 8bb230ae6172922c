/**
 * Who sits behind a session. A typed address finds a person's record to write to, but proves nothing: only a link from
 * that person's own mailbox does, now (`proof`) or earlier on this device (`device`). The statements are the same
 * for known and unknown addresses.
 */
import type { Queries } from '../db.js';
import type { SessionKey, SessionOnRecord } from './read-session.js';

export interface Identity {
  /** A person on record; absent for a new one. */
  readonly personId?: string | undefined;
  /** People without an address, known only by what this session or device sent: with an address they are its. */
  readonly namelessIds: readonly string[];
  /** That this person sits there has been shown, not just typed. */
  readonly proved: boolean;
  /** It came with a link's proof, which binds this device to the person. */
  readonly byLink: boolean;
}

export interface Traces {
  readonly session: SessionKey;
  /** The session as it was, and as it is with what has just come. */
  readonly before: SessionOnRecord;
  readonly after: SessionOnRecord;
  readonly anonymousId?: string | undefined;
}

interface Person {
  readonly id: string;
  readonly emailKey: string | null;
  /** Nobody vouches for this record: what it holds came from its sessions alone. */
  readonly free: boolean;
}

const columns = 'person.id, person.email_key AS "emailKey", person.vouched_by IS NULL AS free';

export async function identify(tx: Queries, traces: Traces): Promise<Identity> {
  const { session, before, after, anonymousId } = traces;
  const { emailKey } = after;
  const linked = await personById(tx, after.proofPerson);
  const bound = await personOfDevice(tx, session, anonymousId);
  const own = await personById(tx, before.personId);
  const earlier = await personOfEarlierSession(tx, session, anonymousId);
  if (emailKey === undefined) {
    // Found by an address that has since been taken back: then it is not this session's person any more.
    const stays = own && (own.emailKey === null || before.emailKey === undefined) ? own : undefined;
    const found = linked ?? stays ?? bound ?? earlier;
    const proved = found !== undefined && (found === linked || found.id === bound?.id);
    return { personId: found?.id, namelessIds: [], proved, byLink: found !== undefined && found === linked };
  }
  // Another address than the person's own was typed: a new subject, and nothing merges.
  const byLink = linked?.emailKey === emailKey;
  const namelessIds = [own, earlier].flatMap((person) =>
    person?.emailKey === null && person.free ? [person.id] : [],
  );
  const personId = await personByEmail(tx, emailKey);
  return { personId, namelessIds, proved: byLink || bound?.emailKey === emailKey, byLink };
}

async function personById(tx: Queries, id: string | undefined): Promise<Person | undefined> {
  const rows = await tx.query<Person>(`SELECT ${columns} FROM person WHERE tenant = $1 AND id = $2`, [
    tx.tenant,
    id ?? null,
  ]);
  return rows[0];
}

/** A device that another session let go leads to nobody. */
async function personOfDevice(
  tx: Queries,
  { sessionId }: SessionKey,
  anonymousId: string | undefined,
): Promise<Person | undefined> {
  const rows = await tx.query<Person>(
    `SELECT ${columns}
     FROM (SELECT person_id, released_by FROM device WHERE tenant = $1 AND anonymous_id = $2 AND bound_by <> $3
       ORDER BY bound_at DESC, bound_by LIMIT 1) AS bound
     JOIN person ON person.tenant = $1 AND person.id = person_id
     WHERE released_by IS NULL OR released_by = $3`,
    [tx.tenant, anonymousId ?? null, sessionId],
  );
  return rows[0];
}

async function personByEmail(tx: Queries, emailKey: string): Promise<string | undefined> {
  const rows = await tx.query<{ id: string }>('SELECT id FROM person WHERE tenant = $1 AND email_key = $2', [
    tx.tenant,
    emailKey,
  ]);
  return rows[0]?.id;
}

async function personOfEarlierSession(
  tx: Queries,
  { sessionId, formId }: SessionKey,
  anonymousId: string | undefined,
): Promise<Person | undefined> {
  const rows = await tx.query<Person>(
    `SELECT ${columns}
     FROM submission JOIN person ON person.tenant = submission.tenant AND person.id = submission.person_id
     WHERE submission.tenant = $1 AND anonymous_id = $2 AND (session_id, form_id) <> ($3, $4)
     ORDER BY received_at DESC, submission.id DESC LIMIT 1`,
    [tx.tenant, anonymousId ?? null, sessionId, formId],
  );
  return rows[0];
}
