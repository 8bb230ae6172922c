/** Countries by their codes (ISO 3166-1 alpha-2), in the order of their names in a language. */
import type { FieldOption } from '../../model/form-config.js';

/** What the platform names besides: unions, reserved and private codes. */
const noCountry = /^(AC|CP|CQ|DG|EA|EU|EZ|IC|QO|TA|UN|XA|XB|XK|ZZ)$/;

/** The names come from the platform. `lang`: BCP 47. */
export function listCountries(lang: string): readonly FieldOption[] {
  const names = new Intl.DisplayNames(lang, { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  // A former code leads to the one in use.
  const isCountry = (code: string) => !noCountry.test(code) && new Intl.Locale(`und-${code}`).region === code;
  const named = codes.filter(isCountry).flatMap((value) => {
    const label = names.of(value);
    return label === undefined ? [] : [{ value, label }];
  });
  const { compare } = new Intl.Collator(lang);
  return named.sort((a, b) => compare(a.label, b.label));
}
