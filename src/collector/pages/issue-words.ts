/** What to put right, in the words that the element has for it. */
import type { Issue } from '../../model/answers.js';
import type { Field } from '../../model/form-config.js';
import { plainText } from '../../model/rich-text.js';
import type { Words } from '../../model/words.js';
import { de } from '../../locales/de.js';
import { en } from '../../locales/en.js';

export const formWords = (locale: string): Words => (/^de\b/i.test(locale) ? de : en);

export const fillGaps = (text: string, gaps: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (gap, name: string) => String(gaps[name] ?? gap));

/** A long label, as a consent has, would drown the message. */
export function issueWords({ code, params }: Issue, field: Field, words: Words): string {
  const text = plainText(field.label);
  const label = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return fillGaps(words[code], { label, ...params });
}
