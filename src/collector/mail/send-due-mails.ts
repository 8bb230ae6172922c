/**
 * The mail queue. A row is claimed in a short transaction by moving it into the future, sent outside of it, and then
 * marked: should the process die in between, another sends it again. Tokens are minted at the last moment, so that
 * none is at rest.
 */
import type { Context } from '../context.js';
import { hour, minute } from '../context.js';
import { errorName } from '../error-name.js';
import { composeConfirmation, composeNurture } from './fill-mail.js';
import type { FilledMail } from './fill-mail.js';
import type { LogEntry } from '../log-entry.js';
import type { MailRow } from './mail-row.js';
import type { MailTransport } from '../mail-transport.js';

interface Post {
  readonly transport: MailTransport;
  readonly from: string;
}

/** Longer than any attempt takes. */
const lease = 5 * minute;
/** With the back-off below about three days. */
const maxAttempts = 20;

/** Returns how many were sent. */
export async function sendDueMails(
  context: Context,
  post: Post,
  log: (entry: LogEntry) => void,
): Promise<number> {
  await dropWithdrawn(context);
  let sent = 0;
  for (let row = await claim(context); row; row = await claim(context)) {
    try {
      const mail = await fill(context, row);
      // Nobody left to write to, or nothing to ask: done without a mail.
      if (mail) await post.transport.send({ ...mail, from: post.from, messageId: messageId(row, post.from) });
      await markSent(context, row);
      if (mail) sent += 1;
    } catch (error) {
      await postpone(context, row);
      log({ event: 'mailFailed', kind: row.kind, attempts: row.attempts, error: errorName(error) });
    }
  }
  return sent;
}

/** Kept so far to count the mails of an address, see `request-confirmation.ts`. */
async function dropWithdrawn({ db, clock }: Context): Promise<void> {
  await db.query(
    'DELETE FROM confirmation WHERE tenant = $1 AND withdrawn_at IS NOT NULL AND requested_at <= $2',
    [db.tenant, new Date(clock() - hour)],
  );
}

function fill(context: Context, row: MailRow): Promise<FilledMail | undefined> {
  return row.kind === 'confirm' ? composeConfirmation(context, row) : composeNurture(context, row);
}

async function claim({ db, clock }: Context): Promise<MailRow | undefined> {
  const now = clock();
  const rows = await db.query<MailRow>(
    `UPDATE mail SET due_at = $3, attempts = attempts + 1
     WHERE (tenant, id) = (
       SELECT tenant, id FROM mail
       WHERE tenant = $1 AND sent_at IS NULL AND due_at <= $2 AND attempts < $4
       ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, kind, form_id AS "formId", confirmation_id AS "confirmationId", person_id AS "personId", attempts`,
    [db.tenant, new Date(now), new Date(now + lease), maxAttempts],
  );
  return rows[0];
}

async function markSent({ db, clock }: Context, { id }: MailRow): Promise<void> {
  await db.query('UPDATE mail SET sent_at = $3 WHERE tenant = $1 AND id = $2', [
    db.tenant,
    id,
    new Date(clock()),
  ]);
}

async function postpone({ db, clock }: Context, { id, attempts }: MailRow): Promise<void> {
  const wait = Math.min(6 * hour, minute * 2 ** (attempts - 1));
  await db.query('UPDATE mail SET due_at = $3 WHERE tenant = $1 AND id = $2', [
    db.tenant,
    id,
    new Date(clock() + wait),
  ]);
}

function messageId({ id }: MailRow, from: string): string {
  return `${id}@${/@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'}`;
}
