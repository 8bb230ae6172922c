/** How often, first and last something was done. */
import type { Count, Profile } from '../model/profile.js';
import { own } from '../model/own.js';
import { isDeviceRecord, type DeviceRecord } from './device-record.js';
import { later } from './unite.js';

/** Two forms of one page hear of the same act a moment apart, in milliseconds. */
const sameAct = 20;

/** One more; `at` is an ISO 8601 instant. */
export function addAct(counts: Profile['counts'], name: string, at: string): Count {
  const held = own(counts, name);
  if (held && Math.abs(Date.parse(at) - Date.parse(held.last)) < sameAct) return held;
  return { n: (held?.n ?? 0) + 1, first: held?.first ?? at, last: later(held?.last ?? at, at) };
}

/** Counts on what lies on the device, so that no tab counts over another; nothing where `id` does not lie there. */
export function countOnRecord(
  stored: unknown,
  id: string,
  name: string,
  at: string,
): DeviceRecord | undefined {
  if (!isDeviceRecord(stored) || stored.id !== id) return undefined;
  const { counts = {} } = stored;
  return { ...stored, counts: { ...counts, [name]: addAct(counts, name, at) } };
}
