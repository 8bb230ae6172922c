/**
 * Whether the one who sends a view is the one who was known. Nothing of what was known, shown or kept of another is
 * hers: she is asked from the beginning, and what is remembered of her is remembered under another id. What stands in
 * the view she sends is hers, since she saw it and sent it.
 *
 * Whoever types another address than that of the person who was known is somebody else: a second address in one browser
 * is a second person. Where the record has a person's address and cannot tell which, as on pages without https, where
 * no mark can be made, any address that is typed counts as another: an address that is known is not asked, so that
 * whoever types one most likely is not the one who gave it. At worst somebody gets a second id.
 *
 * And whoever was forgotten in another tab, or under another form of the page, is not there any more: the visit goes on
 * from what this device keeps, so what lies there must still be that.
 */
import type { Answers } from '../model/answers.js';
import { emptyProfile } from '../model/profile.js';
import { deviceKey } from '../profile/device-key.js';
import { findKeys } from '../profile/device-keys.js';
import { isDeviceRecord, namesSomebody, type DeviceRecord } from '../profile/device-record.js';
import { readEmail, typedEmail } from '../profile/read-email.js';
import { fitsMark } from '../profile/recall-device.js';
import { inTime, type DeviceTools } from './device-tools.js';
import { emptyVisit, startAnew, type ForgetTools } from './forget.js';
import type { SessionState } from './session-state.js';

export interface TellingTools {
  readonly delivery: Pick<DeviceTools, 'store'>;
  readonly options: ForgetTools['options'];
}

/** `values`: of the view that is about to be sent. */
export async function tellApart(state: SessionState, values: Answers, tools: TellingTools): Promise<void> {
  const { done, kept } = state;
  const { record } = state.start ?? state;
  const stored = record || kept ? await look(tools) : late;
  const isGone = isForgotten(state, stored);
  const email = typedEmail(state.config, values);
  const isOther =
    !isGone && email !== undefined && (await isSomebodyElse(state, email, { stored, ...tools }));
  if (state.done !== done || (!isGone && !isOther)) return;
  const { last, since } = (state.start ?? state).profile.visits;
  const visits = { ...emptyProfile().visits, ...(last && { last }), ...(since && { since, first: since }) };
  state.found = isGone ? undefined : (state.kept ?? state.found);
  state.profile = { ...emptyProfile(), visits };
  state.start = { profile: state.profile, record: undefined };
  startAnew(state, tools.options);
  if (!isGone) return;
  emptyVisit(state);
  done.length = 0;
}

/** Storage did not say what lies there, or was not asked. */
const late = Symbol('late');
type Stored = DeviceRecord | undefined | typeof late;

const look = ({ delivery, options }: TellingTools): Promise<Stored> =>
  inTime(delivery.store.get(deviceKey), options).then(
    (stored) => (isDeviceRecord(stored) ? stored : undefined),
    () => late,
  );

/** What this visit began with must lie there still; what it has put there itself may have given way to another's. */
function isForgotten(state: SessionState, stored: Stored): boolean {
  const { record } = state.start ?? state;
  if (stored === late) return false;
  return stored ? record !== undefined && stored.id !== record.id : true;
}

async function isSomebodyElse(
  state: SessionState,
  email: string,
  { stored, delivery, options }: TellingTools & { readonly stored: Stored },
): Promise<boolean> {
  const { config, kept, who } = state;
  const { profile, record } = state.start ?? state;
  const known = readEmail(config, profile.facts) ?? who;
  if (known !== undefined) return known !== email;
  // Where the link or login does not show whose it is, it cannot be told, and then she is not taken for that person.
  if (['link', 'login'].includes(profile.identity.strength)) return true;
  const lies = stored !== late && stored?.id === (kept ?? record)?.id ? stored : record;
  if (!lies) return false;
  // What she typed on this visit she may put right.
  if (kept && lies.mark === kept.mark && (!record || record.mark !== lies.mark)) return false;
  const readKeys = () => inTime(findKeys(delivery.store, false), options);
  const fits = await fitsMark(lies, { email, readKeys });
  return fits === undefined ? namesSomebody(record ?? lies, config) : !fits;
}
