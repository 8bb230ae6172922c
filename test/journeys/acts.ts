/** What visitors do, in their own words. */
import { expect, type Page } from 'playwright/test';
import { linkIn, mailsTo } from './mailbox.js';

/** Names of the questions in the order shown; of a group once. */
export const askedNames = (page: Page): Promise<string[]> =>
  page
    .locator('progressive-form :is(input, select, textarea)[name]')
    .evaluateAll((all) => [...new Set(all.map((one) => (one as HTMLInputElement).name))]);

export const download = 'Whitepaper herunterladen (PDF)';
export const arrived = 'Ihre Angaben sind angekommen.';

export interface Reader {
  readonly salutation?: 'Frau' | 'Herr';
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** To be remembered. */
  readonly agrees: boolean;
}

/** Fills in the first form of the whitepaper and sends it. */
export async function askForWhitepaper(page: Page, reader: Reader): Promise<void> {
  await page.getByLabel(reader.salutation ?? 'Frau', { exact: true }).check();
  await page.getByLabel('Vorname').fill(reader.firstName);
  await page.getByLabel('Nachname').fill(reader.lastName);
  await page.getByLabel('E-Mail-Adresse').fill(reader.email);
  if (reader.agrees) await page.getByLabel(/^Ja, Sie dürfen/).check();
  await send(page);
}

export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByText(arrived)).toBeVisible();
}

/** Opens the first mail's link and clicks; gives the address of the whitepaper. */
export async function confirmAddress(page: Page, url: string, email: string): Promise<string> {
  const [mail] = await mailsTo(url, email, 1);
  const tab = await page.context().newPage();
  await tab.goto(linkIn(mail));
  await tab.getByRole('button', { name: 'Ja, bestätigen' }).click();
  const link = tab.getByRole('link', { name: download });
  const address = (await link.getAttribute('href')) ?? '';
  await tab.close();
  return address;
}

/** Fetches as the click on a link does; a real file, whole. */
export async function expectPdf(address: string): Promise<void> {
  const response = await fetch(address);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
  expect(text.startsWith('%PDF-')).toBe(true);
  expect(text.trimEnd().endsWith('%%EOF')).toBe(true);
}

export const readText = async (address: string): Promise<string> => (await fetch(address)).text();

/** A few options stand side by side, more of them in a list. */
export async function choose(page: Page, question: string, option: string): Promise<void> {
  const group = page.getByRole('radiogroup', { name: question });
  const list = page.getByRole('combobox', { name: question });
  await expect(group.or(list)).toBeVisible();
  if (await list.count()) await list.selectOption(option);
  else await group.getByLabel(option).check();
}
