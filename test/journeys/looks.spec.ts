/** Pictures for people to look at, and what a program can say of looks: nothing sticks out, axe has no complaint. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright/test';
import { arrived, askForWhitepaper } from './acts.js';
import { expect, test, useDemo } from './journey.js';

const demo = useDemo();
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const folder = 'test-results/looks';

test('M17 S86 the whitepaper, in German: first view, errors, thanks, mail and click', async ({ page }) => {
  await page.goto(`${demo.url}/whitepaper/`);
  await expect(page.getByLabel('Vorname')).toBeVisible();
  await look(page, 'whitepaper');
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByRole('group', { name: 'Bitte prüfen Sie Ihre Angaben' })).toBeFocused();
  await look(page, 'whitepaper-errors');
  const email = 'erika.musterfrau@pruefstand.example';
  await askForWhitepaper(page, { firstName: 'Erika', lastName: 'Musterfrau', email, agrees: true });
  await expect(page.getByText(arrived)).toBeVisible();
  await look(page, 'whitepaper-done');

  await page.goto(`${demo.url}/inbox/`);
  await page.getByRole('link', { name: /^Bitte bestätigen/ }).click();
  await look(page, 'mail');
  await page.getByRole('link', { name: /confirm/ }).click();
  await look(page, 'confirm');
  await page.getByRole('button', { name: 'Ja, bestätigen' }).click();
  await expect(page.getByRole('link')).toBeVisible();
  await look(page, 'confirmed');
});

test('M17 S86 the sign-up, in English: first view, errors, thanks', async ({ page }) => {
  await page.goto(`${demo.url}/signup/`);
  await expect(page.getByLabel('First name')).toBeVisible();
  await look(page, 'sign-up');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('group', { name: 'There is a problem' })).toBeFocused();
  await look(page, 'sign-up-errors');
  await page.getByLabel('First name').fill('Erika');
  await page.getByLabel('Last name').fill('Musterfrau');
  await page.getByLabel('Email address').fill('erika.musterfrau@gmail.com');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Your answers have arrived.')).toBeVisible();
  await look(page, 'sign-up-done');
});

for (const [name, path, ready] of [
  ['start', '/', 'A form that never asks'],
  ['inbox', '/inbox/', 'Inbox'],
  ['leads', '/leads/', 'Leads'],
  ['offline', '/offline/', 'Write to us'],
] as const)
  test(`M17 S86 the demo's page ${path}`, async ({ page }) => {
    await page.goto(demo.url + path);
    await expect(page.getByRole('heading', { name: ready }).first()).toBeVisible();
    await look(page, name);
  });

/** In daylight, in the dark, and on a small screen. */
async function look(page: Page, name: string): Promise<void> {
  const picture = (what: string) =>
    page.screenshot({ path: `${folder}/${name}-${what}.png`, fullPage: true, caret: 'initial' });
  const wide = page.viewportSize() ?? { width: 1280, height: 720 };
  expect(await complaints(page, everything), name).toEqual([]);
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
const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const everything: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const colours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

interface WithAxe {
  readonly axe?: { run(options: RunOptions): Promise<AxeResults> };
}

/** Rule and place of everything that axe says is wrong. */
async function complaints(page: Page, options: RunOptions): Promise<string[]> {
  // By the debugger, which the page's policy does not concern.
  if (await page.evaluate(() => !(globalThis as WithAxe).axe))
    await page.evaluate(await readFile(axe, 'utf8'));
  const results = await page.evaluate((chosen) => (globalThis as WithAxe).axe?.run(chosen), options);
  expect(results?.passes.length).toBeGreaterThan(0);
  const found = [...(results?.violations ?? [])];
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
