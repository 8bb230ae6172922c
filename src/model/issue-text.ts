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
  fillGaps(words[code === 'tooLong' && !params ? 'shorten' : code] ?? words.refused ?? '', {
    label,
    ...params,
  })
    // Of a label that asks, or ends in a colon, one mark is enough.
    .replace(/[?:]:/, ':')
    // The first and the last day that will do, with the month in letters, so that nobody takes it for the day.
    .replace(/\d{4}-\d\d-\d\d/g, (day) => (/^too/.test(code) ? sayDay(day, words.language) : day));

const sayDay = (day: string, language: string | undefined): string =>
  new Date(day).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' });

/** What a consent asks for is its label; a long one would drown the message. */
export function shortLabel(field: Field): string {
  const label = plainText(field.label);
  return label.length > 60 ? `${label.slice(0, 57)}…` : label;
}
