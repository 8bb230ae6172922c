/** Our reference back end: takes submissions exactly once in effect, confirms addresses, remembers who agreed. */
import { createSpecialChecks } from '../check/special/special-checks.js';
import type { FormConfig } from '../model/form-config.js';
import { createIdMinter } from '../model/mint-id.js';
import type { Clock, Enricher, Validator } from '../model/ports.js';
import { emailKind } from '../profile/email-kind.js';
import type { Asset } from './asset.js';
import type { Context } from './context.js';
import { createApp } from './create-app.js';
import { inTenant, type Db } from './db.js';
import type { Lead, SubmissionWithoutPerson } from './lead.js';
import type { LogEntry } from './log-entry.js';
import type { MailTransport } from './mail-transport.js';
import { enrichDue } from './enrich/enrich-due.js';
import { erasePerson } from './erase-person.js';
import type { Erasable } from './erase-person.js';
import { readLosses } from './events/note-losses.js';
import type { NotedLoss } from './events/note-losses.js';
import { migrate } from './db/migrate.js';
import { readLeads, readSubmissionsWithoutPerson } from './read-leads.js';
import { sendDueMails } from './mail/send-due-mails.js';
import { createKeyedHash } from './people/keyed-hash.js';
import { findDuplicates } from './people/find-duplicates.js';
import type { DuplicatePair } from './people/find-duplicates.js';
import { writePerson } from './people/write-person.js';
import type { PersonWrite, Written } from './people/write-person.js';
import { readAnswerTimes } from './reports/answer-times.js';
import type { AnswerTimes } from './reports/answer-times.js';
import { createSweep } from './links/drop-stale.js';
import { revokeLinks } from './links/revoke-links.js';
import { shortestOperatorKey } from './require-operator.js';
import type { LoginProvider } from './logins/key-ring.js';
import { createLoginVerifier } from './logins/verify-login.js';
import { createSigner } from './sign-token.js';

export type { Asset } from './asset.js';
export type { Erasable } from './erase-person.js';
export type { DuplicatePair } from './people/find-duplicates.js';
export type { AnswerTimes } from './reports/answer-times.js';
export { WriteRefused } from './people/write-person.js';
export type { PersonWrite, WriteIssueCode, Written } from './people/write-person.js';
export type { NotedLoss } from './events/note-losses.js';
export type { LoginProvider } from './logins/key-ring.js';
export { createFullContactEnricher } from './enrich/fullcontact.js';
export type { FullContactOptions } from './enrich/fullcontact.js';

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
  /** The page that hosts each form, by form id; links lead there. */
  readonly pages?: Readonly<Record<string, string>>;
  /** By id, as named in a form's `afterSubmit.asset`. */
  readonly assets?: Readonly<Record<string, Asset>>;
  /** Without it mails wait in their queue. */
  readonly mail?: { readonly transport: MailTransport; readonly from: string };
  /** Origins whose pages may post, besides the collector's own; `*` for any. */
  readonly allowedOrigins?: readonly string[] | '*';
  /**
   * Lets your own programs make links and read reports: `Authorization: Bearer` with this key. At least 32 visible ASCII
   * characters; without it those routes are not there.
   */
  readonly operatorKey?: string;
  /** Whose sign-ins say who a visitor is: `POST /v1/recognise` takes their ID tokens. */
  readonly logins?: readonly LoginProvider[];
  /** Asked, once an address that is confirmed, about fields with `enrich`. */
  readonly enrichers?: readonly Enricher[];
  /** By the names that forms call them: the same as on the pages. What none of these is passes. */
  readonly validators?: Readonly<Record<string, Validator>>;
  /** Milliseconds that a validator may take, after which the answer passes; 3,000 where absent. */
  readonly validatorPatience?: number;
  /** Milliseconds that an enricher may take; 5,000 where absent. */
  readonly enrichPatience?: number;
  /** Told of every request, every look-up and every mail that failed; nothing personal is in it. */
  readonly log?: (entry: LogEntry) => void;
}

