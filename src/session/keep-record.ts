/**
 * What this device keeps of a visit. Failing to remember costs a question next time, not the submission.
 *
 * The record that lies here is written over only by what was taken from it, or where the visitor is shown to be
 * somebody else: hers then takes its place. One that was forgotten meanwhile, in another tab, does not come back.
 *
 * A visitor of whom nothing lay here when she came may meet a record at the end: another form of the page, or another
 * tab, has written one since. It is hers where its mark fits her address, and taken for hers where neither has named
 * anybody. An address that does not fit, or cannot be shown to, is somebody else's; and whoever names nobody leaves a
 * record alone that does. Only two forms of one page, of which one asks for no address, are one person's.
 */
import { mayRemember } from '../consent/may-remember.js';
import type { Answers } from '../model/answers.js';
import type { FormConfig } from '../model/form-config.js';
import type { Profile } from '../model/profile.js';
import type { Submission } from '../model/submission.js';
import { isDeviceRecord, namesSomebody, type DeviceRecord } from '../profile/device-record.js';
import { mergeRecords } from '../profile/merge-records.js';
import { markRecord, sealRecord } from '../profile/seal-record.js';
import { findKeys } from '../profile/device-keys.js';
import { writeRecord } from '../profile/write-record.js';
import type { tellMore } from './tell-more.js';
import { inTime, type DeviceTools } from './device-tools.js';
import type { SessionState } from './session-state.js';
import type { TellingTools } from './tell-apart.js';

/** Comes with the part that recognises; without it nothing is remembered. */
export interface Memory {
  /** Takes what was answered into account, among all else that is known. */
  learning(config: FormConfig, now: number): (profile: Profile, submission: Submission) => Profile;
  readonly writeRecord: typeof writeRecord;
  readonly remember: typeof remember;
  readonly rememberLess: typeof rememberLess;
  readonly keepVisit: typeof keepVisit;
  readonly tellMore: typeof tellMore;
  /** Before `values` are sent: are they of the person who was known? */
  tellApart(state: SessionState, values: Answers, tools: TellingTools): Promise<void>;
}

/** Counts this visit also when nothing is answered on it, on a device that keeps a record already. */
export async function keepVisit(state: SessionState, device: DeviceTools): Promise<void> {
  const { record, config, profile } = state;
  if (!record || !mayRemember(config, profile.consents, true)) return;
  state.record = writeRecord(record, record.id, config, profile);
  await remember(state, device);
}

/** Nobody waits for slow storage; what it was asked to do may still be done. */
export const remember = (state: SessionState, device: DeviceTools, less = false): Promise<void> =>
  inTime(change(state, device, less), {}).catch(() => undefined); // said above

/** What was refused is known no more, on the device neither. */
export const rememberLess = (state: SessionState, device: DeviceTools): Promise<void> =>
  remember(state, device, true);

async function change(state: SessionState, device: DeviceTools, less: boolean): Promise<void> {
  const { record, kept } = state;
  const anew = less || (kept !== undefined && lacksConsentOf(kept, record));
  if (record) {
    const isKept = await write(state, record, { device, anew }).catch(() => false);
    // She has gone on meanwhile, or was forgotten.
    if (state.record !== record) await change(state, device, less);
    // Where nothing lies, as when she is forgotten at this very moment, the keys that were made are to nothing.
    else if (isKept) return;
    await device.forgetDevice((stored) => stored === undefined);
  } else {
    state.kept = undefined;
    // It may have given way to somebody else's.
    if (anew && kept) await device.forgetDevice((stored) => isDeviceRecord(stored) && stored.id === kept.id);
  }
}

interface Writing {
  readonly device: DeviceTools;
  /** In the place of what this visit has written, not added to it. */
  readonly anew: boolean;
}

/** Tells whether all is there. The mark comes with the record: without it another tab could not tell whose it is. */
async function write(state: SessionState, record: DeviceRecord, { device, anew }: Writing): Promise<boolean> {
  const { config, profile, kept } = state;
  const keysOf = (make: boolean) => findKeys(device.store, make);
  const mark = await markRecord({ config, profile, record }, keysOf).catch(() => undefined);
  const own = mark === undefined ? record : { ...record, mark };
  const put = async (next: (stored: unknown) => DeviceRecord | undefined) => {
    const ids: string[] = [];
    await device.changeDevice((stored) => {
      const written = state.record === record ? next(stored) : undefined;
      if (written) ids.push(written.id);
      return written;
    });
    return ids.at(-1);
  };
  const putOwn = (stored: unknown) => {
    const next = nextRecord(stored, { ...state, record: own }, { anew, ours: device.store.ours });
    if (next) device.store.ours = next.id;
    if (next) state.kept = { ...own, id: next.id };
    return next;
  };
  const id = await put(putOwn).catch((error: unknown) => {
    if (state.record === record) state.kept = kept;
    throw error;
  });
  const sealed = id === undefined ? undefined : await sealRecord({ config, profile }, id, keysOf);
  if (!sealed) return id !== undefined;
  const addSealed = (stored: unknown) =>
    isDeviceRecord(stored) && stored.id === id ? mergeRecords(stored, { ...stored, ...sealed }) : undefined;
  return (await put(addSealed)) !== undefined;
}

interface Circumstances {
  readonly anew: boolean;
  /** Id of the record that this page has put there. */
  readonly ours: string | undefined;
}

/** Looked at when its turn comes: the visitor may have been forgotten since. */
function nextRecord(
  stored: unknown,
  { config, record, found, kept }: SessionState & { readonly record: DeviceRecord },
  { anew, ours }: Circumstances,
): DeviceRecord | undefined {
  const before = kept ?? (found?.id === record.id ? found : undefined);
  if (!isDeviceRecord(stored)) return before ? undefined : record;
  const merged = anew ? { ...record, id: stored.id } : mergeRecords(stored, record, before);
  if (before) return stored.id === before.id && !contradicts(stored, record, before) ? merged : undefined;
  if (stored.id === found?.id) return record;
  if (stored.id === record.id) return merged;
  const [theirs, hers] = [stored, record].map((one) => namesSomebody(one, config));
  if (theirs && hers) return stored.mark !== undefined && stored.mark === record.mark ? merged : record;
  if (stored.id === ours || (!theirs && !hers && !found)) return merged;
  return hers ? record : undefined;
}

/** Another tab has learnt since that the record is of somebody with another address. */
const contradicts = (stored: DeviceRecord, record: DeviceRecord, before: DeviceRecord): boolean =>
  [stored, record].every(({ mark }) => mark !== undefined) &&
  ![record.mark, before.mark].includes(stored.mark);

/** What an earlier view of this visit put on the device may have been taken back since. */
const lacksConsentOf = (kept: DeviceRecord, record: DeviceRecord | undefined): boolean =>
  !record || Object.keys(kept.consents).some((purpose) => !Object.hasOwn(record.consents, purpose));
