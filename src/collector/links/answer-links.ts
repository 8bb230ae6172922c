/**
 * One link for each option of a question. All links to one open question, in however many mails, lead to one
 * submission, so that one of them counts, once.
 */
import type { Field, FieldOption, FormConfig } from '../../model/form-config.js';
import type { Context } from '../context.js';
import type { Queries } from '../db.js';
import { digest } from '../digest.js';
import { mintToken } from '../opaque-token.js';
import { enterBesideOthers, lockSession } from '../record/take-turns.js';
import { expiryOf, longestLink, readIssue } from './make-link.js';
import { imageOf } from './mail-question.js';

export interface AnswerLink {
  readonly value: string;
  readonly label: string;
  readonly image?: string;
  readonly url: string;
}

export interface AnswerLinkRequest {
  readonly form: FormConfig;
  /** One that `isMailQuestion`. */
  readonly field: Field;
  readonly personId: string;
  readonly seconds?: number;
}

interface Issue {
  readonly submissionId: string;
  readonly personId: string;
  readonly formId: string;
  readonly field: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Nothing where the person is gone. */
export async function makeAnswerLinks(
  { db, clock, mintId, publicUrl }: Context,
  { form, field, personId, seconds = longestLink }: AnswerLinkRequest,
): Promise<readonly AnswerLink[]> {
  const links = (field.options ?? []).map((option) => ({
    option,
    token: mintToken(),
  }));
  const isMade = await db.tx(async (tx) => {
    await enterBesideOthers(tx);
    const issuedAt = await readIssue(tx, personId, clock());
    if (issuedAt === undefined) return false;
    const question = { personId, formId: form.id, field: field.name };
    const submissionId = (await holdOpen(tx, question, clock())) ?? mintId();
    const expiresAt = expiryOf(issuedAt, seconds);
    await store(
      tx,
      { ...question, submissionId, issuedAt: new Date(issuedAt), expiresAt },
      links.map(({ option, token }) => ({ hash: digest(token), value: option.value })),
    );
    return true;
  });
  return isMade ? links.map(({ option, token }) => writeLink(option, `${publicUrl}/l/${token}`)) : [];
}

function writeLink(option: FieldOption, url: string): AnswerLink {
  const image = imageOf(option);
  const { value, label } = option;
  return { value, label, ...(image !== undefined && { image }), url };
}

type Question = Pick<Issue, 'personId' | 'formId' | 'field'>;

/**
 * The submission that links to the same question lead to, while they wait for an answer. Whoever asks it at the same
 * time waits until this transaction has ended, and so does whoever answers it.
 */
async function holdOpen(tx: Queries, question: Question, now: number): Promise<string | undefined> {
  const name = JSON.stringify([tx.tenant, question.personId, question.formId, question.field]);
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [name]);
  const found = await findOpen(tx, question, now);
  if (found === undefined) return undefined;
  await lockSession(tx, { sessionId: found, formId: question.formId });
  // Looked for anew: it may have been answered until the lock was ours.
  return findOpen(tx, question, now);
}

/** An id that ever came is used up, whatever became of its links. */
async function findOpen(
  db: Queries,
  { personId, formId, field }: Question,
  now: number,
): Promise<string | undefined> {
  const rows = await db.query<{ id: string }>(
    `SELECT submission_id AS id FROM answer_link
     WHERE tenant = $1 AND person_id = $2 AND form_id = $3 AND field = $4 AND used_at IS NULL AND expires_at > $5
       AND NOT EXISTS (SELECT 1 FROM received_id WHERE received_id.tenant = $1 AND received_id.id = submission_id)
     ORDER BY issued_at DESC, token_hash LIMIT 1`,
    [db.tenant, personId, formId, field, new Date(now)],
  );
  return rows[0]?.id;
}

async function store(
  db: Queries,
  { submissionId, personId, formId, field, issuedAt, expiresAt }: Issue,
  options: readonly { readonly hash: string; readonly value: string }[],
): Promise<void> {
  await db.query(
    `INSERT INTO answer_link (tenant, token_hash, submission_id, person_id, form_id, field, option, issued_at, expires_at)
     SELECT $1, hash, $2::uuid, person.id, $4::text, $5::text, option, $6::timestamptz, $7::timestamptz
     FROM unnest($8::text[], $9::text[]) AS given (hash, option) JOIN person ON person.tenant = $1 AND person.id = $3`,
    [
      db.tenant,
      submissionId,
      personId,
      formId,
      field,
      issuedAt,
      expiresAt,
      options.map(({ hash }) => hash),
      options.map(({ value }) => value),
    ],
  );
}

/** Nobody can use them any more; their submissions keep their ids. */
export async function dropExpiredAnswerLinks({ db, clock }: Context): Promise<void> {
  await db.query('DELETE FROM answer_link WHERE tenant = $1 AND expires_at <= $2', [
    db.tenant,
    new Date(clock()),
  ]);
}
