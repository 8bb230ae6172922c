/** Opens the collector's database: PostgreSQL where an address is given, else the embedded one. */
import type { Db } from './db.js';
import { openPglite } from './db/open-pglite.js';
import { openPostgres } from './db/open-postgres.js';

export interface DbOptions {
  /** `postgres://…`; wins over `dataDir`. */
  readonly url?: string | undefined;
  /** Folder of the embedded database; in memory where absent. */
  readonly dataDir?: string | undefined;
}

/**
 * The embedded database outlives the death of the process, not a loss of power; for that use PostgreSQL with
 * `fsync` and `synchronous_commit` on, which is its default.
 */
export function openDb({ url, dataDir }: DbOptions): Promise<Db> {
  return url ? openPostgres(url) : openPglite(dataDir);
}
