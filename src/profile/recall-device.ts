/**
 * What this device knows of whoever sits there, if it is of the same person.
 *
 * Whoever is shown by a login or a link may sit at somebody else's device: what that one answered must neither hide a
 * question from her nor decide one. So beside such a proof the record is heard only where the collector knows the
 * device for hers, or where its mark fits her address. Otherwise it is left alone until she is to be remembered
 * herself: her record then takes its place, under another id. Without a proof the record stands for its person, unless
 * the page names an address that does not fit.
 */
import type { FormConfig } from '../model/form-config.js';
import type { Fact } from '../model/profile.js';
import { visitGap } from './count-visit.js';
import { isDeviceKeys } from './device-keys.js';
import type { DeviceRecord } from './device-record.js';
import { markOf, openValues } from './seal-values.js';

export interface DeviceQuestion {
  readonly record: DeviceRecord | undefined;
  /** Somebody is shown to sit there, by more than the device. */
  readonly isProven: boolean;
  /** The device that the collector knows for the same person's. */
  readonly ownId: string | undefined;
  /** Of whoever sits there, normalised. */
  readonly email: string | undefined;
  readonly readKeys: () => Promise<unknown>;
}

/** The record, where it is of the person who sits there. */
export async function findOwnRecord(question: DeviceQuestion): Promise<DeviceRecord | undefined> {
  const { record, isProven, ownId } = question;
  if (!record || record.id === ownId) return record;
  const fits = await fitsMark(record, question);
  return (isProven ? fits === true : fits !== false) ? record : undefined;
}

/** Nothing where it cannot be told. */
export async function fitsMark(
  { mark }: DeviceRecord,
  { email, readKeys }: Pick<DeviceQuestion, 'email' | 'readKeys'>,
): Promise<boolean | undefined> {
  if (mark === undefined || email === undefined) return undefined;
  const keys = await readKeys().catch(() => undefined);
  return isDeviceKeys(keys) ? (await markOf(crypto, keys, email)) === mark : undefined;
}

/**
 * Values that lie here, save where the person gave another elsewhere since: `known` has the collector's dates, which
 * are by its own clock, so that the same answer has two.
 */
export async function recallValues(
  record: DeviceRecord,
  config: FormConfig,
  readKeys: () => Promise<unknown>,
  known: Readonly<Record<string, string | undefined>> = {},
): Promise<Readonly<Record<string, Fact>>> {
  if (!record.sealed) return {};
  const keys = await readKeys().catch(() => undefined);
  const facts = isDeviceKeys(keys) ? await openValues(crypto, keys, record, config) : {};
  const isCurrent = ([name, { at }]: readonly [string, Fact]) =>
    !(Date.parse(known[name] ?? '') > Date.parse(at) + visitGap);
  return Object.fromEntries(Object.entries(facts).filter(isCurrent));
}
