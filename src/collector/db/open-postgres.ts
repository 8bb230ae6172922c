/** `Db` over a pool of PostgreSQL connections. */
import type { Pool, PoolClient } from 'pg';
import { defaultTenant, type Db, type Queries } from '../db.js';

/** Far more than any race takes that is not an error of ours. */
const mostAttempts = 5;

export async function openPostgres(url: string): Promise<Db> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url });
  // A connection that breaks while idle is replaced at the next query; unheard, it would end the process.
  pool.on('error', () => {});
  return {
    ...queriesOf(pool),
    async tx(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await runTransaction(pool, work);
        } catch (error) {
          if (attempt >= mostAttempts || !isLostRace(error)) throw error;
        }
      }
    },
    close: () => pool.end(),
  };
}

async function runTransaction<Result>(pool: Pool, work: (tx: Queries) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken = false;
  try {
    // Whatever the server's default: who has waited for a lock must see then what was committed meanwhile.
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    const result = await work(queriesOf(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that cannot even roll back must not go back into the pool.
    await client.query('ROLLBACK').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Each waited for the other (40P01), or a person it had found was gone when something was to hang on it (23503). */
function isLostRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['40P01', '23503'].includes(String(error.code));
}

function queriesOf(connection: Pick<PoolClient, 'query'>): Queries {
  return {
    tenant: defaultTenant,
    async query<Row extends object>(sql: string, params: readonly unknown[] = []) {
      return (await connection.query<Row>(sql, [...params])).rows;
    },
    async exec(sql) {
      await connection.query(sql);
    },
  };
}
