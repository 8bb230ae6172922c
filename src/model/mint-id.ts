/** Ids whose text order is their time order (RFC 9562, version 7). */

/** Fills the array with random bytes, as `crypto.getRandomValues` does. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

/** Returns a minter whose ids rise even within one millisecond or when the clock steps back. */
export function createIdMinter(now: () => number, random: RandomBytes): () => string {
  let last = 0;
  let counter = 0;
  return () => {
    const time = now();
    const [first = 0, second = 0, ...rest] = random(new Uint8Array(9));
    if (time > last) {
      last = time;
      counter = first << 3; // head room for many ids in one millisecond
    } else if (++counter > 0xfff) {
      last += 1;
      counter = 0;
    }
    const tail = [0x80 | (second & 0x3f), ...rest].map((byte) => toHex(byte, 2)).join('');
    const hex = toHex(last, 12) + toHex(0x7000 | counter, 4) + tail;
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  };
}

const toHex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');
