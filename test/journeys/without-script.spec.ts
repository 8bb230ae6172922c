/** A visitor whose browser runs no script, from the landing page to the download. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright/test';
import { download, expectPdf, readText } from './acts.js';
import { expect, test, useDemo } from './journey.js';
import { linkIn, mailsTo } from './mailbox.js';

test.use({ javaScriptEnabled: false });

const demo = useDemo();
const email = 'erika.musterfrau@pruefstand.example';
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

test('SEC34 F12 without script the whitepaper comes too: a plain form, what is wrong in words, the mail, the file', async ({
  page,
}) => {
  await page.goto(`${demo.url}/whitepaper/`);
  await page.getByRole('link', { name: 'Whitepaper anfordern' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whitepaper „Leichtbau in Serie“');
  const names = await page
    .locator(':is(input:not([type=hidden]), select, textarea)')
    .evaluateAll((all) => [...new Set(all.map((one) => (one as HTMLInputElement).name))]);
  expect(names).toEqual(['salutation', 'firstName', 'lastName', 'email', 'profiling']);

  await page.getByRole('radio', { name: 'Frau' }).check();
  await page.getByLabel('Vorname').fill('Erika');
  await page.getByLabel('E-Mail-Adresse').fill('erika.musterfrau@');
  await page.getByLabel(/^Ja, Sie dürfen/).check();
  await page.getByRole('button', { name: 'Absenden' }).click();

  const summary = page.getByRole('group', { name: 'Bitte prüfen Sie Ihre Angaben' });
  await expect(summary).toBeFocused();
  await expect(page.getByLabel('E-Mail-Adresse')).toHaveAccessibleDescription(
    /eine Adresse wie name@example/,
  );
  await expect(page.getByLabel('E-Mail-Adresse')).toHaveValue('erika.musterfrau@');
  await expect(page.getByRole('radio', { name: 'Frau' })).toBeChecked();
  await summary.getByRole('link', { name: 'Bitte beantworten: Nachname' }).click();
  await expect(page.getByLabel('Nachname')).toBeFocused();
  expect(await readText(`${demo.url}/leads/`)).toContain('Nobody yet.');

  await page.getByLabel('Nachname').fill('Musterfrau');
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByRole('heading', { name: 'Vielen Dank!' })).toBeVisible();
  await expect(page.getByText(/^Fast geschafft: Bitte bestätigen Sie/)).toBeVisible();
  expect(page.url()).toBe(`${demo.url}/v1/forms/whitepaper/thanks?mail`);
  await page.reload();

  const [mail] = await mailsTo(demo.url, email, 1);
  await page.goto(linkIn(mail));
  await page.getByRole('button', { name: 'Ja, bestätigen' }).click();
  await expectPdf((await page.getByRole('link', { name: download }).getAttribute('href')) ?? '');
  const leads = await readText(`${demo.url}/leads/`);
  for (const value of ['Erika Musterfrau', email]) expect(leads).toContain(value);
});

test('A11Y 5 M17 the plain form is for everybody: no complaint of axe, light or dark, and nothing sticks out at 320 px', async ({
  browser,
}) => {
  const shown = await openScripted(browser);
  await shown.goto(`${demo.url}/v1/forms/whitepaper/page`);
  await look(shown, 'plain-form');
  await shown.getByLabel('E-Mail-Adresse').fill('nowhere');
  await shown.getByRole('button', { name: 'Absenden' }).click();
  await expect(shown.getByText('Bitte prüfen Sie Ihre Angaben')).toBeVisible();
  await look(shown, 'plain-form-wrong');
  await shown.context().close();
});

/** Only so that the checks can run in it; the pages themselves hold no script. */
const openScripted = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ javaScriptEnabled: true, bypassCSP: true })).newPage();

interface WithAxe {
  readonly axe?: { run(options: object): Promise<AxeResults> };
}

/** Pictures for people to look at besides. */
async function look(shown: Page, name: string): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  for (const colorScheme of ['light', 'dark'] as const) {
    await shown.emulateMedia({ colorScheme });
    await shown.evaluate(await readFile(axe, 'utf8'));
    const results = await shown.evaluate((runOnly) => (globalThis as WithAxe).axe?.run({ runOnly }), tags);
    expect(results?.passes.length).toBeGreaterThan(0);
    expect(results?.violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    await shown.screenshot({ path: `test-results/looks/${name}-${colorScheme}.png`, fullPage: true });
  }
  await shown.setViewportSize({ width: 320, height: 700 });
  const overhang = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await shown.evaluate(overhang)).toBe(0);
  await shown.screenshot({ path: `test-results/looks/${name}-320.png`, fullPage: true });
  await shown.setViewportSize({ width: 1280, height: 720 });
}
