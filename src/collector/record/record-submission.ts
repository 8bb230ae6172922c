/** One submission, one transaction: the id, the answers, the person, the consents and the mail it causes. */
import { tidyAnswers } from '../../check/tidy-answers.js';
import { checkSubmission } from './check-submission.js';
import { claimId } from './claim-id.js';
import { isAddressConfirmed, requestConfirmation } from './request-confirmation.js';
import type { Context } from '../context.js';
import { tenant } from '../context.js';
import { correctedTime } from './corrected-time.js';
import type { Queries } from '../db.js';
import { digest } from '../digest.js';
import { emailKey, typedEmail } from '../form-fields.js';
import { identify } from './identify.js';
import { mayKeep } from './may-keep.js';
import type { Envelope } from './read-envelope.js';
import type { Attributed, Receipt } from './receipt.js';
import { recordConsents } from './record-consents.js';
import { recordDevice } from './record-device.js';
import { recordFacts } from './record-facts.js';
import { recordPerson } from './record-person.js';
import { Refusal } from '../refusal.js';
import { dropEmptyPerson, withdrawReplaced } from './replace-step.js';

/** Resolves after the commit. Throws a `Refusal`, and then nothing was kept, not even the id. */
export async function recordSubmission(context: Context, envelope: Envelope): Promise<'new' | 'same'> {
  const proofPerson = await readProof(context, envelope);
  return context.db.tx(async (tx) => {
    const now = context.clock();
    const claim = await claimId(tx, envelope.id, digest(envelope.body), new Date(now));
    if (claim === 'other') throw new Refusal(422, 'This id came before with other content', envelope.id);
    // Only what is new is checked: what was once taken is acknowledged, whatever the form asks by now.
    if (claim === 'new') await record(tx, context, receive(context, envelope, now), proofPerson);
    return claim;
  });
}

function receive({ forms, checker }: Context, { submission, sentAt }: Envelope, now: number): Receipt {
  const form = checkSubmission(forms, checker, submission);
  const address = typedEmail(form, submission);
  return {
    form,
    submission,
    answers: tidyAnswers(submission.answers, form.fields),
    sentAt,
    receivedAt: new Date(now),
    at: new Date(correctedTime(Date.parse(submission.submittedAt), sentAt, now)),
    email: address === undefined ? undefined : { address, key: emailKey(address) },
  };
}

async function record(
  tx: Queries,
  context: Context,
  receipt: Receipt,
  proofPerson: string | undefined,
): Promise<void> {
  const replaced = await withdrawReplaced(tx, receipt);
  const attributed = await attribute(tx, context, receipt, proofPerson);
  const confirmed = await isAddressConfirmed(tx, attributed);
  await recordAnswers(tx, attributed, confirmed);
  await recordConsents(tx, attributed, confirmed);
  if (attributed.personId) await recordFacts(tx, attributed, attributed.personId);
  await recordDevice(tx, attributed);
  if (replaced) await dropEmptyPerson(tx, replaced);
  if (!confirmed) await requestConfirmation(tx, context, attributed);
}

/** Decides under whom it is kept: a person where that is allowed, else nobody. */
async function attribute(
  tx: Queries,
  context: Context,
  receipt: Receipt,
  proofPerson: string | undefined,
): Promise<Attributed> {
  const { form, submission, email } = receipt;
  const { sessionId, anonymousId, consents } = submission;
  const identity = await identify(tx, { emailKey: email?.key, proofPerson, anonymousId, sessionId });
  const question = { profile: form.profile, consents, identity, anonymousId, sessionId };
  if (!(await mayKeep(tx, question))) return { ...receipt, identity };
  return { ...receipt, identity, anonymousId, personId: await recordPerson(tx, context, receipt, identity) };
}

/** A step that is completed again replaces its answers, unless the older one arrives last. */
async function recordAnswers(tx: Queries, receipt: Attributed, confirmed: boolean): Promise<void> {
  const { submission, answers, personId, anonymousId, email, at, receivedAt } = receipt;
  await tx.query(
    `INSERT INTO submission (tenant, session_id, step, id, form_id, form_version, answers, signals, exposures,
       person_id, anonymous_id, email_key, submitted_at, received_at, confirmed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (tenant, session_id, step) DO UPDATE SET id = excluded.id, form_version = excluded.form_version,
       answers = excluded.answers, signals = excluded.signals, exposures = excluded.exposures,
       person_id = excluded.person_id, anonymous_id = excluded.anonymous_id, email_key = excluded.email_key,
       submitted_at = excluded.submitted_at, received_at = excluded.received_at,
       confirmed_at = excluded.confirmed_at
     WHERE submission.submitted_at <= excluded.submitted_at`,
    [
      tenant,
      submission.sessionId,
      submission.step,
      submission.id,
      submission.formId,
      submission.formVersion,
      JSON.stringify(answers),
      JSON.stringify(submission.signals),
      JSON.stringify(submission.exposures),
      personId ?? null,
      anonymousId ?? null,
      email?.key ?? null,
      at,
      receivedAt,
      confirmed ? receivedAt : null,
    ],
  );
}

async function readProof({ signer }: Context, { submission }: Envelope): Promise<string | undefined> {
  return (await signer.verify('proof', submission.formId, submission.proof))?.subject;
}
