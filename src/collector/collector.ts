/** Our reference back end: takes submissions exactly once in effect, confirms addresses, remembers who agreed. */
import { createAnswerChecker } from '../check/check-answers.js';
import type { FormConfig } from '../model/form-config.js';
import { createIdMinter } from '../model/mint-id.js';
import type { Clock } from '../model/ports.js';
import type { Asset } from './asset.js';
import type { Context } from './context.js';
import { createApp } from './create-app.js';
import { inTenant, type Db } from './db.js';
import type { Lead, SubmissionWithoutPerson } from './lead.js';
import type { LogEntry } from './log-entry.js';
import type { MailTransport } from './mail-transport.js';
import { erasePerson } from './erase-person.js';
import type { Erasable } from './erase-person.js';
import { readLosses } from './events/note-losses.js';
import type { NotedLoss } from './events/note-losses.js';
import { migrate } from './db/migrate.js';
import { readLeads, readSubmissionsWithoutPerson } from './read-leads.js';
import { sendDueMails } from './mail/send-due-mails.js';
import { createSigner } from './sign-token.js';

export type { Asset } from './asset.js';
export type { Erasable } from './erase-person.js';
export type { NotedLoss } from './events/note-losses.js';

export interface CollectorOptions {
  readonly db: Db;
  /** Several collectors may share one database, each with a tenant of its own; `default` where absent. */
  readonly tenant?: string;
  readonly forms: readonly FormConfig[];
  /** Signs links, grants and proofs (HS256); at least 32 bytes. */
  readonly secret: Uint8Array;
  readonly clock?: Clock;
  /** Where this collector is reached, e.g. `http://localhost:4173`; for the links in mails. */
  readonly publicUrl: string;
  /** The page that hosts each form, by form id; nurture links lead there. */
  readonly pages?: Readonly<Record<string, string>>;
  /** By id, as named in a form's `afterSubmit.asset`. */
  readonly assets?: Readonly<Record<string, Asset>>;
  /** Without it mails wait in their queue. */
  readonly mail?: { readonly transport: MailTransport; readonly from: string };
  /** Origins whose pages may post, besides the collector's own; `*` for any. */
  readonly allowedOrigins?: readonly string[] | '*';
  /** Told of every request and every mail that failed; nothing personal is in it. */
  readonly log?: (entry: LogEntry) => void;
}

export interface Collector {
  /** Answers one HTTP request. Never rejects. */
  fetch(request: Request): Promise<Response>;
  /** Sends the mails that are due; returns how many were sent. Safe from a timer and from several processes. */
  sendDueMails(): Promise<number>;
  /** What was recorded, one entry a person, newest first. For the operator, never exposed by `fetch`. */
  leads(): Promise<readonly Lead[]>;
  /** Submissions of people who did not agree to be remembered, newest first. */
  submissionsWithoutPerson(): Promise<readonly SubmissionWithoutPerson[]>;
  /** What senders gave up and what never came after all, oldest first. */
  losses(): Promise<readonly NotedLoss[]>;
  /**
   * Erases everything that is held of a person, or of whoever gave an address; resolves with how many submissions that
   * were. Late copies are acknowledged and recorded nowhere. Mails that left, files that were handed out and backups
   * are beyond its reach.
   */
  erase(who: Erasable): Promise<number>;
}

/** Brings the tables up to date, then returns the collector. Closing `db` is left to the caller. */
export async function createCollector(options: CollectorOptions): Promise<Collector> {
  const { mail, allowedOrigins = [], log = () => {} } = options;
  const context = createContext(options);
  await migrate(options.db);
  const allowed = allowedOrigins === '*' ? '*' : [...allowedOrigins, new URL(options.publicUrl).origin];
  const app = createApp(context, allowed, log);
  return {
    fetch: async (request) => app.fetch(request),
    sendDueMails: async () => (mail ? sendDueMails(context, mail, log) : 0),
    leads: () => readLeads(context),
    submissionsWithoutPerson: () => readSubmissionsWithoutPerson(context),
    losses: () => readLosses(context),
    erase: (who) => erasePerson(context, who),
  };
}

function createContext({ forms, secret, publicUrl, ...options }: CollectorOptions): Context {
  const { clock = Date.now, pages = {}, assets = {} } = options;
  const db = inTenant(options.db, options.tenant ?? options.db.tenant);
  return {
    db,
    clock,
    forms: new Map(forms.map((form) => [form.id, form])),
    checker: createAnswerChecker(),
    signer: createSigner(secret, db.tenant, clock),
    mintId: createIdMinter(clock, (bytes) => crypto.getRandomValues(bytes)),
    publicUrl: publicUrl.replace(/\/+$/, ''),
    pages,
    assets,
  };
}
