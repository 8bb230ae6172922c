/** How large the files for script tags are, and how large they may be. */
import { readdirSync, readFileSync } from 'node:fs';
import { constants, brotliCompressSync } from 'node:zlib';

export interface Size {
  readonly file: string;
  /** Bytes as they lie on the disk. */
  readonly raw: number;
  /** Bytes over the wire: brotli at its best level. */
  readonly sent: number;
  /** What `sent` must not exceed; nothing where the file is loaded when nobody waits. */
  readonly ceiling: number | undefined;
}

/** What a server may send in the first round trip: ten TCP segments. */
export const firstRoundTrip = 14_600;

/** By file, in bytes over the wire. A change that moves one says why. */
export const ceilings: readonly (readonly [file: RegExp, ceiling: number])[] = [
  [/^progressive-form\.js$/, firstRoundTrip],
  [/^progressive-form\.iife\.js$/, 28_000],
  [/^progressive-form\.[a-z]+-first-/, 800],
  // A back end, loaded when a definition names it.
  [
    /^progressive-form\.(auth0|clevertap|console|data-layer|formspree|hubspot|marketo|mautic|mixpanel|netlify|pardot-form-handler|posthog|salesforce-web-to-lead|segment|webhook)-/,
    1_000,
  ],
  [/^planFields/, 2_000],
];

export function measure(file: string, code: string | Uint8Array): Size {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  const sent = brotliCompressSync(code, { params }).length;
  const ceiling = ceilings.find(([pattern]) => pattern.test(file))?.[1];
  return { file, raw: Buffer.byteLength(code), sent, ceiling };
}

/** The built files for script tags, by name; throws where nothing is built. */
export function readBuilt(folder: URL): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => /^progressive-form\..*js$/.test(name));
  if (names.length === 0) throw new Error('Nothing is built: run npm run build first.');
  return new Map(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
}
