/**
 * A draft on this device: what was typed and not sent yet, sealed (AES-GCM-256, a fresh IV each time) with a key of its
 * own that no script can read out and that lies and goes with it. In clear stand a random id and two instants. As with
 * all that is kept here, it is no wall against a script of the same origin.
 */
import type { Answers } from '../model/answers.js';
import type { ProfilePatch } from '../model/profile.js';

export interface DraftHead {
  /** Of this draft alone: whoever goes on with it knows it again. */
  readonly id: string;
  /** Milliseconds since 1970, by this device's clock; `until` is when it is over. */
  readonly began: number;
  readonly until: number;
  readonly key: CryptoKey;
}

export interface DraftRecord extends DraftHead {
  readonly v: 1;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly wire: ArrayBuffer;
}

/** What is sealed. */
export interface Draft {
  /** The address of whoever page, login or link named; nobody else is offered it. */
  readonly who?: string | undefined;
  /** Id of the step that was shown. */
  readonly step?: string | undefined;
  readonly answers: Answers;
  readonly sent?: SentBefore | undefined;
}

/** What is left in a draft of steps that were sent: no answer. */
export interface SentBefore {
  readonly sessionId: string;
  /** Ids. */
  readonly steps: readonly string[];
  /** What the visit goes on from: names of what was answered, and what follows from them. */
  readonly patch: Required<Pick<ProfilePatch, 'known' | 'asks' | 'consents' | 'classes' | 'visits'>>;
}

export const makeDraftKey = ({ subtle }: Crypto): Promise<CryptoKey> =>
  subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

/** Others may have put something else there. */
export function isDraftRecord(value: unknown): value is DraftRecord {
  const { v, id, began, until, key } = (value ?? {}) as Partial<DraftRecord>;
  const isKey = key instanceof CryptoKey && key.algorithm.name === 'AES-GCM';
  return v === 1 && isKey && typeof id === 'string' && Number.isFinite(began) && Number.isFinite(until);
}

/** By the device's clock; where that was set back, nobody knows how long it has lain here. */
export const isOver = ({ began, until }: DraftHead, now: number): boolean => now < began || now >= until;

const algorithm = (
  place: string,
  iv: Uint8Array<ArrayBuffer>,
  { id, began, until }: DraftHead,
): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(JSON.stringify([place, id, began, until])),
});

/** `place`: the key it lies under, bound to it. */
export async function sealDraft(
  crypto: Crypto,
  place: string,
  { id, began, until, key }: DraftHead,
  draft: Draft,
): Promise<DraftRecord> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(draft));
  const head = { id, began, until, key };
  return { v: 1, ...head, iv, wire: await crypto.subtle.encrypt(algorithm(place, iv, head), key, text) };
}

/** Nothing where record, key and place do not belong together. */
export async function openDraft(
  crypto: Crypto,
  place: string,
  record: DraftRecord,
): Promise<Draft | undefined> {
  try {
    const bytes = await crypto.subtle.decrypt(algorithm(place, record.iv, record), record.key, record.wire);
    return JSON.parse(new TextDecoder().decode(bytes)) as Draft;
  } catch {
    return undefined; // Broken, or of somewhere else: of no use to anybody.
  }
}
