/**
 * The full check of telephone numbers: the country code is one, and the number is as long and begins as numbers there
 * do. Whether somebody answers is for a call. It refuses as little as it can: lists of what is assigned within a country
 * grow old sooner than a page does, so none is asked.
 */
import parsePhoneNumber, { isSupportedCountry } from 'libphonenumber-js/core';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import type { Validator, Validity } from '../model/ports.js';
import { phoneWords } from './phone-words.js';

export interface PhoneOptions {
  /** ISO 3166-1 codes: numbers of other countries will not do. */
  readonly countries?: readonly string[] | undefined;
  /** Where a number without a country code belongs; where absent, the region that the locale names. */
  readonly defaultCountry?: string | undefined;
  /** BCP 47 tag: the language of the messages, German or English, and where nothing else is named the country. */
  readonly locale?: string | undefined;
}

/** A Standard Schema for text; what passes is given back as it was typed. */
export interface PhoneValidator extends Validator {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'progressive-form';
    validate(value: unknown): Validity & { readonly value?: unknown };
  };
}

export function createPhoneValidator(options: PhoneOptions = {}): PhoneValidator {
  const validate = (value: unknown) => {
    const message = findFault(typeof value === 'string' ? value : '', options);
    return message === undefined ? { value } : { issues: [{ message }] };
  };
  return { '~standard': { version: 1, vendor: 'progressive-form', validate } };
}

/** What to put right; nothing where it will do, or where no country is known that could tell. */
function findFault(text: string, { countries, defaultCountry, locale }: PhoneOptions): string | undefined {
  const home = toCountry(defaultCountry) ?? toCountry(regionOf(locale));
  const written = text.trim().replace(/^\(?\s*(\+|00(?=[\s(]*[1-9]))/, '+');
  const isWhole = written.startsWith('+');
  if (!isWhole && !home) return undefined;
  const words = phoneWords(locale);
  const number = parsePhoneNumber(
    written,
    { ...(home && { defaultCountry: home }), extract: false },
    metadata,
  );
  if (!number) return isWhole ? words.code : words.national;
  if (!isLikely(number)) return isWhole ? words.digits : words.national;
  return !countries || isOf(number, countries) ? undefined : words.elsewhere(countries);
}

/**
 * By length and by the pattern of all numbers of a country, the third entry of its plan. What the library itself calls
 * valid goes by lists of assigned area codes wherever countries share a code (+1, +44, +7), and new ones come every year.
 */
function isLikely(number: PhoneNumber): boolean {
  const { countryCallingCode: code, nationalNumber } = number;
  const countries = metadata.country_calling_codes[code];
  const plans = countries ? countries.map((one) => metadata.countries[one]) : [metadata.nonGeographic[code]];
  return number.isPossible() && plans.some((plan) => new RegExp(`^(?:${plan?.[2]})$`).test(nationalNumber));
}

const isOf = (number: PhoneNumber, countries: readonly string[]): boolean =>
  (number.country ? [number.country] : number.getPossibleCountries()).some((one) => countries.includes(one));

function toCountry(code: string | undefined): CountryCode | undefined {
  const country = code?.toUpperCase() as CountryCode | undefined;
  return country && isSupportedCountry(country, metadata) ? country : undefined;
}

/** The one that the tag names. Most languages alone, English before all, are dialled in many countries; German has one home. */
function regionOf(tag: string | undefined): string | undefined {
  try {
    const locale = new Intl.Locale(tag ?? '');
    return locale.region ?? (locale.language === 'de' ? 'DE' : undefined);
  } catch {
    return undefined; // no locale
  }
}
