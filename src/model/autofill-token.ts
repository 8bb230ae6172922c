/** What a field holds, for autofill: its own token, or that of its usual name or type, from those of the HTML standard. */
import type { Field } from './form-config.js';

const tokens: Readonly<Record<string, string>> = {
  name: 'name',
  salutation: 'honorific-prefix',
  firstName: 'given-name',
  lastName: 'family-name',
  company: 'organization',
  jobTitle: 'organization-title',
  postalCode: 'postal-code',
  city: 'address-level2',
  street: 'street-address',
  password: 'new-password',
};

export const autofillToken = ({ autocomplete, name, type }: Field): string =>
  autocomplete ?? (/^(email|tel|url|country)$/.test(type) ? type : (tokens[name] ?? tokens[type] ?? 'off'));
