/** What the collector needs to know about the fields of a definition. */
import { domainToUnicode } from 'node:url';
import type { AnswerValue } from '../model/answers.js';
import { isBlank } from '../model/answers.js';
import { factName } from '../model/fact-name.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { Submission } from '../model/submission.js';
import { normaliseEmail } from '../profile/normalise.js';

/** Fields whose answers are facts about a person. Agreeing is an act, kept with its words as a consent. */
export function factFields(form: FormConfig): readonly Field[] {
  return form.fields.filter((field) => field.type !== 'consent' && !field.transient);
}

export function emailField(form: FormConfig): Field | undefined {
  return form.fields.find((field) => field.type === 'email' && !field.transient);
}

/** The address as it was typed, where one was. */
export function typedEmail(form: FormConfig, submission: Submission): string | undefined {
  const field = emailField(form);
  const value = field && submission.answers[field.name];
  return typeof value === 'string' && !isBlank(value) ? value.trim() : undefined;
}

/** Two spellings of an address are one person. Whatever a form took for an address has a key. */
export function emailKey(address: string): string {
  return normaliseEmail(address) ?? plainly(address);
}

const plainly = (address: string): string => address.trim().normalize().toLowerCase();

/** The key of an address, and then what it was under before domains were written in ASCII. */
export function spellingsOf(address: string): readonly string[] {
  const key = emailKey(address);
  const at = key.lastIndexOf('@') + 1;
  const domain = domainToUnicode(key.slice(at)) || key.slice(at);
  return [...new Set([key, plainly(address), key.slice(0, at) + domain])];
}

/** Whether a person on record under that key has this address. */
export function hasKey(address: string, key: string | null): boolean {
  return key !== null && spellingsOf(address).includes(key);
}

/** First and last name, as one, from values by fact name; found by the autofill token, not by what a form calls them. */
export function fullName(form: FormConfig, values: Readonly<Record<string, AnswerValue>>): string {
  const byToken = (token: string) => {
    const field = form.fields.find(({ autocomplete }) => autocomplete === token);
    const value = field && values[factName(field)];
    return typeof value === 'string' ? value.trim() : '';
  };
  return `${byToken('given-name')} ${byToken('family-name')}`.trim();
}
