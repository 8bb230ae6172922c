/** `Db` over the embedded PostgreSQL, which tolerates one process only: two would corrupt it. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PGliteInterface, Transaction } from '@electric-sql/pglite';
import { defaultTenant, type Db, type Queries } from '../db.js';
import { lockFile } from './lock-file.js';

/** `dataDir` absent: in memory. */
export async function openPglite(dataDir: string | undefined): Promise<Db> {
  if (dataDir) await mkdir(dirname(dataDir), { recursive: true });
  const unlock = dataDir ? lockFile(`${dataDir}.lock`) : () => {};
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const lite = await PGlite.create(dataDir ? { dataDir } : {});
    return {
      ...queriesOf(lite),
      tx: (work) => lite.transaction((tx) => work(queriesOf(tx))),
      close: () => lite.close().finally(unlock),
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function queriesOf(connection: Pick<PGliteInterface | Transaction, 'query' | 'exec'>): Queries {
  return {
    tenant: defaultTenant,
    async query<Row extends object>(sql: string, params: readonly unknown[] = []) {
      return (await connection.query<Row>(sql, [...params])).rows;
    },
    async exec(sql) {
      await connection.exec(sql);
    },
  };
}
