/** `Db` over a pool of PostgreSQL connections. */
import type { PoolClient } from 'pg';
import type { Db, Queries } from '../db.js';

export async function openPostgres(url: string): Promise<Db> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url });
  // A connection that breaks while idle is replaced at the next query; unheard, it would end the process.
  pool.on('error', () => {});
  return {
    ...queriesOf(pool),
    async tx(work) {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query('BEGIN');
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
    },
    close: () => pool.end(),
  };
}

function queriesOf(connection: Pick<PoolClient, 'query'>): Queries {
  return {
    async query<Row extends object>(sql: string, params: readonly unknown[] = []) {
      return (await connection.query<Row>(sql, [...params])).rows;
    },
    async exec(sql) {
      await connection.query(sql);
    },
  };
}
