/** What goes onto the device so that nobody can read it there: values, and the mark of whose record it is. */
import { factName } from '../model/fact-name.js';
import type { FormConfig } from '../model/form-config.js';
import type { Profile } from '../model/profile.js';
import type { DeviceKeys } from './device-keys.js';
import type { DeviceRecord, SealedValue } from './device-record.js';
import { readEmail } from './read-email.js';
import { isKeptHere, markOf, sealValue } from './seal-values.js';

export interface Sealable {
  readonly config: FormConfig;
  readonly profile: Profile;
  readonly record?: DeviceRecord | undefined;
}

type KeysOf = (make: boolean) => Promise<DeviceKeys | undefined>;

/** By which the record's person is known again: the one it came with, else that of the address she has given since. */
export async function markRecord(
  { config, profile, record }: Sealable,
  keysOf: KeysOf,
): Promise<string | undefined> {
  if (record?.mark !== undefined) return record.mark;
  const email = readEmail(config, profile.facts);
  const keys = email === undefined ? undefined : await keysOf(true);
  return keys && email !== undefined ? markOf(crypto, keys, email) : undefined;
}

/** Nothing where there is nothing to seal. Only what the visitor gave here is kept by its value. */
export async function sealRecord(
  { config, profile }: Sealable,
  id: string,
  keysOf: KeysOf,
): Promise<Pick<DeviceRecord, 'sealed'> | undefined> {
  const fields = config.fields.filter(
    (field) => isKeptHere(field) && profile.facts[field.name]?.source === 'typed',
  );
  const keys = fields.length ? await keysOf(true) : undefined;
  if (!keys) return undefined;
  const sealed: Record<string, Record<string, SealedValue>> = {};
  for (const field of fields) {
    const { value, at } = profile.facts[field.name] ?? {};
    if (value === undefined || at === undefined) continue;
    const one = await sealValue(crypto, keys, { id, field, at }, value);
    sealed[field.purpose] = { ...sealed[field.purpose], [factName(field)]: one };
  }
  return { sealed };
}
