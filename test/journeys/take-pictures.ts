/** Pictures of what a visitor sees on the way. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect, type Page } from 'playwright/test';

interface WithAxe {
  readonly axe?: { run(): Promise<AxeResults> };
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Pictures for people to look at, in daylight, in the dark and on a small screen; axe has no complaint. */
export async function takePictures(page: Page, name: string): Promise<void> {
  const picture = (what: string) =>
    page.screenshot({ path: `test-results/looks/${name}-${what}.png`, fullPage: true, caret: 'initial' });
  const wide = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.evaluate(await readFile(axe, 'utf8'));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const results = await page.evaluate(() => (globalThis as WithAxe).axe?.run());
    const found = results?.violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]);
    expect(found, `${name}, ${colorScheme}`).toEqual([]);
    await picture(colorScheme);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 780 });
  const overhang = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await page.evaluate(overhang), `${name}, 360 pixels`).toBe(0);
  await picture('360');
  await page.setViewportSize(wide);
}
