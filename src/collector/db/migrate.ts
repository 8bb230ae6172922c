/** Brings the tables up to date; safe to run from several processes at once. */
import type { Db } from '../db.js';
import { migrations } from './schema.sql.js';

/** Any number will do as long as it stays the same. */
const migrationLock = 770_011;

export async function migrate(db: Db): Promise<void> {
  await db.tx(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await tx.exec('CREATE TABLE IF NOT EXISTS schema_version (version int NOT NULL)');
    const [row] = await tx.query<{ version: number }>(
      'SELECT coalesce(max(version), 0)::int AS version FROM schema_version',
    );
    const done = row?.version ?? 0;
    for (const [offset, sql] of migrations.slice(done).entries()) {
      await tx.exec(sql);
      await tx.query('INSERT INTO schema_version (version) VALUES ($1)', [done + offset + 1]);
    }
  });
}
