/** CleverTap's script packs what it sends as lz-string does. */
import lz from 'lz-string';

/** An empty text where there is nothing in it. */
export const unpack = (packed) => lz.decompressFromBase64(packed) ?? '';
