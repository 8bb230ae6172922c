/**
 * The keys to what this device's record holds sealed: of this record alone, made with the first thing that is sealed,
 * gone with it, and nothing that a script can read out. One seals values. The other marks whose record it is: where an
 * address comes again, the mark tells that it is the same person; read from the disk it tells nothing.
 *
 * As with what waits to be sent, they are no wall against a script of the same origin.
 */

import type { RecordStore } from '../model/ports.js';
import { keysKey } from './device-key.js';

export interface DeviceKeys {
  readonly seal: CryptoKey;
  readonly mark: CryptoKey;
}

/** Made where there are none, if so wished. Two tabs may each make some; the first to store them wins. */
export async function findKeys(
  store: Pick<RecordStore, 'get' | 'update'>,
  make: boolean,
): Promise<DeviceKeys | undefined> {
  const find = async () => {
    const keys = await store.get(keysKey);
    return isDeviceKeys(keys) ? keys : undefined;
  };
  const found = await find();
  if (found || !make) return found;
  const made = await makeKeys(crypto);
  await store.update(keysKey, (stored) => (isDeviceKeys(stored) ? undefined : made));
  return find();
}

/** Rejects where the page may not encrypt, as one that came without https. */
export async function makeKeys({ subtle }: Crypto): Promise<DeviceKeys> {
  return {
    seal: await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    mark: await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  };
}

/** Others may have put something else there. */
export function isDeviceKeys(value: unknown): value is DeviceKeys {
  const { seal, mark } = (value ?? {}) as Partial<DeviceKeys>;
  const isKey = (key: unknown, name: string) => key instanceof CryptoKey && key.algorithm.name === name;
  return isKey(seal, 'AES-GCM') && isKey(mark, 'HMAC');
}
