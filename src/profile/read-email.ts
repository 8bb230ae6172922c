/** Whose facts these are, as far as an address tells. */
import type { FormConfig } from '../model/form-config.js';
import type { Answers } from '../model/answers.js';
import type { Fact } from '../model/profile.js';
import { normaliseEmail } from './normalise.js';

/** The field that asks for the visitor's address. */
const emailName = ({ fields }: Pick<FormConfig, 'fields'>): string =>
  fields.find(({ type }) => type === 'email')?.name ?? '';

/** Of what was told, a guess apart: it names nobody. */
export function readEmail(
  config: Pick<FormConfig, 'fields'>,
  facts: Readonly<Record<string, Fact>>,
): string | undefined {
  const name = emailName(config);
  const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
  const guessed = fact?.source === 'inferred' || fact?.source === 'enrichment';
  return fact && !guessed ? toEmail(fact.value) : undefined;
}

export function typedEmail(config: Pick<FormConfig, 'fields'>, answers: Answers): string | undefined {
  const name = emailName(config);
  return Object.hasOwn(answers, name) ? toEmail(answers[name]) : undefined;
}

const toEmail = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim()
    ? (normaliseEmail(value) ?? value.trim().toLowerCase())
    : undefined;
