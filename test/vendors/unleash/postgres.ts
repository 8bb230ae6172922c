/** A PostgreSQL for one test file: the one that DATABASE_URL names, else the newest that is installed, in a folder. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Program, runProgram } from '../node-red/program.js';
import { findFreePort } from './find-free-port.js';

export interface Postgres {
  /** Of an empty database. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Why there is none, or nothing where there is one. */
export const missingPostgres = (): string | undefined =>
  process.env['DATABASE_URL'] || findPrograms()
    ? undefined
    : 'needs PostgreSQL: set DATABASE_URL, or as root on Debian: apt-get install -y postgresql';

export async function startPostgres(): Promise<Postgres> {
  const address = process.env['DATABASE_URL'];
  if (address) return createDatabase(address);
  const programs = findPrograms();
  if (!programs) throw new Error(missingPostgres());
  return startCluster(programs);
}

async function createDatabase(address: string): Promise<Postgres> {
  const name = `unleash_${process.pid}`;
  await ask(address, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await ask(address, `CREATE DATABASE ${name}`);
  const url = new URL(address);
  url.pathname = `/${name}`;
  return { url: url.href, stop: () => ask(address, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function ask(address: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

async function startCluster(programs: string): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'unleash-pg-'));
  const data = join(folder, 'data');
  const somebody = pickUser();
  if (somebody) await chown(folder, somebody.uid, somebody.gid);
  const options = { ...somebody, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
  const kind = ['-A', 'trust', '-U', 'unleash', '-E', 'UTF8', '-N'];
  await runProgram(join(programs, 'initdb'), ['-D', data, ...kind], options);
  const port = await findFreePort();
  const server = new Program(
    join(programs, 'postgres'),
    ['-D', data, '-F', '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'],
    options,
  );
  await server.start(/ready to accept connections/);
  return {
    url: `postgres://unleash@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop('SIGQUIT');
      await rm(folder, { recursive: true });
    },
  };
}

/** It refuses to run as root; who starts it as somebody else needs no one else. */
function pickUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].flatMap((name) => users.filter(([user]) => user === name))[0];
  if (!found) throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** The folder they are in: Debian keeps each version's in one of its own. */
function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((one) => `${debian}/${one}/bin`),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  const needed = ['initdb', 'postgres'];
  return folders.find((folder) => folder && needed.every((name) => existsSync(join(folder, name))));
}
