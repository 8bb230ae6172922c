/** What this device keeps of a visit. Failing to remember costs a question next time, not the submission. */
import { mayRemember } from './consent/may-remember.js';
import type { DeviceRecord } from './profile/device-record.js';
import { mergeRecords } from './profile/merge-records.js';
import { writeRecord } from './profile/write-record.js';
import type { SessionState } from './session-state.js';

export interface DeviceTools {
  /** Reads what lies here, decides and writes in one transaction; nothing is written for `undefined`. */
  changeDevice(change: (stored: unknown) => DeviceRecord | undefined): Promise<void>;
  /** Removes what this device keeps. */
  forgetDevice(): Promise<void>;
}

/** Comes with the part that recognises; without it nothing is remembered. */
export interface Memory {
  readonly writeRecord: typeof writeRecord;
  readonly remember: typeof remember;
  readonly rememberLess: typeof rememberLess;
  readonly keepVisit: typeof keepVisit;
}

/** Counts this visit also when nothing is answered on it, on a device that keeps a record already. */
export async function keepVisit(state: SessionState, device: DeviceTools): Promise<void> {
  const { record, config, profile } = state;
  if (!record || !mayRemember(config, profile.consents, true)) return;
  state.record = writeRecord(record, record.id, config, profile);
  await remember(state, device);
}

export async function remember(
  state: SessionState,
  { changeDevice, forgetDevice }: DeviceTools,
): Promise<void> {
  const { record, found } = state;
  const before = state.kept ?? found;
  try {
    if (state.kept && lacksConsentOf(state.kept, record)) await forgetDevice();
    if (record) await changeDevice((stored) => mergeRecords(stored, record, before));
    state.kept = record;
  } catch {
    // said above
  }
}

/** What was refused is known no more, on the device neither. */
export async function rememberLess(state: SessionState, device: DeviceTools): Promise<void> {
  await device.forgetDevice().catch(() => undefined); // Failing costs a question, as below.
  await remember(state, device);
}

/** What an earlier view of this visit put on the device may have been taken back since. */
const lacksConsentOf = (kept: DeviceRecord, record: DeviceRecord | undefined): boolean =>
  !record || Object.keys(kept.consents).some((purpose) => !Object.hasOwn(record.consents, purpose));
