/** Pictures of what a visitor sees on the way, and what a program can say of looks: nothing sticks out, axe has no complaint. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright/test';
import { expect, full } from './journey.js';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * In daylight, in the dark, and on a small screen; the pictures themselves in a full run, since they take long.
 * `meant`: a rule of axe that the page breaks with reason.
 */
export async function takePictures(page: Page, name: string, meant?: string): Promise<void> {
  const picture = async (what: string) =>
    full &&
    page.screenshot({ path: `test-results/looks/${name}-${what}.png`, fullPage: true, caret: 'initial' });
  const wide = page.viewportSize() ?? { width: 1280, height: 720 };
  const rules = meant === undefined ? {} : { [meant]: { enabled: false } };
  expect(await complaints(page, { ...everything, rules }), name).toEqual([]);
  await picture('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await complaints(page, colours), `${name}, dark`).toEqual([]);
  await picture('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await overhang(page), `${name}, 320 pixels`).toBe(0);
  await page.setViewportSize({ width: 360, height: 780 });
  await picture('360');
  await page.setViewportSize(wide);
}

/** Pixels that have to be scrolled sideways. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const everything: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
export const colours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

interface WithAxe {
  readonly axe?: { run(options: RunOptions): Promise<AxeResults> };
}

/** Rule and place of everything that axe says is wrong. */
export async function complaints(page: Page, options: RunOptions): Promise<string[]> {
  // By the debugger, which the page's policy does not concern.
  if (await page.evaluate(() => !(globalThis as WithAxe).axe))
    await page.evaluate(await readFile(axe, 'utf8'));
  const results = await page.evaluate((chosen) => (globalThis as WithAxe).axe?.run(chosen), options);
  expect(results?.passes.length).toBeGreaterThan(0);
  const found = [...(results?.violations ?? [])];
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
