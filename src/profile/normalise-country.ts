/** Names and codes of countries, in English and German, as ISO 3166-1 alpha-2. */
import { currentCode, listCodes } from '../model/country-codes.js';
import { foldCase } from './normalise.js';

const alsoCalled: Readonly<Record<string, string>> = {
  usa: 'US',
  'united states of america': 'US',
  'vereinigte staaten von amerika': 'US',
  'great britain': 'GB',
  großbritannien: 'GB',
  'czech republic': 'CZ',
  'tschechische republik': 'CZ',
  holland: 'NL',
  'the netherlands': 'NL',
};

/** The names come from the platform, so that they need no table here. `UK` and former codes lead to the one in use. */
export function normaliseCountry(text: string): string | undefined {
  const name = foldName(text);
  const alias = Object.entries(alsoCalled).find(([known]) => foldName(known) === name);
  if (alias) return alias[1];
  const isIt = isCode(name) ? (code: string) => currentCode(name) === code : namedBy(name);
  return listCodes().find(isIt);
}

/** Whether a text is a code or a name of this country. */
export function recogniseCountry(code: string): (text: string) => boolean {
  const aliases = Object.keys(alsoCalled).filter((known) => alsoCalled[known] === code);
  const names = new Set([
    ...aliases.map(foldName),
    ...listDisplays().flatMap((display) => namesIn(display, code)),
  ]);
  return (text) => {
    const name = foldName(text);
    return isCode(name) ? currentCode(name) === code : names.has(name);
  };
}

const foldName = (text: string): string => foldCase(text).replace(/\./g, '');

const isCode = (name: string): boolean => /^[a-z]{2}$/.test(name);

function namedBy(name: string): (code: string) => boolean {
  const displays = listDisplays();
  return (code) => displays.some((display) => namesIn(display, code).includes(name));
}

const listDisplays = (): readonly Intl.DisplayNames[] =>
  ['en', 'de'].flatMap((locale) =>
    (['long', 'short'] as const).map(
      (style) => new Intl.DisplayNames(locale, { type: 'region', style, fallback: 'none' }),
    ),
  );

function namesIn(display: Intl.DisplayNames, code: string): readonly string[] {
  const name = display.of(code);
  return name === undefined ? [] : [foldName(name)];
}
