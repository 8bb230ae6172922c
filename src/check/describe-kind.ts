/** Tells what was found by its kind, never by its value. */
import { kindOf } from './kind-of.js';

export function describeKind(value: unknown): string {
  return value === undefined ? 'is missing' : `is ${withArticle(kindOf(value))}`;
}

export function withArticle(noun: string): string {
  return (/^[aeiou]/.test(noun) ? 'an ' : 'a ') + noun;
}
