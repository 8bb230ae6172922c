import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listAdapterCases, type Given } from '../src/adapters/contract/contract.js';
import { checkConfig } from '../src/check/check-config.js';
import { readConfig } from '../src/check/read-config.js';
import { mayRemember } from '../src/consent/may-remember.js';
import type { Adapter } from '../src/model/ports.js';
import { emptyProfile } from '../src/model/profile.js';
import { planFields } from '../src/plan/plan-fields.js';

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

  it('shows a definition that remembers, and so comes to its second step', () => {
    const config = readConfig(blocks.find(({ language }) => language === 'json')?.text);
    expect(mayRemember(config, {}, true)).toBe(true);
    const now = Date.now();
    const asked = (visit: object) =>
      planFields(config, { ...emptyProfile(), ...visit }, { now, values: {} }).steps.map(({ id }) => id);
    expect(asked({})).toEqual(['first']);
    const known = { email: new Date(now).toISOString() };
    expect(asked({ known, visits: { count: 2, steps: 0 } })).toEqual(['later']);
  });

  it('names only files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(0);
    for (const link of links)
      expect(() => readFileSync(new URL(`../${link}`, import.meta.url))).not.toThrow(/ENOENT/);
  });
});

describe('M13 an adapter of one’s own, as the README writes it', async () => {
  const text = blocks.find((block) => block.text?.startsWith('element.adapter = {'))?.text ?? '';
  const module = `export const setUp = (element, fetch) => {\n${text}\nreturn element.adapter; };`;
  const address = `data:text/javascript,${encodeURIComponent(module)}`;
  const { setUp } = (await import(/* @vite-ignore */ address)) as {
    setUp(element: object, fetch: Given['fetch']): Adapter;
  };

  it('has about ten lines', () => {
    expect(text.trim().split('\n').length).toBeLessThanOrEqual(12);
  });

  for (const { title, run } of listAdapterCases({
    name: 'mine',
    create: ({ fetch }) => setUp({}, fetch),
    accepts: () => new Response('', { status: 201 }),
    outcome: 'delivered',
  }))
    it(title, run);
});
