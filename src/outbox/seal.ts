/**
 * AES-GCM-256 with a fresh IV an entry; what names the entry is bound to its body. It keeps bodies from being read in
 * storage by eye, by dumps or by tools, and lets them be erased by dropping the key. It does not keep anything from a
 * script of the same origin, nor from a disk image, since the key lies beside the data.
 */
import type { OutboxEntry } from '../model/outbox-entry.js';

export type EntryHead = Omit<OutboxEntry, 'kid' | 'iv' | 'wire'>;

export async function seal(
  crypto: Crypto,
  key: CryptoKey,
  head: EntryHead,
  body: string,
): Promise<Pick<OutboxEntry, 'iv' | 'wire'>> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wire = await crypto.subtle.encrypt(algorithm(iv, head), key, new TextEncoder().encode(body));
  return { iv, wire };
}

/** The body, or nothing where entry and key do not belong together. */
export async function unseal(
  crypto: Crypto,
  key: CryptoKey,
  entry: OutboxEntry,
): Promise<string | undefined> {
  try {
    const bytes = await crypto.subtle.decrypt(algorithm(entry.iv, entry), key, entry.wire);
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined; // The only thing that can fail here is the entry itself.
  }
}

function algorithm(iv: Uint8Array<ArrayBuffer>, { id, v, endpointKey }: EntryHead): AesGcmParams {
  const additionalData = new TextEncoder().encode(JSON.stringify([id, v, endpointKey]));
  return { name: 'AES-GCM', iv, additionalData };
}
