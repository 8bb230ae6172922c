/** Finds a value again, however it is written. */
import { createHash } from 'node:crypto';

/** What was found, by the place where it was. */
export type Findings = Readonly<Record<string, string>>;

const hash = (name: string, value: string) => createHash(name).update(value).digest();

/** The ways to write a value that still say what it is; upper and lower case are one. */
function spellings(value: string): Readonly<Record<string, string>> {
  const json = JSON.stringify(value).slice(1, -1);
  const url = encodeURIComponent(value);
  const base64 = Object.fromEntries(
    [0, 1, 2].flatMap((shift) => {
      const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]).toString('base64');
      // Without the letters that depend on what stands before and behind.
      const inner = text.slice(
        Math.ceil((shift * 8) / 6),
        Math.floor(((shift + Buffer.byteLength(value)) * 8) / 6),
      );
      const forUrl = inner.replaceAll('+', '-').replaceAll('/', '_');
      return [
        [`base64, ${shift}`, inner],
        [`base64url, ${shift}`, forUrl],
      ];
    }),
  );
  const entities: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
  return {
    'as it is': value,
    'in parts': value.normalize('NFD'),
    'for an address': url,
    'for a form': url.replaceAll('%20', '+'),
    JSON: json,
    'JSON twice': JSON.stringify(json).slice(1, -1),
    'JSON, plain': json.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    HTML: value.replace(/[&"<>]/g, (c) => entities[c] ?? c),
    hex: Buffer.from(value).toString('hex'),
    ...base64,
    ...Object.fromEntries(
      ['sha256', 'sha1', 'md5'].flatMap((name) =>
        [value, value.toLowerCase()].flatMap((one, i) => [
          [`${name} ${i}`, hash(name, one).toString('hex')],
          [`${name} ${i}, base64`, hash(name, one).toString('base64url')],
        ]),
      ),
    ),
  };
}

/** Where which of the values is found, and how it is written there. */
export function tracesOf(values: Readonly<Record<string, string>>, findings: Findings): readonly string[] {
  const places = Object.entries(findings).map(([place, text]) => [place, text.toLowerCase()] as const);
  return Object.entries(values).flatMap(([name, value]) =>
    Object.entries(spellings(value)).flatMap(([how, spelled]) =>
      places
        .filter(([, text]) => text.includes(spelled.toLowerCase()))
        .map(([place]) => `${place}: ${name}, ${how}`),
    ),
  );
}
