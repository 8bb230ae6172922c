/** Countries as ISO 3166-1 alpha-2; codes and names come from the platform, so that they need no table here. */
import type { FieldOption } from './form-config.js';

/** What the platform names besides: unions, reserved and private codes. */
const noCountries = 'AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ';

/** Of a former code, and of `UK`, the one in use. Takes two letters. */
export const currentCode = (code: string): string | undefined => new Intl.Locale(`und-${code}`).region;

/** In the order of the alphabet. */
export function listCodes(): readonly string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = nameCountries('en');
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.filter(
    (code) => !noCountries.includes(code) && currentCode(code) === code && names.of(code) !== undefined,
  );
}

/** Their names in a language (BCP 47), in its order. */
export function listCountries(locale: string): readonly FieldOption[] {
  const names = nameCountries(locale);
  const { compare } = new Intl.Collator(locale);
  return listCodes()
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => compare(a.label, b.label));
}

const nameCountries = (locale: string) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
