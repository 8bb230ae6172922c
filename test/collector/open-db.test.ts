import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockFile } from '../../src/collector/db/lock-file.js';
import { openDb } from '../../src/collector/open-db.js';
import { agreed, createWorld, erika, factsOf } from './harness.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pf-db-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the embedded database', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'pf-data-')), 'deep', 'collector');
  });
  afterAll(() => rm(join(dataDir, '../..'), { recursive: true, force: true }));

  it('FLT59 keeps what was acknowledged over a restart, and turns a second opener away meanwhile', async () => {
    const db = await openDb({ dataDir });
    const world = await createWorld(db);
    await world.submit(erika, agreed(world));
    await expect(openDb({ dataDir })).rejects.toThrow('another process has this database open');
    await db.close();

    const again = await openDb({ dataDir });
    const later = await createWorld(again);
    expect((await later.collector.leads()).map(factsOf)).toMatchObject([{ firstName: 'Erika' }]);
    await again.close();
  }, 90_000);

  it('FLT61 a transaction that throws leaves nothing', async () => {
    const db = await openDb({ dataDir });
    await db.exec('CREATE TABLE t (n int)');
    const failing = db.tx(async (tx) => {
      await tx.query('INSERT INTO t VALUES ($1)', [1]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await db.query('SELECT n FROM t')).toEqual([]);
    await db.close();
  }, 90_000);
});

describe('PostgreSQL', () => {
  const address = process.env['DATABASE_URL'] ?? '';
  beforeEach((context) => context.skip(!address, 'needs a PostgreSQL server: set DATABASE_URL'));

  it('FLT61 shows what was committed while a lock was waited for, whatever its default', async () => {
    const strict = new URL(address);
    strict.searchParams.set('options', '-c default_transaction_isolation=serializable');
    const db = await openDb({ url: strict.href });
    const [row] = await db.tx((tx) => tx.query('SHOW transaction_isolation'));
    expect(row).toEqual({ transaction_isolation: 'read committed' });
    await db.close();
  });

  it('FLT61 starts a transaction over that lost a race, and no other', async () => {
    const db = await openDb({ url: address });
    const attemptsAt = async (code: string) => {
      let attempts = 0;
      await db
        .tx(async (tx) => {
          attempts += 1;
          if (attempts < 3) await tx.exec(`DO $$ BEGIN RAISE SQLSTATE '${code}'; END $$`);
        })
        .catch(() => {});
      return attempts;
    };
    expect([await attemptsAt('40P01'), await attemptsAt('23503'), await attemptsAt('23505')]).toEqual([
      3, 3, 1,
    ]);
    await db.close();
  });
});

describe('the lock', () => {
  const path = () => join(folder, 'db.lock');

  it('FLT59 is free again after its release', () => {
    const release = lockFile(path());
    expect(() => lockFile(path())).toThrow('DATABASE_URL');
    release();
    lockFile(path())();
  });

  it('FLT59 of another living process holds', async () => {
    await writeFile(path(), JSON.stringify({ pid: process.ppid, since: 0 }));
    expect(() => lockFile(path())).toThrow('another process');
  });

  it('FLT59 of a process that was killed does not', async () => {
    const child = fork(await emptyModule(folder));
    await new Promise((resolve) => child.once('exit', resolve));
    await writeFile(path(), JSON.stringify({ pid: child.pid, since: 0 }));
    lockFile(path())();
  });

  it('FLT59 of an earlier process that had our number, as in a container, does not', async () => {
    await writeFile(path(), JSON.stringify({ pid: process.pid, since: 1 }));
    lockFile(path())();
  });

  it('FLT59 that nobody can read does not', async () => {
    await writeFile(path(), 'nonsense');
    lockFile(path())();
  });
});

async function emptyModule(where: string): Promise<string> {
  const file = join(where, 'empty.mjs');
  await writeFile(file, '');
  return file;
}
