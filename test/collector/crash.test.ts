/** The real collector, killed and cut off while it works. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer, connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDb } from '../../src/collector/open-db.js';
import { createIdMinter } from '../../src/model/mint-id.js';
import { emptySchema, erika } from './harness.js';

const kills = Number(process.env['PF_KILLS'] ?? 3);
const mintId = createIdMinter(Date.now, (bytes) => crypto.getRandomValues(bytes));

let folder: string;
let databaseUrl: string | undefined;
let running: ChildProcess | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pf-crash-'));
  await cp(new URL('../../demo/forms', import.meta.url), join(folder, 'forms'), { recursive: true });
  databaseUrl = await emptySchema('crash_test');
});
afterEach(() => kill());
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Starts the collector on the same data as before; resolves with its port when it listens. */
async function start(): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/collector/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      FORMS_DIR: join(folder, 'forms'),
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
  });
  running = child;
  let text = '';
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const port = /listening on port (\d+)/.exec(text)?.[1];
      if (port) resolve(Number(port));
    });
    child.once('exit', () => reject(new Error('The collector ended before it listened')));
  });
}

async function kill(): Promise<void> {
  const child = running;
  running = undefined;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

function envelope(id = mintId()) {
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
  return { id, text: JSON.stringify({ id, sentAt: now, n: 0, body: JSON.stringify(submission) }) };
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
  it(`FLT59 of ${kills} kills while it takes submissions, none costs what was acknowledged or doubles it`, async () => {
    const sent: { readonly id: string; readonly text: string }[] = [];
    const acknowledged = new Set<string>();
    for (let n = 0; n < kills; n += 1) {
      const port = await start();
      const enough = acknowledged.size + 10 + n;
      const send = async () => {
        while (running) {
          const one = envelope();
          sent.push(one);
          if ((await post(port, one.text))?.id === one.id) acknowledged.add(one.id);
          if (acknowledged.size >= enough) await kill();
        }
      };
      await Promise.all([send(), send(), send(), send()]);
    }
    const survivors = await recorded();
    expect([...acknowledged].filter((id) => survivors.get(id) !== 1)).toEqual([]);

    const port = await start();
    for (const { id, text } of sent) expect((await post(port, text))?.id).toBe(id);
    const rows = await recorded();
    expect(sent.filter(({ id }) => rows.get(id) !== 1)).toEqual([]);
    expect(rows.size).toBe(sent.length);
  }, 240_000);

  it('FLT3 killed after the commit and before the answer, it takes the next attempt for the same', async () => {
    const { id, text } = envelope();
    const port = await start();
    await cutAtAnswer(port, text, kill);
    const again = await start();
    expect(await post(again, text)).toEqual({ id, duplicate: true });
    expect((await recorded()).get(id)).toBe(1);
  }, 120_000);

  it('FLT8 an answer that never arrives is asked for again on a fresh connection, and there is one row', async () => {
    const { id, text } = envelope();
    const port = await start();
    await cutAtAnswer(port, text, () => Promise.resolve());
    expect(await post(port, text)).toEqual({ id, duplicate: true });
    expect((await recorded()).get(id)).toBe(1);
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
