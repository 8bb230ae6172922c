import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFile } from '../../src/collector/db/lock-file.js';
import { openDb } from '../../src/collector/open-db.js';
import { agreed, createWorld, erika, factsOf } from './harness.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pf-db-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the embedded database', () => {
  it('FLT59 keeps what was acknowledged over a restart, and turns a second opener away meanwhile', async () => {
    const dataDir = join(folder, 'deep', 'collector');
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
    const db = await openDb({});
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
