/**
 * Values on the device, where the definition has them kept there and the visitor agreed to be remembered: for
 * conditions, never shown. AES-GCM-256 with a fresh IV a value; what a value is of, and since when, is bound to it. And
 * the mark by which the person of a record is known again.
 */
import type { AnswerValue } from '../model/answers.js';
import { factName } from '../model/fact-name.js';
import type { Field, FormConfig } from '../model/form-config.js';
import { own } from '../model/own.js';
import type { Fact } from '../model/profile.js';
import { acceptFacts } from './accept-facts.js';
import type { DeviceKeys } from './device-keys.js';
import type { DeviceRecord, SealedValue } from './device-record.js';

/** What is kept by its value. */
export const isKeptHere = ({ onDevice, sensitive, transient, type }: Field): boolean =>
  !!onDevice && !sensitive && !transient && type !== 'consent' && type !== 'password';

/** Where a value lies, and since when it holds. */
interface Place {
  /** Of the device. */
  readonly id: string;
  readonly field: Field;
  readonly at: string;
}

const algorithm = (iv: Uint8Array<ArrayBuffer>, { id, field, at }: Place): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(JSON.stringify([id, field.purpose, factName(field), at])),
});

export async function sealValue(
  crypto: Crypto,
  { seal }: DeviceKeys,
  place: Place,
  value: AnswerValue,
): Promise<SealedValue> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { at: place.at, iv, wire: await crypto.subtle.encrypt(algorithm(iv, place), seal, text) };
}

/** The values of this form's fields that can be read, and are what the fields ask for today. */
export async function openValues(
  crypto: Crypto,
  keys: DeviceKeys,
  record: DeviceRecord,
  config: FormConfig,
): Promise<Readonly<Record<string, Fact>>> {
  const opened = config.fields.filter(isKeptHere).map(async (field) => {
    if (config.purposes[field.purpose]?.legalBasis === 'explicit' && !own(record.consents, field.purpose))
      return {};
    const sealed = own(own(record.sealed ?? {}, field.purpose) ?? {}, factName(field));
    const value = sealed && (await open(crypto, keys, { id: record.id, field, at: sealed.at }, sealed));
    return acceptFacts([field], { [field.name]: value }, 'device', sealed?.at ?? '').facts;
  });
  return Object.assign({}, ...(await Promise.all(opened))) as Readonly<Record<string, Fact>>;
}

async function open(
  crypto: Crypto,
  { seal }: DeviceKeys,
  place: Place,
  sealed: SealedValue,
): Promise<unknown> {
  try {
    const bytes = await crypto.subtle.decrypt(algorithm(sealed.iv, place), seal, sealed.wire);
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined; // Of another device or key, or broken: known by its name alone.
  }
}

/** `email`: normalised. */
export async function markOf({ subtle }: Crypto, { mark }: DeviceKeys, email: string): Promise<string> {
  const bytes = await subtle.sign('HMAC', mark, new TextEncoder().encode(email));
  return btoa(String.fromCharCode(...new Uint8Array(bytes).slice(0, 16)));
}
