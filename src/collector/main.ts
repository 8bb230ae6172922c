/** `npm run collector`: the collector as a server of its own, set up by the environment. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { Enricher } from '../model/ports.js';
import { createCollector, createFullContactEnricher } from './collector.js';
import type { LoginProvider } from './collector.js';
import { errorName } from './error-name.js';
import { findAssets } from './find-assets.js';
import type { LogEntry } from './log-entry.js';
import { loadForms } from './load-forms.js';
import { openDb } from './open-db.js';
import { readPages } from './read-pages.js';
import { readSecret } from './read-secret.js';
import { createSmtpTransport } from './smtp-transport.js';

const lookEvery = 5_000;

type Environment = Readonly<Record<string, string | undefined>>;

async function start(env: Environment): Promise<void> {
  const dataDir = env['DATA_DIR'] ?? './data';
  const port = Number(env['PORT'] ?? 4174);
  const forms = await loadForms(env['FORMS_DIR'] ?? (existsSync('./forms') ? './forms' : './demo/forms'));
  const pages = readPages(env['PAGES'] ?? '');
  const assets = env['ASSETS_DIR'] ? await findAssets(env['ASSETS_DIR']) : {};
  const secret = env['COLLECTOR_SECRET']
    ? new TextEncoder().encode(env['COLLECTOR_SECRET'])
    : await readSecret(join(dataDir, 'collector.secret'));
  const mail = readMail(env);
  const logins = readLogins(env);
  const db = await openDb({ url: env['DATABASE_URL'], dataDir: join(dataDir, 'collector') });
  const collector = await createCollector({
    db,
    forms,
    secret,
    pages,
    assets,
    publicUrl: env['PUBLIC_URL'] ?? `http://localhost:${port}`,
    allowedOrigins: readOrigins(env['ALLOWED_ORIGINS'] ?? ''),
    log: (entry: LogEntry) => console.log(JSON.stringify(entry)),
    logins,
    enrichers: readEnrichers(env),
    ...(mail && { mail }),
    ...(env['COLLECTOR_KEY'] && { operatorKey: env['COLLECTOR_KEY'] }),
  });
  const stopJobs = [
    repeat('Mails wait', () => collector.sendDueMails()),
    repeat('Look-ups wait', (stopped) => collector.enrichDue(stopped)),
  ];
  const server = serve({ fetch: collector.fetch, port }, (address) => {
    console.log(`Collector of ${forms.length} forms listening on port ${address.port}`);
  });
  const stop = async () => {
    const jobs = stopJobs.map((stopJob) => stopJob());
    await new Promise((resolve) => server.close(resolve));
    await Promise.all(jobs);
    mail?.transport.close();
    await db.close(); // last, and always: until then the embedded database keeps the process alive
  };
  server.once('error', (error: NodeJS.ErrnoException) => {
    console.error(`Port ${port}: ${error.code ?? error.name}. Set PORT to another one`);
    void stop().finally(() => process.exit(1));
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

function readMail(env: Environment) {
  if (!env['SMTP_URL']) return undefined;
  if (!env['MAIL_FROM']) throw new Error('MAIL_FROM: missing. Give the address that mails come from');
  return { transport: createSmtpTransport(env['SMTP_URL']), from: env['MAIL_FROM'] };
}

function readOrigins(text: string): readonly string[] | '*' {
  return text.trim() === '*' ? '*' : text.split(/[\s,]+/).filter(Boolean);
}

function readLogins(env: Environment): readonly LoginProvider[] {
  const issuer = env['LOGIN_ISSUER'];
  if (!issuer) return [];
  if (!env['LOGIN_AUDIENCE']) throw new Error('LOGIN_AUDIENCE: missing. Give the client id of the sign-in');
  return [{ issuer, audience: env['LOGIN_AUDIENCE'] }];
}

function readEnrichers(env: Environment): readonly Enricher[] {
  const apiKey = env['FULLCONTACT_API_KEY'];
  return apiKey ? [createFullContactEnricher({ apiKey })] : [];
}

/** One round at a time; the returned function tells the round that is under way to end early, and waits for it. */
function repeat(failure: string, work: (stopped: AbortSignal) => Promise<unknown>): () => Promise<void> {
  const stop = new AbortController();
  let round: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    round = work(stop.signal)
      .catch((error: unknown) => console.error(`${failure}: ${errorName(error)}`))
      .finally(() => (busy = false));
  }, lookEvery);
  return async () => {
    clearInterval(timer);
    stop.abort();
    await round;
  };
}

try {
  await start(process.env);
} catch (error) {
  // What is set up wrongly is told in one line, not in a stack.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
