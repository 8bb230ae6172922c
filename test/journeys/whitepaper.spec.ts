/** The German whitepaper over three contacts, from the first form to the gate that opens by itself. */
import type { Page } from 'playwright/test';
import {
  arrived,
  askedNames,
  askForWhitepaper,
  confirmAddress,
  download,
  expectPdf,
  readText,
  choose,
} from './acts.js';
import { expect, test, useDemo, useVisitor } from './journey.js';
import { readDevice, readPage, tapWire } from './look-around.js';
import { linkIn, mailsTo } from './mailbox.js';

test.describe.configure({ mode: 'serial' });

const demo = useDemo();
const email = 'erika.musterfrau@pruefstand.example';
const company = 'Prüfstand AG';
const twoDays = 2 * 86_400_000;
const visitor = useVisitor();
let page: Page;

test.beforeEach(() => {
  page = visitor.page;
});

test('S41 S46 the first contact asks salutation, names and address, and offers the consent, nothing more', async () => {
  await page.goto(`${demo.url}/whitepaper/`);
  await expect(page.getByRole('heading', { name: 'Whitepaper „Leichtbau in Serie“' })).toBeVisible();
  expect(await askedNames(page)).toEqual(['salutation', 'firstName', 'lastName', 'email', 'profiling']);
  await expect(page.getByLabel(/^Ja, Sie dürfen/)).not.toBeChecked();
});

test('SEC31 nothing is kept on the device before the visitor acts', async () => {
  expect((await readDevice(page)).databases).toEqual([]);
});

test('SEC17 BAD40 BAD41 a forged token is as good as none, and leaves the address clean', async ({
  browser,
}) => {
  const context = await browser.newContext();
  for (const token of ['forged', 'x'.repeat(5000), 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.', '%FF%00']) {
    const tab = await context.newPage();
    await tab.goto(`${demo.url}/whitepaper/#pf=${token}`);
    await expect(tab.getByLabel('Vorname')).toHaveValue('');
    expect(await askedNames(tab)).toEqual(['salutation', 'firstName', 'lastName', 'email', 'profiling']);
    expect(tab.url()).toBe(`${demo.url}/whitepaper/`);
  }
  await context.close();
});

test('S41 whoever sends it is told that it arrived, and to look into the mailbox', async () => {
  await askForWhitepaper(page, { firstName: 'Erika', lastName: 'Musterfrau', email, agrees: true });
  await expect(page.getByText(/^Fast geschafft/)).toBeVisible();
  await expect(page.getByRole('link', { name: download })).toHaveCount(0);
});

test('S44 the device keeps a random id and names, and no value', async () => {
  const { text, keys } = await readDevice(page);
  expect(keys).toContain('p/device');
  expect(text).toContain('firstName');
  for (const value of ['Erika', 'Musterfrau', email]) expect(text).not.toContain(value);
});

test('S42 SEC20 opening the page of the mail changes nothing, however often and by whatever method', async () => {
  const [mail] = await mailsTo(demo.url, email, 1);
  const link = linkIn(mail);
  for (const method of ['GET', 'GET', 'GET', 'HEAD']) {
    expect((await fetch(link, { method })).status).toBe(200);
  }
  const leads = await readText(`${demo.url}/leads/`);
  expect(leads).toContain('Erika Musterfrau');
  expect(leads).toContain('Address not confirmed.');
  expect((await fetch(`${demo.url}/v1/assets/leichtbau-in-serie`)).status).toBe(403);
});

test('S42 the click confirms, and with it the whitepaper is there', async () => {
  await expectPdf(await confirmAddress(page, demo.url, email));
  expect(await readText(`${demo.url}/leads/`)).toContain('Address confirmed');
});

test('S42 back on the page the download is there too', async () => {
  await page.bringToFront();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expectPdf((await page.getByRole('link', { name: download }).getAttribute('href')) ?? '');
});

test('S10 two days after the download one mail with one link is sent', async () => {
  await page.getByRole('button', { name: '2 Tage später' }).click();
  await expect(page.getByText(/^Die Uhr der Demo steht zwei Tage weiter/)).toBeVisible();
  const [, nurture] = await mailsTo(demo.url, email, 2);
  expect(nurture?.subject).toBe('Zu „Leichtbau in Serie“');
  expect(linkIn(nurture)).toMatch(new RegExp(`^${demo.url}/whitepaper/#pf=[\\w.-]+$`));
});

test('S38 S46 its link shows names and address in the form, and asks for company and position', async () => {
  const [, nurture] = await mailsTo(demo.url, email, 2);
  await page.clock.setSystemTime(Date.now() + twoDays);
  const wire = tapWire(page);
  await page.goto('about:blank');
  await page.goto(linkIn(nurture));
  await expect(page.getByLabel('Vorname')).toHaveValue('Erika');
  await expect(page.getByLabel('Nachname')).toHaveValue('Musterfrau');
  await expect(page.getByLabel('E-Mail-Adresse')).toHaveValue(email);
  expect(await askedNames(page)).toEqual(['firstName', 'lastName', 'email', 'company', 'jobTitle']);
  for (const label of ['Unternehmen', 'Position']) {
    await expect(page.getByLabel(label)).toHaveValue('');
    await expect(page.getByLabel(label)).toHaveAttribute('required');
  }
  expect(page.url()).toBe(`${demo.url}/whitepaper/`);
  expect(await page.evaluate(() => document.referrer)).not.toContain('pf=');
  const token = linkIn(nurture).split('pf=')[1] ?? '';
  const sent = (await wire.text()).split('\n').filter((line) => line.includes(token));
  expect(sent.map((line) => line.split(' ')[0])).toEqual(
    wire.showsBodies ? [`${demo.url}/v1/recognise`] : [],
  );
});

test('S38 S37 what is left blank is asked for in words, what was typed stays', async () => {
  await page.getByLabel('Unternehmen').fill(company);
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByText('Bitte beantworten: Position')).toBeVisible();
  await expect(page.getByLabel('Position')).toBeFocused();
  await expect(page.getByLabel('Unternehmen')).toHaveValue(company);
});

