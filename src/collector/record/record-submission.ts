/** One submission, one transaction: the id, the answers, the person, the consents and the mail it causes. */
import { tidyAnswers } from '../../check/tidy-answers.js';
import type { Issue } from '../../model/answers.js';
import { checkSubmission, findSpecialIssues } from './check-submission.js';
import { blankFingerprints, claimId, isClaimed } from './claim-id.js';
import { requestConfirmation } from './request-confirmation.js';
import type { Context } from '../context.js';
import { correctedTime } from './corrected-time.js';
import type { Queries } from '../db.js';
import { digest } from '../digest.js';
import { isForgotten } from '../forgotten.js';
import { emailKey, typedEmail } from '../form-fields.js';
import { readAsks } from './read-asks.js';
import type { Envelope } from './read-envelope.js';
import { readSession } from './read-session.js';
import type { StepOnRecord } from './read-session.js';
import type { Receipt } from './receipt.js';
import { respellAddress } from './respell-address.js';
import { vouchByProof } from './vouch.js';
import type { Proof } from './vouch.js';
import { recordConsents, withdrawConsents } from './record-consents.js';
import { isLater, recordProof, recordStep } from './record-step.js';
import { Refusal } from '../refusal.js';
import { settleSession } from './settle-session.js';
import { enterBesideOthers, lockSession } from './take-turns.js';

/** What is known of a submission before its form is looked at. */
type Arrival = Pick<Receipt, 'at' | 'clientMs' | 'receivedAt'>;

/** Resolves after the commit. Throws a `Refusal`, and then nothing was kept, not even the id. */
export async function recordSubmission(context: Context, envelope: Envelope): Promise<'new' | 'same'> {
  const [proof, issues] = await Promise.all([readProof(context, envelope), findNewIssues(context, envelope)]);
  return context.db.tx((tx) => recordIn(tx, context, envelope, proof, issues));
}

/** What is not going to be recorded is nobody else's business: no validator, which may ask others, is told of it. */
async function findNewIssues(context: Context, envelope: Envelope): Promise<readonly Issue[]> {
  const { id, submission } = envelope;
  const { at, clientMs } = timesOf(envelope, context.clock());
  const isOver =
    (await isClaimed(context.db, id)) || (await isForgotten(context.db, submission, at, clientMs));
  return isOver ? [] : findSpecialIssues(context, submission);
}

/** The same as part of a transaction. `proof`: who is shown to have sent it. `issues`: what else was found before it. */
export async function recordIn(
  tx: Queries,
  context: Context,
  envelope: Envelope,
  proof: Proof | undefined,
  issues: readonly Issue[] = [],
): Promise<'new' | 'same'> {
  const { id, submission } = envelope;
  await enterBesideOthers(tx);
  // Before the id: whoever changes a session locks it first and touches the ids of its steps then.
  await lockSession(tx, submission);
  const now = context.clock();
  const claim = await claimId(tx, id, digest(envelope.body), new Date(now));
  if (claim === 'other') throw new Refusal(422, 'This id came before with other content', id);
  // Only what is new is checked: what was once taken is acknowledged, whatever the form asks by now.
  if (claim === 'same') return claim;
  // What was erased is acknowledged like anything else, and leaves nothing but its id.
  const times = timesOf(envelope, now);
  if (await isForgotten(tx, submission, times.at, times.clientMs)) await blankFingerprints(tx, [id]);
  else {
    const receipt = receive(context, envelope, times, issues);
    await record(tx, context, { ...receipt, proofPerson: await vouchByProof(tx, proof) });
  }
  return claim;
}

function timesOf({ submission, sentAt }: Envelope, now: number): Arrival {
  const clientMs = Math.max(0, Date.parse(submission.submittedAt));
  return { clientMs, at: new Date(correctedTime(clientMs, sentAt, now)), receivedAt: new Date(now) };
}

function receive(
  { forms }: Context,
  { submission, sentAt }: Envelope,
  arrival: Arrival,
  issues: readonly Issue[],
): Receipt {
  const form = checkSubmission(forms, submission, issues);
  const address = typedEmail(form, submission);
  return {
    ...arrival,
    form,
    submission,
    answers: tidyAnswers(submission.answers, form.fields),
    asks: readAsks(form, submission, sentAt, arrival.receivedAt.getTime()),
    sentAt,
    email: address === undefined ? undefined : { address, key: emailKey(address) },
  };
}

async function record(tx: Queries, context: Context, receipt: Receipt): Promise<void> {
  const { form, submission, receivedAt: now, email } = receipt;
  const { anonymousId } = submission;
  if (email) await respellAddress(tx, email.address);
  const before = await readSession(tx, submission);
  const other = before.steps.find(({ step }) => step === submission.step);
  const later = other && isLater(other, receipt) ? other : undefined;
  if (later) await passOver(tx, receipt);
  else await replace(tx, receipt, other);
  await recordConsents(tx, receipt, later?.at);
  const change = { form, session: submission, before, anonymousId, now };
  const settled = await settleSession(tx, context, change);
  const counts = !later && email !== undefined && email.key === settled.emailKey;
  if (counts && !settled.confirmed) await requestConfirmation(tx, context, receipt, settled.personId);
}

/** A later version of the step came first: of this one only its proofs are kept. */
async function passOver(tx: Queries, receipt: Receipt): Promise<void> {
  await blankFingerprints(tx, [receipt.submission.id]);
  await recordProof(tx, receipt);
}

async function replace(tx: Queries, receipt: Receipt, earlier: StepOnRecord | undefined): Promise<void> {
  if (earlier) {
    await withdrawConsents(tx, [earlier.id], receipt.at);
    await blankFingerprints(tx, [earlier.id]);
  }
  await recordStep(tx, receipt);
}

async function readProof({ signer }: Context, { submission }: Envelope): Promise<Proof | undefined> {
  const claims = await signer.verify('proof', submission.formId, submission.proof);
  return claims && { personId: claims.subject, issuedAt: claims.issuedAt };
}
