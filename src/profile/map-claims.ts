/**
 * What a sign-in tells, as values of fields: the standard claims of OpenID Connect (Core 1.0, section 5.1), and the few
 * that are common beside them. Names are never put together or taken apart, and nobody's gender is anybody's business.
 */
import type { Field } from '../model/form-config.js';
import { normaliseCountry } from './normalise-country.js';

export type Claims = Readonly<Record<string, unknown>>;

/** By field name, the claim that it is read from; for claims of one's own, as `https://example.com/company`. */
export type ClaimMapping = Readonly<Record<string, string>>;

/** By autofill token, the claims to look for. */
const claimsByToken: Readonly<Record<string, string>> = {
  name: 'name',
  'given-name': 'given_name',
  'additional-name': 'middle_name',
  'family-name': 'family_name',
  nickname: 'nickname',
  email: 'email',
  tel: 'phone_number',
  'street-address': 'street_address',
  'address-level2': 'locality',
  'address-level1': 'region',
  'postal-code': 'postal_code',
  country: 'country',
  'country-name': 'country',
  language: 'locale',
  url: 'website',
  organization: 'organization company companyName company_name org_name',
  'organization-title': 'jobTitle job_title title',
};

/**
 * Values by field name. A field is found by `mapping`, else by its autofill token, else by its type, its name in the
 * back end or its own. What is sensitive, transient or a consent is never taken from a sign-in, and neither is an
 * address that the provider says it has not verified: it may be anybody's.
 */
export function mapClaims(
  fields: readonly Field[],
  claims: Claims,
  mapping: ClaimMapping = {},
): Readonly<Record<string, unknown>> {
  const values = fields
    .filter(({ type, sensitive, transient }) => !sensitive && !transient && !/consent|password/.test(type))
    .map((field) => [field.name, fit(field, findClaim(field, claims, mapping))] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function findClaim(field: Field, claims: Claims, mapping: ClaimMapping): unknown {
  const { name, mapsTo = name } = field;
  const mapped = own(mapping, name);
  const names = typeof mapped === 'string' ? [mapped] : [...claimsFor(field), mapsTo, name];
  return names.map((claim) => readClaim(claims, claim)).find(isFilled);
}

function claimsFor(field: Field): readonly string[] {
  const claims = own(claimsByToken, tokenOf(field));
  return typeof claims === 'string' ? claims.split(' ') : [];
}

/** The last word: those before it only say whose address or phone it is. */
function tokenOf({ autocomplete, type }: Field): string {
  return autocomplete?.trim().split(/\s+/).at(-1) ?? type;
}

function readClaim(claims: Claims, name: string): unknown {
  // Some providers send the word in place of the truth value.
  if (name === 'email' && `${String(own(claims, 'email_verified'))}` === 'false') return undefined;
  return own(claims, name) ?? own(own(claims, 'address'), name);
}

const own = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Claims)[name]
    : undefined;

const isFilled = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : /^(number|boolean)$/.test(typeof value) || Array.isArray(value);

/** As the field would have it; whether that will do is checked with everything else that comes from outside. */
function fit(field: Field, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  const { type, options } = field;
  if (options) return options.find((one) => isSame(one.value, text) || isSame(one.label, text))?.value;
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
  const token = tokenOf(field);
  if (token === 'language') return text.replaceAll('_', '-');
  if (type === 'country') return normaliseCountry(text);
  // The token asks for a code, the claim may hold a name.
  if (token === 'country') return /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : undefined;
  return type === 'textarea' ? text : text.replace(/\s*[\r\n]+\s*/g, ', ');
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
