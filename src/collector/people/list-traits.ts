/**
 * What may show that two records are one person, as hashes of normalised values: whoever has the same one has the same
 * trait, and no value is held, compared or passed on.
 */
import type { Fact } from '../../model/profile.js';
import { emailKind } from '../../profile/email-kind.js';
import { normaliseCompany, normaliseName, normalisePhone } from '../../profile/normalise.js';
import { listSpellings } from './list-spellings.js';

/** Values of one person by what they are; each as somebody wrote it. */
export interface Description {
  readonly email?: string | undefined;
  readonly phone?: Fact['value'] | undefined;
  readonly givenName?: Fact['value'] | undefined;
  readonly familyName?: Fact['value'] | undefined;
  readonly company?: Fact['value'] | undefined;
}

export type Reason =
  'same phone number' | 'same name and company' | 'same name and mail domain' | 'nearly the same address';

export interface Trait<Hash = string> {
  readonly reason: Reason;
  readonly hash: Hash;
  /** Pairs only with what has none of this, or another; everything else pairs with all. */
  readonly side?: 'whole' | 'cut';
}

export function listTraits<Hash>(person: Description, hash: (text: string) => Hash): readonly Trait<Hash>[] {
  const { email = '' } = person;
  const phone = read(person.phone, normalisePhone);
  const company = read(person.company, normaliseCompany);
  const [given, family] = [read(person.givenName, normaliseName), read(person.familyName, normaliseName)];
  const name = given && family && `${given} ${family}`;
  const domain = emailKind(email) === 'work' ? email.slice(email.lastIndexOf('@') + 1) : undefined;
  const trait = (reason: Reason, ...parts: (string | undefined)[]): readonly Trait<Hash>[] =>
    parts.every(Boolean) ? [{ reason, hash: hash(JSON.stringify([reason, ...parts])) }] : [];
  return [
    ...trait('same phone number', phone),
    ...trait('same name and company', name, company),
    ...trait('same name and mail domain', name, domain),
    ...listSpellings(email).map(({ text, side }): Trait<Hash> => ({
      reason: 'nearly the same address',
      hash: hash(text),
      ...(side && { side }),
    })),
  ];
}

const read = (value: Fact['value'] | undefined, normalise: (text: string) => string | undefined) =>
  typeof value === 'string' ? normalise(value) : undefined;
