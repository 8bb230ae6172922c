/** Sealing without ciphers, chance or threads, so that a test sees the same bytes in the same order each time. */

const keys = new Map<string, CryptoKey>();
const names = new WeakMap<CryptoKey, string>();

/** Real keys, because the outbox looks at what they are; as many as the tabs of one test make. */
export async function makeKeys(tabs: string, each: number): Promise<void> {
  for (const tab of tabs)
    for (let i = 1; i <= each; i++) {
      const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']); // prettier-ignore
      keys.set(`${tab}${i}`, key);
      names.set(key, `${tab}${i}`);
    }
}

/** What one tab seals opens with the same key, the same IV and the same name only. */
export function makeFakeCrypto(tab: string): Crypto {
  let made = 0;
  let drawn = 0;
  const text = (bytes: BufferSource | undefined) => new TextDecoder().decode(bytes);
  const lock = ({ iv, additionalData }: AesGcmParams, key: CryptoKey) =>
    JSON.stringify([names.get(key), text(iv), text(additionalData)]);
  return {
    randomUUID: () => `${tab}-${++drawn}`,
    getRandomValues: (bytes: Uint8Array) => bytes.fill(++drawn),
    subtle: {
      generateKey: async () => {
        const key = keys.get(`${tab}${++made}`);
        if (!key) throw new Error('More keys than were made for the test');
        return key;
      },
      encrypt: async (algorithm: AesGcmParams, key: CryptoKey, body: BufferSource) =>
        new TextEncoder().encode(`${lock(algorithm, key)}\n${text(body)}`).buffer,
      decrypt: async (algorithm: AesGcmParams, key: CryptoKey, wire: ArrayBuffer) => {
        const [locked, body] = text(wire).split('\n');
        if (locked !== lock(algorithm, key)) throw new DOMException('', 'OperationError');
        return new TextEncoder().encode(body).buffer;
      },
    },
  } as unknown as Crypto;
}

/** A number for any plain value, keys and bytes included. */
export function digest(value: unknown): number {
  const text = JSON.stringify(value, (_, member: unknown) => {
    if (member instanceof ArrayBuffer) return new TextDecoder().decode(member);
    if (member instanceof CryptoKey) return names.get(member);
    return member;
  });
  // Two 32-bit FNV-1a side by side: a clash would hide a case from a test, so it must not happen by chance.
  let [low, high] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ (unit + i), 0x01000193);
  }
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
}
