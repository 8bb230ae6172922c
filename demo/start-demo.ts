/** Puts the demo together: pages, collector, mail, one port. */
import { getRequestListener } from '@hono/node-server';
import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Asset } from '../src/collector/asset.js';
import { createCollector } from '../src/collector/collector.js';
import { loadForms } from '../src/collector/load-forms.js';
import type { LogEntry } from '../src/collector/log-entry.js';
import { openDb } from '../src/collector/open-db.js';
import { readSecret } from '../src/collector/read-secret.js';
import { createSmtpTransport } from '../src/collector/smtp-transport.js';
import type { FormConfig } from '../src/model/form-config.js';
import type { Clock } from '../src/model/ports.js';
import { catchMail } from './catch-mail.js';
import { createApp, type DemoApp } from './create-app.js';
import { openDemoClock } from './demo-clock.js';
import { openInbox, type Inbox } from './inbox.js';
import { makeWhitepaper } from './whitepaper/make-whitepaper.js';
import { sendMails } from './send-mails.js';
import { title } from './whitepaper/words.js';

export interface DemoOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Made if absent; everything the demo keeps is in it. */
  readonly dataDir: string;
  /** Address to listen on; this machine only unless told otherwise. */
  readonly host?: string;
  /** A PostgreSQL address, instead of the embedded database in `dataDir`. */
  readonly databaseUrl?: string;
  /** A real mail server, instead of the built-in inbox. */
  readonly smtpUrl?: string;
  /** Milliseconds between two looks for due mails. */
  readonly mailInterval?: number;
  readonly warn?: (text: string) => void;
}

export interface Demo {
  readonly url: string;
  close(): Promise<void>;
}

const whitepaperId = 'leichtbau-in-serie';
const sender = 'Kessler Maschinenbau <whitepaper@kessler.example>';
const demoFolder = fileURLToPath(new URL('.', import.meta.url));

/** Rejects with `EADDRINUSE`, before anything is written, when the port is taken. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const server = createServer();
  // The port comes first: mails need the address. Whoever calls early waits until all is ready.
  const url = `http://localhost:${String(await listen(server, options))}`;
  const closers: Closers = [];
  const app = assemble(options, url, closers);
  server.on(
    'request',
    getRequestListener(async (request, env) => (await app).fetch(request, env)),
  );
  const close = async (): Promise<void> => {
    await closeServer(server);
    for (const closeOne of closers.splice(0).reverse()) await closeOne();
  };
  try {
    await app;
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}

/** What was opened, in that order; closed in the opposite one. */
type Closers = (() => Promise<void>)[];

async function assemble(options: DemoOptions, url: string, closers: Closers): Promise<DemoApp> {
  const { dataDir, databaseUrl, smtpUrl, mailInterval = 1000, warn = console.warn } = options;
  await mkdir(dataDir, { recursive: true });
  const clock = await openDemoClock(join(dataDir, 'clock.json'));
  const inbox = await openInbox(join(dataDir, 'inbox'));
  const transport = createSmtpTransport(smtpUrl ?? (await openCatcher(inbox, clock.now, closers)));
  closers.push(async () => transport.close());
  const db = await openDb({ url: databaseUrl, dataDir: join(dataDir, 'db') });
  closers.push(() => db.close());
  const collector = await createCollector({
    db,
    forms: await loadDemoForms(url),
    secret: await readSecret(join(dataDir, 'secret')),
    clock: clock.now,
    publicUrl: url,
    pages: { whitepaper: `${url}/whitepaper/` },
    assets: { [whitepaperId]: await whitepaperIn(dataDir) },
    mail: { transport, from: sender },
    allowedOrigins: '*',
    operatorKey: Buffer.from(await readSecret(join(dataDir, 'operator-key'))).toString('base64'),
    log: (entry) => tellFailure(entry, warn),
  });
  const mails = sendMails(collector, mailInterval, warn);
  closers.push(() => mails.stop());
  return createApp({ collector, clock, inbox, mails, mailsLeave: smtpUrl !== undefined });
}

/** Pictures come from wherever the demo runs: definitions name the address that it has where nothing says otherwise. */
async function loadDemoForms(url: string): Promise<readonly FormConfig[]> {
  const folders = [`${demoFolder}forms`, `${demoFolder}pages/offline`];
  const forms = (await Promise.all(folders.map(loadForms))).flat();
  return JSON.parse(JSON.stringify(forms).replaceAll('http://localhost:4173/', `${url}/`)) as FormConfig[];
}

function tellFailure(entry: LogEntry, warn: (text: string) => void): void {
  if (entry.event === 'mailFailed') {
    warn(`A mail (${entry.kind}) was not taken: ${entry.error}. It is tried again.`);
  } else if (entry.event === 'request' && entry.error) {
    warn(`${entry.method} ${entry.path} failed with ${String(entry.status)}: ${entry.error}`);
  }
}

async function openCatcher(inbox: Inbox, now: Clock, closers: Closers): Promise<string> {
  const catcher = await catchMail(inbox, now);
  closers.push(() => catcher.close());
  return catcher.url;
}

async function whitepaperIn(dataDir: string): Promise<Asset> {
  const filename = `${whitepaperId}.pdf`;
  const file = join(dataDir, filename);
  await makeWhitepaper(file);
  return { file, filename, title, type: 'application/pdf' };
}

function listen(server: Server, { port, host = '127.0.0.1' }: DemoOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
