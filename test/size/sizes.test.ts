/** Holds the built files to their ceilings, and to what must never be in them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bundleAlone } from './bundle-alone.js';
import { ceilings, firstRoundTrip, measure, readBuilt } from './measure-files.js';

const dist = new URL('../../dist/', import.meta.url);
const built = readBuilt(dist);
const sizes = [...built].map(([file, code]) => measure(file, code));
const sent = (pattern: RegExp) => sizes.filter(({ file }) => pattern.test(file)).map((one) => one.sent);
const code = (file: string) => built.get(file) ?? '';

describe('Sizes: the built files', () => {
  test.each(sizes.filter(({ ceiling }) => ceiling !== undefined))(
    '$file stays within $ceiling bytes',
    ({ sent, ceiling }) => {
      expect(sent).toBeLessThanOrEqual(ceiling ?? 0);
    },
  );

  test('are there for every ceiling', () => {
    const names = [...built.keys(), 'planFields alone'];
    for (const [pattern] of ceilings) expect(names).toContainEqual(expect.stringMatching(pattern));
  });

  test('paint the first step from one file, that no other file holds up', () => {
    expect(code('progressive-form.js')).not.toMatch(/(^|[;}\n])\s*import\s*(["'{*]|[\w$]+\s*(,|from))/);
    expect(code('progressive-form.js')).toContain('progressive-form.delivery-');
  });

  test('fit the first round trip also in the largest other language', () => {
    const languages = sent(/-first-/);
    expect(languages).not.toEqual([]);
    const [first = Infinity] = sent(/^progressive-form\.js$/);
    expect(first + Math.max(...languages)).toBeLessThanOrEqual(firstRoundTrip);
  });

  test.each([
    [/first file of the module[^|]*\| ([\d,]+)/, /^progressive-form\.js$/],
    [/German words[^|]*\| ([\d,]+)/, /de-first/],
    [/classic file[^|]*\| ([\d,]+)/, /iife/],
  ])('are as large as the README says (%s)', (claim, file) => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const claimed = Number(claim.exec(readme)?.[1]?.replace(',', ''));
    const [actual = 0] = sent(file);
    // Compressors differ by a few bytes from one version to the next.
    expect(Math.abs(claimed - actual)).toBeLessThan(50);
  });

  test('load only parts that are there', () => {
    const named = [...built.values()].flatMap((text) => [...text.matchAll(/import\("\.\/([^"]+)"\)/g)]);
    expect(named.length).toBeGreaterThan(5);
    for (const [, file = ''] of named) expect([...built.keys()]).toContain(file);
  });
});

describe('What is inside: the built files', () => {
  test('run no text as script', () => {
    for (const [file, text] of built) expect(text, file).not.toMatch(/\beval\(|\bnew Function\b|\bsrcdoc\b/);
  });

  test('turn no text into markup, save what Lit does to its own templates', () => {
    for (const [file, text] of built) {
      const withoutLit = text.replace(/createElement\("template"\);return [\w$]+\.innerHTML=/, '');
      expect(withoutLit, file).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment/);
    }
  });

  test('SEC26 hold no secret, and name no host but those of back ends that a definition can ask for', () => {
    const secret =
      /-----BEGIN|\b(sk|rk|phx|pat)[-_][\w-]{16,}|\bAKIA[0-9A-Z]{16}\b|\bBearer [\w.-]{16,}|\beyJ[\w-]{20,}/;
    const hosts = new Set<string>();
    for (const [file, text] of built) {
      expect(text, file).not.toMatch(secret);
      for (const [, host = ''] of text.matchAll(/https?:\/\/([\w.-]+\.[a-z]+)/g)) hosts.add(host);
    }
    expect([...hosts].sort()).toEqual([
      'api.mixpanel.com',
      'api.segment.io',
      'formspree.io',
      'own.example', // a base for addresses without one, of which nothing is ever asked
      'us.i.posthog.com',
      'webto.salesforce.com',
    ]);
  });

  test('have the hashes that are listed for them', () => {
    const listed = JSON.parse(readFileSync(new URL('integrity.json', dist), 'utf8')) as Record<
      string,
      string
    >;
    const hash = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;
    expect(listed).toEqual(Object.fromEntries([...built].map(([file, text]) => [file, hash(text)])));
  });
});

test('Sizes: planFields alone is small, and brings no Lit', async () => {
  const bundle = await bundleAlone(new URL('../../src/plan/plan-fields.ts', import.meta.url));
  const { sent, ceiling = 0 } = measure('planFields alone', bundle.code);
  expect(sent).toBeLessThanOrEqual(ceiling);
  expect(bundle.modules.filter((id) => !/\/src\/(plan|model)\//.test(id))).toEqual([]);
});
