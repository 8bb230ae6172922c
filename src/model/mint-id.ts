/** Ids whose text order is their time order (RFC 9562, version 7). */

/** Fills the array with random bytes, as `crypto.getRandomValues` does. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

/** Returns a minter whose ids rise even within one millisecond or when the clock steps back. */
export function createIdMinter(now: () => number, random: RandomBytes): () => string {
  let last = 0;
  let counter = 0;
  return () => {
    const time = now();
    const bytes = random(new Uint8Array(16));
    if (time > last) {
      last = time;
      counter = ((bytes[6] ?? 0) << 4) & 0x7ff; // head room for many ids in one millisecond
    } else if (++counter > 0xfff) {
      last += 1;
      counter = 0;
    }
    const view = new DataView(bytes.buffer);
    view.setUint32(0, Math.floor(last / 0x10000));
    view.setUint16(4, last % 0x10000);
    view.setUint16(6, 0x7000 | counter);
    view.setUint8(8, 0x80 | ((bytes[8] ?? 0) & 0x3f));
    const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  };
}
