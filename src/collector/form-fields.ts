/** What the collector needs to know about the fields of a definition. */
import type { AnswerValue } from '../model/answers.js';
import { isBlank } from '../model/answers.js';
import { factName } from '../model/fact-name.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { Submission } from '../model/submission.js';

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

/** Two spellings of an address are one person. */
export function emailKey(address: string): string {
  return address.trim().normalize().toLowerCase();
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