export interface Collector {
  /** Answers one HTTP request. Never rejects. */
  fetch(request: Request): Promise<Response>;
  /**
   * Sends the mails that are due; returns how many were sent. Safe from a timer and from several processes. Like
   * `enrichDue` it also drops links that have expired, so call either where there are no mails and no enrichers.
   */
  sendDueMails(): Promise<number>;
  /**
   * Asks the enrichers what is due; resolves with how many look-ups were made. Safe as `sendDueMails` is. Once `stop`
   * is aborted no further one is begun.
   */
  enrichDue(stop?: AbortSignal): Promise<number>;
  /** What was recorded, one entry a person, newest first. For the operator, never exposed by `fetch`. */
  leads(): Promise<readonly Lead[]>;
  /** Submissions of people who did not agree to be remembered, newest first. */
  submissionsWithoutPerson(): Promise<readonly SubmissionWithoutPerson[]>;
  /** What senders gave up and what never came after all, oldest first. */
  losses(): Promise<readonly NotedLoss[]>;
  /** Takes back every link that was sent to a person, or to whoever has an address. Later ones are good again. */
  revokeLinks(who: Erasable): Promise<void>;
  /**
   * Writes what the operator or a CRM knows of a person, beside what she typed: the definition decides what holds.
   * All or nothing; rejects with a `WriteRefused` that names the fields, never their values.
   */
  write(personId: string, facts: PersonWrite): Promise<Written>;
  /** Pairs of people who may be one, for somebody to look at: ids, reasons and a score, likeliest first. */
  duplicates(): Promise<readonly DuplicatePair[]>;
  /** How long people take, by form, version and step, where the definition declares `form.seconds`. */
  answerTimes(): Promise<readonly AnswerTimes[]>;
  /**
   * Erases everything that is held of a person, or of whoever gave an address; resolves with how many submissions that
   * were. Late copies are acknowledged and recorded nowhere. Mails that left, files that were handed out and backups
   * are beyond its reach.
   */
  erase(who: Erasable): Promise<number>;
}

/** Brings the tables up to date, then returns the collector. Closing `db` is left to the caller. */
export async function createCollector(options: CollectorOptions): Promise<Collector> {
  const {
    mail,
    allowedOrigins = [],
    log = () => {},
    enrichers = [],
    enrichPatience: patience = 5_000,
  } = options;
  const context = createContext(options, log);
  await migrate(options.db);
  const allowed = allowedOrigins === '*' ? '*' : [...allowedOrigins, new URL(options.publicUrl).origin];
  const app = createApp(context, allowed, log);
  const sweep = createSweep(context);
  return {
    fetch: async (request) => app.fetch(request),
    sendDueMails: async () => {
      await sweep();
      return mail ? sendDueMails(context, mail, log) : 0;
    },
    enrichDue: async (stop) => {
      await sweep();
      return enrichDue(context, { enrichers, patience }, log, stop);
    },
    leads: () => readLeads(context),
    submissionsWithoutPerson: () => readSubmissionsWithoutPerson(context),
    losses: () => readLosses(context),
    write: (personId, facts) => writePerson(context, personId, facts),
    duplicates: () => findDuplicates(context),
    answerTimes: () => readAnswerTimes(context),
    erase: (who) => erasePerson(context, who),
    revokeLinks: (who) => revokeLinks(context, who),
  };
}

/** It travels in a header, where blanks and signs beyond ASCII would never arrive as they were set up. */
function checkOperatorKey(key: string): void {
  if (key.length >= shortestOperatorKey && /^[!-~]+$/.test(key)) return;
  const wrong =
    key.length < shortestOperatorKey
      ? `shorter than ${shortestOperatorKey} characters`
      : 'holds other signs than visible ASCII, such as a blank';
  throw new Error(`operatorKey: ${wrong}. Give a random one (in the environment: COLLECTOR_KEY)`);
}

function createContext(
  { forms, secret, publicUrl, ...options }: CollectorOptions,
  log: (entry: LogEntry) => void,
): Context {
  const { clock = Date.now, pages = {}, assets = {}, logins = [], operatorKey } = options;
  if (operatorKey !== undefined) checkOperatorKey(operatorKey);
  const db = inTenant(options.db, options.tenant ?? options.db.tenant);
  return {
    db,
    clock,
    forms: new Map(forms.map((form) => [form.id, form])),
    special: createSpecialChecks({
      validators: options.validators,
      patience: options.validatorPatience,
      kindOf: emailKind,
    }),
    signer: createSigner(secret, db.tenant, clock),
    verifyLogin: createLoginVerifier(logins, clock, log),
    keyedHash: createKeyedHash(secret, db.tenant),
    mintId: createIdMinter(clock, (bytes) => crypto.getRandomValues(bytes)),
    publicUrl: publicUrl.replace(/\/+$/, ''),
    pages,
    assets,
    operatorKey,
  };
}
