/** Whose facts these are, as far as an address tells. */
import type { Field, FormConfig } from '../model/form-config.js';
import { own } from '../model/own.js';
import type { Answers } from '../model/answers.js';
import type { Fact } from '../model/profile.js';
import { normaliseEmail } from './normalise.js';

/** The field that asks for the visitor's address. */
export const emailField = ({ fields }: Pick<FormConfig, 'fields'>): Field | undefined =>
  fields.find(({ type }) => type === 'email');

/** Of what was told, a guess apart: it names nobody. */
export function readEmail(
  config: Pick<FormConfig, 'fields'>,
  facts: Readonly<Record<string, Fact>>,
): string | undefined {
  const fact = own(facts, emailField(config)?.name ?? '');
  const guessed = fact?.source === 'inferred' || fact?.source === 'enrichment';
  return fact && !guessed ? toEmail(fact.value) : undefined;
}

export function typedEmail(config: Pick<FormConfig, 'fields'>, answers: Answers): string | undefined {
  return toEmail(own(answers, emailField(config)?.name ?? ''));
}

const toEmail = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim()
    ? (normaliseEmail(value) ?? value.trim().toLowerCase())
    : undefined;
