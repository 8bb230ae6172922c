/** The real collector, as it is built, killed and cut off while it works. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer, connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDb } from '../../src/collector/open-db.js';
import { createIdMinter } from '../../src/model/mint-id.js';
import { emptySchema, erika } from './harness.js';

const kills = Number(process.env['PF_KILLS'] ?? (process.env['PF_FULL'] ? 10 : 1));
const mintId = createIdMinter(Date.now, (bytes) => crypto.getRandomValues(bytes));

let folder: string;
let databaseUrl: string | undefined;
let running: { readonly child: ChildProcess; readonly port: Promise<number> } | undefined;
/** Everything that was sent, by its id; the database is opened for it once, since that takes longer than the rest. */
const sent = new Map<string, string>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pf-crash-'));
  await cp(new URL('../../demo/forms', import.meta.url), join(folder, 'forms'), { recursive: true });
  databaseUrl = await emptySchema('crash_test');
});
afterAll(async () => {
  await kill();
  await rm(folder, { recursive: true, force: true });
});

/** The port of the collector; starts one on the same data as before where none runs. */
function listening(): Promise<number> {
  running ??= start();
  return running.port;
}

function start(): NonNullable<typeof running> {
  const child = spawn(process.execPath, ['dist/collector/main.js'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      FORMS_DIR: join(folder, 'forms'),
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
  });
  let text = '';
  const port = new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const port = /listening on port (\d+)/.exec(text)?.[1];
      if (port) resolve(Number(port));
    });
    child.once('exit', () => reject(new Error('The collector ended before it listened')));
  });
  return { child, port };
}

async function kill(): Promise<void> {
  const child = running?.child;
  running = undefined;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** A submission that is sent from now on. */
function envelope() {
  const id = mintId();
  const now = Date.now();
  const submission = {
    id,
    sessionId: mintId(),
    step: 'contact',
    formId: 'whitepaper',
    formVersion: '1',
    answers: { ...erika, email: `${id}@firma.example` },
    consents: [],
    signals: {},
    exposures: [],
    submittedAt: new Date(now).toISOString(),
  };
  const text = JSON.stringify({ id, sentAt: now, n: 0, body: JSON.stringify(submission) });
  sent.set(id, text);
  return { id, text };
}

interface Ack {
  readonly id: string;
  readonly duplicate?: true;
}

/** The acknowledgement, or nothing where the line broke. */
async function post(port: number, text: string): Promise<Ack | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/submissions`, { method: 'POST', body: text });
    return answer.ok ? ((await answer.json()) as Ack) : undefined;
  } catch {
    return undefined; // killed under our hands: just what this is about
  }
}

/** How often each id stands in the database, read when no collector runs. */
async function recorded(): Promise<ReadonlyMap<string, number>> {
  await kill();
  const db = await openDb({ url: databaseUrl, dataDir: join(folder, 'data', 'collector') });
  try {
    const rows = await db.query<{ id: string; n: number }>(
      'SELECT id, count(*)::int AS n FROM submission GROUP BY id',
    );
    return new Map(rows.map(({ id, n }) => [id, n]));
  } finally {
    await db.close();
  }
}

describe('a collector that dies', () => {
  it(`FLT59 of ${kills} ${kills === 1 ? 'kill' : 'kills'} while it takes submissions, none costs what was acknowledged`, async () => {
    const acknowledged = new Set<string>();
    for (let n = 0; n < kills; n += 1) {
      const port = await listening();
      const enough = acknowledged.size + 10 + n;
      const send = async () => {
        while (running) {
          const { id, text } = envelope();
          if ((await post(port, text))?.id === id) acknowledged.add(id);
          if (acknowledged.size >= enough) await kill();
        }
      };
      await Promise.all([send(), send(), send(), send()]);
    }
    const port = await listening();
    for (const [id, text] of sent) {
      const answer = await post(port, text);
      expect(answer).toEqual(
        acknowledged.has(id) ? { id, duplicate: true } : expect.objectContaining({ id }),
      );
    }
  }, 240_000);

  it('FLT3 killed after the commit and before the answer, it takes the next attempt for the same', async () => {
    const { id, text } = envelope();
    await cutAtAnswer(await listening(), text, kill);
    expect(await post(await listening(), text)).toEqual({ id, duplicate: true });
  }, 120_000);

  it('FLT8 an answer that never arrives is asked for again on a fresh connection', async () => {
    const { id, text } = envelope();
    await cutAtAnswer(await listening(), text, () => Promise.resolve());
    expect(await post(await listening(), text)).toEqual({ id, duplicate: true });
  }, 120_000);

  it('FLT3 FLT8 FLT59 whatever was sent in these ways stands in the database once', async () => {
    const rows = await recorded();
    expect([...sent.keys()].filter((id) => rows.get(id) !== 1)).toEqual([]);
    expect(rows.size).toBe(sent.size);
  }, 120_000);
});

/** Posts through a proxy that destroys the line at the first byte of the answer, after doing `act`. */
async function cutAtAnswer(port: number, text: string, act: () => Promise<void>): Promise<void> {
  const proxy = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    client.pipe(upstream);
    upstream.once('data', () => {
      void act().finally(() => {
        client.destroy();
        upstream.destroy();
      });
    });
    for (const socket of [client, upstream]) socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
  const path = '/v1/submissions';
  const outcome = new Promise((resolve) => {
    const { port: proxyPort } = proxy.address() as AddressInfo;
    const sending = request({ host: '127.0.0.1', port: proxyPort, path, method: 'POST' }, resolve);
    sending.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    sending.end(text);
  });
  expect(await outcome).toBe('ECONNRESET');
  await new Promise((resolve) => proxy.close(resolve));
}
