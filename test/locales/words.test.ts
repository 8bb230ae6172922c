/** What every language says where an answer will not do. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { IssueCode } from '../../src/model/answers.js';
import type { Words } from '../../src/model/words.js';

/** Complete by its type. */
const codes: Readonly<Record<IssueCode | 'shorten', true>> = {
  required: true,
  email: true,
  tel: true,
  url: true,
  number: true,
  date: true,
  pattern: true,
  businessOnly: true,
  noLinks: true,
  tooShort: true,
  tooLong: true,
  shorten: true,
  tooSmall: true,
  tooLarge: true,
  badStep: true,
  tooEarly: true,
  tooLate: true,
  notAnOption: true,
  told: true,
  refused: true,
};

const folder = new URL('../../src/locales/', import.meta.url);
/** Languages have two letters; beside them lie parts of what they say. */
const locales = readdirSync(folder).flatMap((file) => /^([a-z]{2})\.ts$/.exec(file)?.[1] ?? []);

/** Words that blame, and say nothing of what to do. */
const blame = /\b(in)?valid\b|\berror\b|\bwrong\b|\bincorrect\b|\bfail|\bun(?:gült|zuläss)ig|falsch|fehler/i;
/** What is asked for: a verb at the beginning or after the question, or a word of courtesy. */
const advice = {
  en: /^Please \w+|^\{label\}: (please )?(answer|enter|write|leave out|shorten|choose|check)\b/,
  de: /\bbitte\b/i,
};

test.each(locales)(
  'A11Y 13 M9 in %s every message repeats the question and says what to do',
  async (locale) => {
    const module = (await import(new URL(`${locale}.ts`, folder).href)) as Record<string, Words>;
    const words = module[locale];
    for (const code of Object.keys(codes) as (keyof typeof codes)[]) {
      const message = words?.[code] ?? '';
      expect(message, code).toContain('{label}');
      expect(message, code).not.toMatch(blame);
      // What a validator of the page says is the page's.
      if (code !== 'told') expect(message, code).toMatch(advice[locale as keyof typeof advice]);
    }
  },
);

test.each(locales)('A11Y 13 in %s nothing that is said blames the visitor', async (locale) => {
  const module = (await import(new URL(`${locale}.ts`, folder).href)) as Record<string, Words>;
  for (const text of Object.values(module[locale] ?? {})) expect(text).not.toMatch(blame);
});
