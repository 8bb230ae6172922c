/** SHA-256 with a key of its own (HMAC, RFC 2104; HKDF, RFC 5869): what is alike can be found without being held. */
import { createHmac, hkdfSync } from 'node:crypto';

/** Another tenant's hashes of the same are others. */
export function createKeyedHash(secret: Uint8Array, tenant: string): (text: string) => string {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', `people:${tenant}`, 32));
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}
