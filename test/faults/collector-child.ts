/**
 * The real collector, in a process that can be killed: `node --import tsx collector-child.ts <data folder>`. It prints
 * where it listens, and where it shows what it holds.
 */
import { serve, type ServerType } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createCollector } from '../../src/collector/collector.js';
import type { Db } from '../../src/collector/db.js';
import { openDb } from '../../src/collector/open-db.js';
import { contactDefinition } from './contact-definition.js';
import { definition } from './definition.js';
import { hashContent } from './hash-content.js';

interface SubmissionRow {
  readonly id: string;
  readonly sessionId: string;
  readonly step: string;
  readonly answers: unknown;
}

const [folder = ''] = process.argv.slice(2);
const db = await openDb({ dataDir: join(folder, 'collector') });
const collector = await createCollector({
  db,
  forms: [definition, contactDefinition],
  secret: new Uint8Array(32).fill(7),
  publicUrl: 'http://localhost',
  allowedOrigins: '*',
  log: ({ event, ...entry }) => void ('error' in entry && console.error(event, entry.error)),
});
const [door, control] = await Promise.all([listen(collector.fetch), listen(show)]);
console.log(JSON.stringify({ url: door, control }));
// Whoever started us is gone, and with it every reason to go on.
process.stdin.resume().once('end', () => process.exit(1));

async function listen(fetch: (request: Request) => Promise<Response>): Promise<string> {
  const server: ServerType = serve({ fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function show(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  switch (pathname) {
    case '/rows':
      return Response.json(await readRows(db));
    case '/losses':
      return Response.json((await collector.losses()).map(({ id }) => id));
    case '/erase':
      return Response.json(await collector.erase({ email: searchParams.get('email') ?? '' }));
    case '/empty':
      return Response.json(await empty(db));
    default:
      return new Response(null, { status: 404 });
  }
}

async function readRows({ query }: Db): Promise<readonly object[]> {
  const rows = await query<SubmissionRow>(
    'SELECT id, session_id AS "sessionId", step, answers FROM submission',
  );
  return rows.map(({ answers, ...row }) => ({ ...row, contentHash: hashContent(answers) }));
}

async function empty({ query, exec }: Db): Promise<null> {
  const tables = await query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version'`,
  );
  await exec(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
  return null;
}
