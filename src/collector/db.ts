/** The one thing the collector asks of a database: PostgreSQL 15 SQL with numbered parameters. */
export const defaultTenant = 'default';

export interface Queries {
  /** The first part of every key: who is asked for sees nothing of another tenant. */
  readonly tenant: string;
  /** One statement; `$1`, `$2` … stand for the parameters. */
  query<Row extends object = object>(sql: string, params?: readonly unknown[]): Promise<readonly Row[]>;
  /** Several statements without parameters. */
  exec(sql: string): Promise<void>;
}

export interface Db extends Queries {
  /** Runs `work` in one transaction, over again where it lost a race; a throw rolls all of it back. */
  tx<Result>(work: (tx: Queries) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** The same database for another tenant. Closing either closes both. */
export function inTenant(db: Db, tenant: string): Db {
  const scoped = (queries: Queries): Queries => ({
    tenant,
    query: (sql, params) => queries.query(sql, params),
    exec: (sql) => queries.exec(sql),
  });
  return { ...scoped(db), tx: (work) => db.tx((tx) => work(scoped(tx))), close: () => db.close() };
}
