/** `npm run demo`: starts the demo, says where it is, and stops cleanly. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { startDemo, type Demo } from './start-demo.js';

const { PORT = '4173', HOST, DATA_DIR = './data', DATABASE_URL, SMTP_URL } = process.env;
const dataDir = resolve(DATA_DIR);

try {
  const demo = await startDemo({
    port: Number(PORT),
    dataDir,
    ...(HOST && { host: HOST }),
    ...(DATABASE_URL && { databaseUrl: DATABASE_URL }),
    ...(SMTP_URL && { smtpUrl: SMTP_URL }),
  });
  console.log(welcome(demo.url));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(demo));
} catch (error) {
  console.error(whyNot(error as NodeJS.ErrnoException));
  process.exit(1);
}

async function stop(demo: Demo): Promise<void> {
  await demo.close();
  process.exit(0);
}

function welcome(url: string): string {
  const built = existsSync(new URL('../dist/progressive-form.js', import.meta.url));
  return [
    '',
    `  The demo is at    ${url}/`,
    `  Data are kept in  ${dataDir}${DATABASE_URL ? ' and in the database of DATABASE_URL' : ''}`,
    `  Mails go to       ${SMTP_URL ? 'the mail server of SMTP_URL' : `${url}/inbox/`}`,
    '  Stop it with      Ctrl+C',
    ...(built ? [] : ['', '  The forms are missing: run npm run build first.']),
    '',
  ].join('\n');
}

function whyNot(error: NodeJS.ErrnoException): string {
  return error.code === 'EADDRINUSE'
    ? `Port ${PORT} is taken. Stop what uses it, or choose another: PORT=4180 npm run demo`
    : `The demo could not start: ${error.message}`;
}
