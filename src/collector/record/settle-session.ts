/**
 * One session is one visitor. Whose it is, what of it may be kept and what counts as confirmed follow from all its
 * steps together, so that it makes no difference in which order they arrive.
 */
import type { Context } from '../context.js';
import type { Queries } from '../db.js';
import type { FormConfig } from '../../model/form-config.js';
import { recordMoves } from '../lifecycle/record-moves.js';
import { settleConfirmation } from './confirm-session.js';
import { identify } from './identify.js';
import type { Identity } from './identify.js';
import { mayKeep } from './may-keep.js';
import { readSession } from './read-session.js';
import type { SessionKey, SessionOnRecord } from './read-session.js';
import { recordAsks, removeAsks } from './record-asks.js';
import { recordDevice } from './record-device.js';
import { recordFacts, removeFacts } from './record-facts.js';
import { dropEmptyPerson, raiseRevision, recordPerson, releaseAddress } from './record-person.js';

export interface Change {
  readonly form: FormConfig;
  readonly session: SessionKey;
  /** As it was read before the change. */
  readonly before: SessionOnRecord;
  /** The device that it comes from, where it says so. */
  readonly anonymousId: string | undefined;
  readonly now: Date;
}

export interface Settled {
  readonly personId: string | undefined;
  /** The address that counts for the session. */
  readonly emailKey: string | undefined;
  readonly confirmed: boolean;
}

/** To be called with the session locked, after its submissions and consents were changed. */
export async function settleSession(tx: Queries, context: Context, change: Change): Promise<Settled> {
  const { form, session, before, now } = change;
  const after = await readSession(tx, session);
  const { emailKey } = after;
  if (before.personId && before.emailKey !== undefined && before.emailKey !== emailKey) {
    await releaseAddress(tx, before.personId, session, before.emailKey, now);
  }
  const device = change.anonymousId ?? before.anonymousId;
  const identity = await identify(tx, { session, before, after, anonymousId: device });
  const personId = await keep(tx, context, change, after, identity, device);
  const anonymousId = personId && device;
  await attribute(tx, session, personId, anonymousId);
  await removeFacts(tx, [...before.steps, ...after.steps]);
  await removeAsks(tx, [...before.steps, ...after.steps]);
  if (personId) {
    const giver = emailKey !== undefined || identity.byLink ? 'typed' : 'device';
    await recordFacts(tx, form, after.steps, { personId, anonymousId, giver });
    await recordAsks(tx, form, after.steps, { personId, anonymousId });
  }
  if (device) {
    const { byLink } = identity;
    await recordDevice(tx, { session, anonymousId: device, personId, emailKey, byLink, now });
  }
  const question = { session, before, after, identity, personId, anonymousId, now };
  const confirmed = await settleConfirmation(tx, question);
  if (before.personId && before.personId !== personId) {
    await dropEmptyPerson(tx, before.personId);
    await raiseRevision(tx, before.personId);
    await recordMoves(tx, context, before.personId);
  }
  if (personId) {
    await raiseRevision(tx, personId);
    await recordMoves(tx, context, personId);
  }
  return { personId, emailKey, confirmed };
}

/** Under a person where that is allowed, else under nobody. */
async function keep(
  tx: Queries,
  context: Context,
  { form: { profile }, session, now }: Change,
  { steps, emailKey }: SessionOnRecord,
  identity: Identity,
  anonymousId: string | undefined,
): Promise<string | undefined> {
  if (steps.length === 0 || !(await mayKeep(tx, { profile, session, identity, anonymousId })))
    return undefined;
  return recordPerson(tx, context, emailKey, identity, now);
}

/** Where nothing may be remembered the device is not recorded either. */
async function attribute(
  tx: Queries,
  { sessionId, formId }: SessionKey,
  personId: string | undefined,
  anonymousId: string | undefined,
): Promise<void> {
  for (const table of ['submission', 'consent']) {
    await tx.query(
      `UPDATE ${table} SET person_id = $4, anonymous_id = $5
       WHERE tenant = $1 AND session_id = $2 AND form_id = $3`,
      [tx.tenant, sessionId, formId, personId ?? null, anonymousId ?? null],
    );
  }
}
