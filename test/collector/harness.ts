/** A collector on a real database, and the visitors, mailboxes and clocks around it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createCollector } from '../../src/collector/collector.js';
import type { Collector, CollectorOptions } from '../../src/collector/collector.js';
import type { Db } from '../../src/collector/db.js';
import { migrate } from '../../src/collector/db/migrate.js';
import type { LogEntry } from '../../src/collector/log-entry.js';
import type { OutgoingMail } from '../../src/collector/mail-transport.js';
import { openDb } from '../../src/collector/open-db.js';
import type { Answers } from '../../src/model/answers.js';
import type { FormConfig } from '../../src/model/form-config.js';
import { createIdMinter } from '../../src/model/mint-id.js';
import type { Submission } from '../../src/model/submission.js';

export const url = 'http://collector.test';
export const hour = 3_600_000;
export const assetId = 'leichtbau-in-serie';
export const consentText = 'Ja, Sie dürfen sich meine Angaben merken.';

/** All that a collector keeps, each after those it refers to. */
export const tables: string[] = [];

let shared: Promise<Db> | undefined;

/**
 * The database of this worker, empty; never to be closed. Making one takes longer than most files run, so the files of
 * a worker use the same, one after the other. In memory, or, where DATABASE_URL names a PostgreSQL, in a schema there.
 */
export async function openTestDb(): Promise<Db> {
  shared ??= makeTestDb();
  const db = await shared;
  await emptyTables(db);
  return db;
}

async function makeTestDb(): Promise<Db> {
  const db = await openDb({ url: await emptySchema(`worker_${process.env['VITEST_POOL_ID'] ?? '0'}`) });
  await migrate(db);
  const rows = await db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
       AND relname <> 'schema_version' ORDER BY oid`,
  );
  tables.push(...rows.map(({ name }) => name));
  return db;
}

/** The address of a fresh schema in PostgreSQL; nothing where DATABASE_URL names none. */
export async function emptySchema(schema: string): Promise<string | undefined> {
  const address = process.env['DATABASE_URL'];
  if (!address) return undefined;
  const admin = await openDb({ url: address });
  await admin.exec(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}`);
  await admin.close();
  const own = new URL(address);
  own.searchParams.set('options', `-c search_path=${schema}`);
  return own.href;
}

export async function emptyTables(db: Db): Promise<void> {
  // Much quicker than TRUNCATE while they are small.
  await db.exec(
    tables
      .toReversed()
      .map((name) => `DELETE FROM ${name}`)
      .join(';'),
  );
}

