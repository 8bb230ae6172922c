/** What to put right, in words that repeat the question. */
import type { Issue } from './answers.js';
import type { Field } from './form-config.js';
import { plainText } from './rich-text.js';
import type { FirstWords, Words } from './words.js';
import { fillGaps } from './fill-gaps.js';

/** The first words, and the others once they are loaded. */
export type SomeWords = FirstWords & Partial<Words>;

export const issueText = ({ code, params }: Issue, label: string, words: SomeWords): string =>
  // By how much it is too long is known only of a single answer, not where all of them together are.
  fillGaps(words[code === 'tooLong' && !params ? 'shorten' : code] ?? '', { label, ...params });

/** What a consent asks for is its label; a long one would drown the message. */
export function shortLabel(field: Field): string {
  const label = plainText(field.label);
  return label.length > 60 ? `${label.slice(0, 57)}…` : label;
}
