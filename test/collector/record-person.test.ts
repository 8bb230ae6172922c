/** Two sessions about one person at once, one of them just behind the other's lock: only PostgreSQL has two at once. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db, Queries } from '../../src/collector/db.js';
import { dropEmptyPerson, recordPerson, releaseAddress } from '../../src/collector/record/record-person.js';
import { emptyTables, openTestDb } from './harness.js';

const person = '00000000-0000-7000-8000-000000000001';
const other = '00000000-0000-7000-8000-000000000002';
const submission = '00000000-0000-7000-8000-000000000003';
const email = 'erika@firma.example';
const now = new Date(Date.UTC(2026, 0, 12, 9));
const session = { sessionId: 'ours', formId: 'whitepaper' };

const hasServer = Boolean(process.env['DATABASE_URL']);

describe('a person', () => {
  let db: Db;
  beforeAll(async () => {
    if (hasServer) db = await openTestDb();
  });
  beforeEach(async (context) => {
    context.skip(!hasServer, 'needs a PostgreSQL server: set DATABASE_URL');
    await emptyTables(db);
  });

  /** Records something under the person in another session, and lets `work` begin before that is committed. */
  async function beside(work: (tx: Queries) => Promise<unknown>): Promise<void> {
    let done: Promise<unknown> = Promise.resolve();
    await db.tx(async (tx) => {
      await tx.query(
        `INSERT INTO submission (tenant, session_id, form_id, step, id, form_version, answers, signals, exposures,
           email_key, client_ms, person_id, submitted_at, received_at)
         VALUES ('default', 'theirs', 'whitepaper', 'contact', $1, '1', '{}', '{}', '[]', $2, 0, $3, $4, $4)`,
        [submission, email, person, now],
      );
      done = db.tx(work);
      while ((await db.query('SELECT 1 FROM pg_locks WHERE NOT granted')).length === 0);
    });
    await done;
  }

  const add = (id: string, emailKey: string | null) =>
    db.query("INSERT INTO person (tenant, id, email_key, created_at) VALUES ('default', $1, $2, $3)", [
      id,
      emailKey,
      now,
    ]);
  const owner = async () =>
    (
      await db.query(
        `SELECT person_id AS id, person.email_key AS email FROM submission LEFT JOIN person ON person.id = person_id`,
      )
    )[0];

  it('FLT61 keeps the address that another session has just given', async () => {
    await add(person, email);
    await beside((tx) => releaseAddress(tx, person, session, email, now));
    expect(await owner()).toEqual({ id: person, email });
  });

  it('FLT61 stays where another session has just been kept under it', async () => {
    await add(person, email);
    await beside((tx) => dropEmptyPerson(tx, person));
    expect(await owner()).toEqual({ id: person, email });
  });

  it('FLT61 without an address goes over with what another session has just told', async () => {
    await add(person, null);
    const identity = { personId: undefined, namelessIds: [person], proved: false, byLink: false };
    const mintId = () => other;
    await beside((tx) => recordPerson(tx, { mintId }, email, identity, now));
    expect(await owner()).toEqual({ id: other, email });
  });
});