test('BAD43 SEC18 a reload works without the token, and shows no value any more', async () => {
  await page.reload();
  await expect(page.getByLabel('Unternehmen')).toBeVisible();
  expect(await askedNames(page)).toEqual(['company', 'jobTitle']);
  expect(await readPage(page)).not.toContain('Erika');
});

test('S13 company and position are taken, and the download stays open', async () => {
  await page.getByLabel('Unternehmen').fill(company);
  await page.getByLabel('Position').fill('Leiterin Versuch');
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByText(arrived)).toBeVisible();
  await expect(page.getByRole('link', { name: download })).toBeVisible();
});

test('S22 S45 F2 the third contact asks timeline, budget and need; nothing known comes near the page', async () => {
  const wire = tapWire(page);
  await page.addInitScript(countForms);
  await page.getByRole('button', { name: 'Neuer Besuch' }).click();
  await expect(page.getByRole('heading', { name: 'Ihr Vorhaben' })).toBeVisible();
  // What is shown may be there before the page has heard of it.
  await expect.poll(() => page.evaluate(() => globalThis.seen)).toEqual({ forms: 1, ready: 1, complete: 0 });
  expect(await askedNames(page)).toEqual(['timeline', 'budget', 'need']);
  const found = [await readPage(page), (await readDevice(page)).text, await wire.text()].join('\n');
  for (const value of ['Erika', 'Musterfrau', email, company, 'Leiterin Versuch'])
    expect(found).not.toContain(value);
});

test('S22 what was known before is still on record after an answer without it', async () => {
  await page.getByLabel('In den nächsten 3 Monaten').check();
  await choose(page, 'Welches Budget ist vorgesehen?', 'Bis 50.000 €');
  await page.getByLabel('Was soll die neue Maschine können?').fill('Leise sein.');
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByText(arrived)).toBeVisible();
  const leads = await readText(`${demo.url}/leads/`);
  for (const value of ['Erika Musterfrau', email, company, 'Leiterin Versuch', 'Leise sein.'])
    expect(leads).toContain(value);
});

test('S5 with nothing left to ask the gate opens, and no form was ever in the page', async () => {
  await page.getByRole('button', { name: 'Neuer Besuch' }).click();
  await expectPdf((await page.getByRole('link', { name: download }).getAttribute('href')) ?? '');
  await expect.poll(() => page.evaluate(() => globalThis.seen)).toEqual({ forms: 0, ready: 1, complete: 1 });
});

declare global {
  var seen: { forms: number; ready: number; complete: number };
}

/** Runs in the page before anything else: counts the forms that ever come into it, and what the element tells. */
function countForms(): void {
  const seen = (globalThis.seen = { forms: 0, ready: 0, complete: 0 });
  addEventListener('pf-ready', () => (seen.ready += 1));
  addEventListener('pf-complete', () => (seen.complete += 1));
  const known = new Set<Element>();
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    const count = () => {
      for (const form of root.querySelectorAll('form')) known.add(form);
      seen.forms = known.size;
    };
    new MutationObserver(count).observe(root, { childList: true, subtree: true });
    return root;
  };
}
