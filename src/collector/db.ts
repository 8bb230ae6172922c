/** The one thing the collector asks of a database: PostgreSQL 15 SQL with numbered parameters. */
export interface Queries {
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
