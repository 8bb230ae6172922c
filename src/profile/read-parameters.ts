/**
 * Suggestions from the page's address: of the parameters that the definition names, what fits the field they are for.
 * They stand in the form as if typed, to be looked at and sent by the visitor herself. What is personal has no business
 * in an address, and a consent or a secret is nobody's to fill in but hers.
 */
import type { AnswerValue } from '../model/answers.js';
import type { Field, FormConfig } from '../model/form-config.js';
import { acceptFacts } from './accept-facts.js';
import { isPersonalName } from './personal-name.js';

/** Beyond it an address is no campaign link any more. */
const longestQuery = 8192;

/** Autofill tokens of what is no person's own. */
const impersonal = [
  '',
  'on',
  'off',
  'organization',
  'organization-title',
  'country',
  'country-name',
  'language',
];

/** `search`: the query of an address, with its `?`. Never throws. */
export function readParameters(
  { fields, profile }: Pick<FormConfig, 'fields' | 'profile'>,
  search: string,
): Readonly<Record<string, AnswerValue>> {
  const { parameters = {} } = profile ?? {};
  const given = search.length > longestQuery ? [] : readQuery(search);
  const found = Object.entries(parameters).flatMap(([parameter, name]) => {
    const field = fields.find((one) => one.name === name);
    const texts = given.filter(([key]) => key === parameter).map(([, text]) => text);
    if (!field || !texts.length || !isOpen(field) || isPersonalName(parameter)) return [];
    const { facts } = acceptFacts([field], { [name]: readValue(field, texts) }, 'host', '');
    return Object.entries(facts).map(([, { value }]) => [name, value] as const);
  });
  return Object.fromEntries(found);
}

function isOpen({ name, type, options, autocomplete = '', transient, sensitive }: Field): boolean {
  const token = autocomplete.split(' ').at(-1) ?? '';
  const isKind =
    !['consent', 'password', 'email', 'tel', 'url', 'hidden'].includes(type) &&
    (type !== 'checkbox' || !!options);
  return isKind && !transient && !sensitive && impersonal.includes(token) && !isPersonalName(name);
}

function readValue({ type }: Field, texts: readonly string[]): AnswerValue | undefined {
  const [text = ''] = texts;
  if (type === 'number') return /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
  return type === 'checkbox' || type === 'multiselect' ? texts : text;
}

/** What cannot be read, or holds what nobody types, is not there. */
function readQuery(search: string): readonly (readonly [key: string, text: string])[] {
  const pairs = search.replace(/^\?/, '').split('&');
  return pairs.flatMap((pair) => {
    try {
      const [key = '', ...rest] = pair.replaceAll('+', ' ').split('=').map(decodeURIComponent);
      const text = rest.join('=');
      return /[\u0000-\u001f\u007f\ufffd]/.test(key + text) ? [] : [[key, text] as const];
    } catch {
      return []; // A percent sign that starts no escape, or bytes that are no text.
    }
  });
}