export async function readForm(name: string): Promise<FormConfig> {
  const file = new URL(`../../demo/forms/${name}.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as FormConfig;
}

export interface World {
  readonly collector: Collector;
  readonly db: Db;
  readonly mails: OutgoingMail[];
  readonly logs: LogEntry[];
  readonly clock: { now: number };
  readonly mintId: () => string;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Posts a submission of the whitepaper form as a browser would; `over` replaces members of it. */
  submit(answers: Answers, over?: Partial<Submission>): Promise<Response>;
  submission(answers: Answers, over?: Partial<Submission>): Submission;
  envelope(submission: Submission, sentAt?: number): unknown;
  recognise(request: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Sends what is due and returns the path of the confirmation link in the last mail. */
  confirmPath(): Promise<string>;
  /** Clicks, and returns the path of the download link on the page. */
  click(path: string): Promise<string>;
}

export async function createWorld(db: Db, over: Partial<CollectorOptions> = {}): Promise<World> {
  const clock = { now: Date.UTC(2026, 0, 12, 9) };
  const mails: OutgoingMail[] = [];
  const logs: LogEntry[] = [];
  const file = fileURLToPath(new URL('asset.pdf', import.meta.url));
  const transport = {
    send: async (mail: OutgoingMail) => void mails.push(mail),
    close: () => {},
  };
  const collector = await createCollector({
    db,
    forms: [await readForm('whitepaper'), await readForm('signup')],
    secret: new Uint8Array(32).fill(7),
    clock: () => clock.now,
    publicUrl: url,
    pages: { whitepaper: 'http://site.test/whitepaper/' },
    assets: {
      [assetId]: {
        file,
        filename: 'Leichtbau (für Serie).pdf',
        title: 'Leichtbau in Serie',
        type: 'application/pdf',
      },
    },
    mail: { transport, from: 'Kessler <post@kessler.test>' },
    allowedOrigins: ['http://site.test'],
    log: (entry) => void logs.push(entry),
    ...over,
  });
  const mintId = createIdMinter(
    () => clock.now,
    (bytes) => crypto.getRandomValues(bytes),
  );
  const iso = () => new Date(clock.now).toISOString();
  const world: World = {
    collector,
    db,
    mails,
    logs,
    clock,
    mintId,
    post: (path, body, headers = {}) =>
      collector.fetch(
        new Request(url + path, {
          method: 'POST',
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { Origin: 'http://site.test', 'Content-Type': 'text/plain', ...headers },
        }),
      ),
    get: (path, headers = {}) => collector.fetch(new Request(url + path, { headers })),
    submission: (answers, more = {}) => ({
      id: mintId(),
      sessionId: mintId(),
      step: 'contact',
      formId: 'whitepaper',
      formVersion: '1',
      answers,
      consents: [],
      signals: { 'page.path': '/whitepaper/' },
      exposures: [],
      submittedAt: iso(),
      ...more,
    }),
    envelope: (submission, sentAt = clock.now) => ({
      id: submission.id,
      sentAt,
      n: 0,
      body: JSON.stringify(submission),
    }),
    submit: (answers, more) => world.post('/v1/submissions', world.envelope(world.submission(answers, more))),
    async recognise(request) {
      const response = await world.post('/v1/recognise', { formId: 'whitepaper', ...request });
      return (await response.json()) as Record<string, unknown>;
    },
    async confirmPath() {
      await collector.sendDueMails();
      return pathIn(mails.at(-1)?.text ?? '', /http:\/\/collector\.test(\/v1\/confirm\/[\w-]+)/);
    },
    async click(path) {
      const page = await (await collector.fetch(new Request(url + path, { method: 'POST' }))).text();
      return pathIn(page, /http:\/\/collector\.test(\/v1\/assets\/[^"]+)/);
    },
  };
  return world;
}

function pathIn(text: string, pattern: RegExp): string {
  const path = pattern.exec(text)?.[1];
  if (!path) throw new Error('no link found');
  return path.replaceAll('&amp;', '&');
}

export const erika: Answers = {
  salutation: 'ms',
  firstName: 'Erika',
  lastName: 'Muster',
  email: 'Erika@Firma.example',
};

/** Consent to be remembered, given now. */
export function agreed(world: World): Pick<Submission, 'consents'> {
  const at = new Date(world.clock.now).toISOString();
  return { consents: [{ purpose: 'profiling', text: consentText, locale: 'de', at }] };
}

/** The whitepaper form with all that a definition may name of a person: stages, scores, segments, pauses, a budget. */
export async function readFullForm(): Promise<FormConfig> {
  const form = await readForm('whitepaper');
  return {
    ...form,
    fields: form.fields.map((field) =>
      field.name === 'jobTitle' ? { ...field, classify: 'jobTitle' as const } : field,
    ),
    ask: { ...form.ask, budget: { questions: 12, per: 'P30D' } },
    stages: [
      { id: 'inquiry', label: 'Anfrage', when: { email: { known: true } } },
      { id: 'sal', label: 'Angenommen', when: { company: { known: true }, jobTitle: { known: true } } },
      { id: 'sql', label: 'Qualifiziert', when: { stage: 'sal', timeline: ['now', 'year'] } },
    ],
    scores: {
      interest: {
        terms: [
          { when: { timeline: 'now' }, points: 30 },
          { when: { 'email.kind': 'work' }, points: 10 },
        ],
      },
    },
    segments: { hot: { timeline: 'now', 'email.kind': 'work' } },
    pauses: [{ id: 'never', when: { timeline: 'never' }, for: 'P180D' }],
  };
}

export function factsOf(lead: { readonly facts: readonly { name: string; value: unknown }[] } | undefined) {
  return Object.fromEntries((lead?.facts ?? []).map(({ name, value }) => [name, value]));
}
