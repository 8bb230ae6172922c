/** `npm run collector`: the collector as a server of its own, set up by the environment. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { createCollector } from './collector.js';
import type { Collector } from './collector.js';
import { errorName } from './error-name.js';
import { findAssets } from './find-assets.js';
import type { LogEntry } from './log-entry.js';
import { loadForms } from './load-forms.js';
import { openDb } from './open-db.js';
import { readPages } from './read-pages.js';
import { readSecret } from './read-secret.js';
import { createSmtpTransport } from './smtp-transport.js';

const mailEvery = 5_000;

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
    ...(mail && { mail }),
  });
  const stopMails = sendMailsRegularly(collector);
  const server = serve({ fetch: collector.fetch, port }, (address) => {
    console.log(`Collector of ${forms.length} forms listening on port ${address.port}`);
  });
  const stop = async () => {
    await new Promise((resolve) => server.close(resolve));
    await stopMails();
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

/** One round at a time; the returned function waits for the round that is under way. */
function sendMailsRegularly(collector: Collector): () => Promise<void> {
  let round: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    round = collector
      .sendDueMails()
      .catch((error: unknown) => console.error(`Mails wait: ${errorName(error)}`))
      .finally(() => (busy = false));
  }, mailEvery);
  return async () => {
    clearInterval(timer);
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
