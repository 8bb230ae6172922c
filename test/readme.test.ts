import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../src/check/check-config.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({
  language,
  text,
}));

describe('the README', () => {
  it('shows definitions that are right', () => {
    const definitions = blocks.filter(({ language }) => language === 'json');
    expect(definitions.length).toBeGreaterThan(0);
    for (const { text } of definitions) expect(checkConfig(text)).toEqual([]);
  });

  it('names only files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(0);
    for (const link of links)
      expect(() => readFileSync(new URL(`../${link}`, import.meta.url))).not.toThrow(/ENOENT/);
  });
});
