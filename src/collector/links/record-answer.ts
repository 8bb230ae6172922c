/** The click that answers a question of a mail, once, as a submission like any other. */
import type { Field, FormConfig } from '../../model/form-config.js';
import type { Submission } from '../../model/submission.js';
import type { Context } from '../context.js';
import type { Queries } from '../db.js';
import { consentsOn } from '../recognise/recall.js';
import { mayKeep } from '../record/may-keep.js';
import { own } from '../../model/own.js';
import { recordIn } from '../record/record-submission.js';
import { enterBesideOthers, lockSession } from '../record/take-turns.js';
import { findAnswerLink } from './find-answer-link.js';
import type { FoundAnswerLink } from './find-answer-link.js';
import { stepOf } from './mail-question.js';

/** A question with the link it was opened by. */
export interface OpenQuestion {
  readonly token: string;
  readonly link: FoundAnswerLink;
  readonly form: FormConfig;
  readonly field: Field;
}

/**
 * `kept`: it is on record. `dropped`: nothing may be kept of this person, so nothing was. `gone`: the link leads nowhere
 * any more. A question that was answered before stays as it is.
 */
export async function recordAnswer(
  context: Context,
  question: OpenQuestion,
  option: string,
): Promise<'kept' | 'dropped' | 'gone'> {
  const { form, field, token, link } = question;
  const session = { sessionId: link.submissionId, formId: form.id };
  return context.db.tx(async (tx) => {
    await enterBesideOthers(tx);
    await lockSession(tx, session);
    // Looked up anew: since the page was asked for, it may have been answered, revoked or erased.
    const now = context.clock();
    const current = await findAnswerLink(tx, token, now);
    if (!current) return 'gone';
    if (current.used) return current.kept ? 'kept' : 'dropped';
    await markUsed(tx, current, now);
    if (!(await mayKeepAnswer(tx, question, current))) return 'dropped';
    const submission = writeSubmission(form, field, current, option, now);
    const envelope = { id: submission.id, sentAt: now, body: JSON.stringify(submission), submission };
    // The link came from her own mailbox: that she sits there is shown.
    await recordIn(tx, context, envelope, {
      personId: current.personId,
      issuedAt: current.issuedAt.getTime(),
    });
    return 'kept';
  });
}

/** All options in all mails. */
async function markUsed(tx: Queries, { submissionId }: FoundAnswerLink, now: number): Promise<void> {
  await tx.query('UPDATE answer_link SET used_at = $3 WHERE tenant = $1 AND submission_id = $2', [
    tx.tenant,
    submissionId,
    new Date(now),
  ]);
}

/**
 * By the rules of a form that is sent: the person's consents on record decide, since the click adds none. Only those
 * that are shown to be hers: another may have ticked the box beside her address.
 */
async function mayKeepAnswer(
  tx: Queries,
  { form, field }: OpenQuestion,
  { personId, submissionId }: FoundAnswerLink,
): Promise<boolean> {
  const needsConsent = own(form.purposes, field.purpose)?.legalBasis === 'explicit';
  if (needsConsent && !Object.hasOwn(await consentsOn(tx, form, { personId }, true), field.purpose))
    return false;
  return mayKeep(tx, {
    profile: form.profile,
    session: { sessionId: submissionId, formId: form.id },
    identity: { personId, namelessIds: [], proved: true, byLink: true },
    anonymousId: undefined,
    confirmed: true,
  });
}

function writeSubmission(
  form: FormConfig,
  field: Field,
  { submissionId }: FoundAnswerLink,
  option: string,
  now: number,
): Submission {
  return {
    id: submissionId,
    sessionId: submissionId,
    step: stepOf(form, field),
    formId: form.id,
    formVersion: form.version,
    answers: { [field.name]: field.type === 'checkbox' ? [option] : option },
    consents: [],
    signals: {},
    exposures: [],
    questions: 1,
    submittedAt: new Date(now).toISOString(),
  };
}
