/**
 * 53 bits of a text, by multiplying and mixing: quick, and good for nothing but telling what cannot be alike. What has
 * the same sketch is compared by a keyed hash.
 */
export function sketch(text: string): number {
  let [low, high] = [0x9e3779b9, 0x85ebca6b];
  for (let n = 0; n < text.length; n += 1) {
    const code = text.charCodeAt(n);
    low = Math.imul(low ^ code, 0x27d4eb2d);
    high = Math.imul(high ^ code, 0x165667b1);
    low ^= low >>> 15;
    high ^= high >>> 13;
  }
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
}
