/** What the check of telephone numbers says, after the label of the question. */

export interface PhoneWords {
  /** The code after the + is no country's. */
  readonly code: string;
  readonly digits: string;
  /** Without a country code. */
  readonly national: string;
  elsewhere(countries: readonly string[]): string;
}

export function phoneWords(locale = 'en'): PhoneWords {
  return /^de\b/i.test(locale) ? german : english;
}

const english: PhoneWords = {
  code: 'check the country code after the +, for example +44',
  digits: 'check the digits, some may be missing or too many',
  national: 'check the digits, or start with + and the country code',
  elsewhere: (countries) => `enter a number from one of these countries: ${nameAll(countries, 'en')}`,
};

const german: PhoneWords = {
  code: 'bitte die Landesvorwahl nach dem + prüfen, zum Beispiel +49',
  digits: 'bitte die Ziffern prüfen, vielleicht fehlen welche oder es sind zu viele',
  national: 'bitte die Ziffern prüfen oder mit + und der Landesvorwahl beginnen',
  elsewhere: (countries) => `bitte eine Nummer aus diesen Ländern eingeben: ${nameAll(countries, 'de')}`,
};

function nameAll(countries: readonly string[], language: string): string {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return countries.map((code) => names.of(code) ?? code).join(', ');
}
