import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../src/model/outbox-entry.js';
import { seal, unseal, type EntryHead } from '../../src/outbox/seal.js';

const head: EntryHead = {
  id: '019a0000-0000-7000-8000-000000000001',
  v: 1,
  minReader: 1,
  createdAt: 0,
  endpointKey: 'http:https://example.com',
  formId: 'whitepaper',
  n: 0,
  nextAt: 0,
  lastStatus: 0,
};
const body = '{"email":"ada@example.com"}';

const newKey = () =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

async function sealed(key: CryptoKey): Promise<OutboxEntry> {
  return { ...head, kid: 'a', ...(await seal(crypto, key, head, body)) };
}

describe('a sealed entry', () => {
  it('S52 holds nothing of its body in clear, and opens with its key', async () => {
    const key = await newKey();
    const entry = await sealed(key);
    expect(Buffer.from(entry.wire).includes('ada@example.com')).toBe(false);
    expect(await unseal(crypto, key, entry)).toBe(body);
  });

  it('S52 never looks the same twice', async () => {
    const key = await newKey();
    const [one, other] = [await sealed(key), await sealed(key)];
    expect(Buffer.from(one.iv).equals(Buffer.from(other.iv))).toBe(false);
    expect(Buffer.from(one.wire).equals(Buffer.from(other.wire))).toBe(false);
  });

  it.each([
    ['another id', { id: '019a0000-0000-7000-8000-000000000002' }],
    ['another end point', { endpointKey: 'http:https://evil.example' }],
    ['another IV', { iv: new Uint8Array(12) }],
    ['an IV of no length', { iv: new Uint8Array() }],
    ['an empty body', { wire: new ArrayBuffer(0) }],
  ])('SEC27 FLT52 does not open under %s', async (_, change) => {
    const key = await newKey();
    expect(await unseal(crypto, key, { ...(await sealed(key)), ...change })).toBeUndefined();
  });

  it('FLT52 does not open with one bit flipped, nor with another key', async () => {
    const key = await newKey();
    const entry = await sealed(key);
    const flipped = new Uint8Array(entry.wire.slice(0));
    flipped[3] = (flipped[3] ?? 0) ^ 1;
    expect(await unseal(crypto, key, { ...entry, wire: flipped.buffer })).toBeUndefined();
    expect(await unseal(crypto, await newKey(), entry)).toBeUndefined();
  });
});
