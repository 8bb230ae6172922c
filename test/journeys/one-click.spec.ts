/** A question in a mail: what scanners do with its links, and what one human click does. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright/test';
import { askedNames, askForWhitepaper, confirmAddress, expectPdf, readText } from './acts.js';
import { expect, test, testInFull, useDemo, useVisitor } from './journey.js';
import { tapWire } from './look-around.js';
import { answersIn, linkIn, mailsTo } from './mailbox.js';

test.describe.configure({ mode: 'serial' });

const demo = useDemo();
const visitor = useVisitor();
const email = 'erika.musterfrau@pruefstand.example';
const question = 'Mit welchem PLM-System arbeiten Sie?';
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let page: Page;
let answers: Readonly<Record<string, string>>;
let recorded: string;

test.beforeEach(() => {
  page = visitor.page;
});

/** All that is on record, as its operator sees it. */
const leads = () => readText(`${demo.url}/leads/`);

test('S39 F7 the mail two days after the download asks a question, with a link for each answer', async () => {
  await page.goto(`${demo.url}/whitepaper/`);
  await askForWhitepaper(page, { firstName: 'Erika', lastName: 'Musterfrau', email, agrees: true });
  await expectPdf(await confirmAddress(page, demo.url, email));
  await page.getByRole('button', { name: '2 Tage später' }).click();
  await expect(page.getByText(/^Die Uhr der Demo steht zwei Tage weiter/)).toBeVisible();
  const [, mail] = await mailsTo(demo.url, email, 2);
  expect(mail?.text).toContain(question);
  answers = answersIn(mail);
  expect(Object.keys(answers)).toEqual(['Kordis', 'Velano', 'Tristol']);
  recorded = await leads();
});

test('S39 a mail program shows the answers as pictures, each with its words', async () => {
  await page.goto(`${demo.url}/inbox/`);
  await page.getByRole('link', { name: 'Zu „Leichtbau in Serie“' }).click();
  const mail = page.frameLocator('iframe');
  for (const name of Object.keys(answers)) {
    const picture = mail.getByRole('link', { name }).getByRole('img', { name });
    await expect(picture).toBeVisible();
    await expect(picture).toHaveJSProperty('naturalWidth', 160);
  }
  const frame = page.locator('iframe');
  await frame.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/looks/mail-question-light.png' });
});

testInFull(
  'F7 a scanner that runs scripts, waits, scrolls and moves about each page writes nothing',
  async ({ browser }) => {
    for (const link of Object.values(answers)) await scan(browser, link);
    expect(await leads()).toBe(recorded);
  },
);

async function scan(browser: Browser, link: string): Promise<void> {
  const context = await browser.newContext({ locale: 'en' });
  const tab = await context.newPage();
  const seen: string[] = [];
  tab.on('request', (request) => seen.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await tab.goto(link, { waitUntil: 'networkidle' });
  await tab.evaluate(() => {
    scrollTo(0, document.body.scrollHeight);
    for (const type of ['scroll', 'mousemove', 'focus', 'visibilitychange', 'pagehide', 'beforeunload'])
      dispatchEvent(new Event(type));
  });
  await tab.mouse.move(200, 200);
  await tab.mouse.wheel(0, 500);
  await tab.reload();
  await tab.goto('about:blank');
  await tab.goBack();
  await context.close();
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.filter((one) => !/^GET \/(l\/|shared\/plm-)/.test(one))).toEqual([]);
}

test('F7 links that are prefetched, prerendered or shown in the frame of another page write nothing', async ({
  browser,
}) => {
  const links = Object.values(answers);
  const rules = JSON.stringify({ prerender: [{ urls: links }], prefetch: [{ urls: links }] });
  const mailer = await serve(`<!doctype html><title>Mail</title>
    ${links.map((link) => `<link rel="prefetch" href="${link}"><iframe src="${link}"></iframe>`).join('')}
    <script type="speculationrules">${rules}</script>
    ${links.map((link) => `<a href="${link}">x</a><img src="${link}">`).join('')}`);
  const context = await browser.newContext();
  const tab = await context.newPage();
  const wire = tapWire(tab);
  await tab.goto(mailer.url);
  await expect(() => {
    const seen = wire.requests.filter((address) => links.includes(address));
    expect(new Set(seen).size).toBe(links.length);
  }).toPass({ intervals: [50], timeout: 10_000 });
  await tab.getByRole('link').first().hover();
  await tab.waitForLoadState('networkidle');
  for (const frame of tab.frames().slice(1)) expect(await frame.getByRole('button').count()).toBe(0);
  await context.close();
  await mailer.close();
  expect(await leads()).toBe(recorded);
});

test('F7 SEC13 the page of a mailer that posts the answer itself is refused', async ({ browser }) => {
  const [link = ''] = Object.values(answers);
  const mailer = await serve(`<!doctype html><title>Mail</title>
    <form method="post" action="${demo.url}/v1/answers">
      <input type="hidden" name="token" value="${link.split('/l/')[1] ?? ''}">
      <input type="hidden" name="option" value="kordis">
    </form><script>document.forms[0].submit()</script>`);
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(mailer.url);
  await expect(tab).toHaveURL(`${demo.url}/v1/answers`);
  await expect(tab.getByText('"status":403')).toBeVisible();
  await context.close();
  await mailer.close();
  expect(await leads()).toBe(recorded);
});

test('F7 S39 M17 she sees the question with her answer chosen, in her language and for everybody', async () => {
  await page.goto(answers['Velano'] ?? '');
  await expect(page.getByRole('heading', { level: 1, name: question })).toBeVisible();
  await expect(page.getByRole('group', { name: question }).getByRole('radio')).toHaveCount(3);
  await expect(page.getByRole('radio', { name: 'Velano' })).toBeChecked();
  for (const picture of await page.locator('img').all())
    await expect(picture).toHaveJSProperty('naturalWidth', 160);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await look(page, 'question');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'Velano' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Tristol' })).toBeChecked();
  expect(await leads()).toBe(recorded);
});

test('F7 S39 her click writes what is chosen, once, and thanks her', async () => {
  await page.getByRole('button', { name: 'Antwort absenden' }).click();
  await expect(page.getByRole('heading', { name: 'Danke für Ihre Antwort.' })).toBeVisible();
  await look(page, 'question-done');
  recorded = await leads();
  expect(recorded).toContain('Tristol');
  expect(recorded.split(question).length - 1).toBe(1);
});

test('F7 again, by another link and by going back, it changes nothing', async ({ browser }) => {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(answers['Kordis'] ?? '');
  await expect(tab.getByRole('heading', { name: 'Danke für Ihre Antwort.' })).toBeVisible();
  await expect(tab.getByRole('button')).toHaveCount(0);
  const token = (answers['Kordis'] ?? '').split('/l/')[1] ?? '';
  for (const option of ['kordis', 'velano', 'tristol']) {
    const body = new URLSearchParams({ token, option });
    expect((await fetch(`${demo.url}/v1/answers`, { method: 'POST', body })).status).toBe(200);
  }
  await context.close();
  expect(await leads()).toBe(recorded);
});

test('S38 S10 SEC18 the thanks lead on to the form, which knows her and asks what is next', async () => {
  await page.clock.setSystemTime(Date.now() + 2 * 86_400_000);
  await page.getByRole('link', { name: 'Weiter' }).click();
  await expect(page.getByLabel('Vorname')).toHaveValue('Erika');
  expect(await askedNames(page)).toEqual(['firstName', 'lastName', 'email', 'company', 'jobTitle']);
  expect(page.url()).toBe(`${demo.url}/whitepaper/`);
  expect(await page.evaluate(() => document.referrer)).toBe('');
});

test('F7 the link of the mail itself still leads to the form', async () => {
  const [, mail] = await mailsTo(demo.url, email, 2);
  expect(linkIn(mail)).toMatch(/\/whitepaper\/#pf=/);
});

/** A page of somebody else's. */
async function serve(content: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server: Server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(content);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface WithAxe {
  readonly axe?: { run(): Promise<AxeResults> };
}

/** Pictures for people to look at; axe has no complaint, nothing sticks out of a small screen. */
async function look(shown: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await shown.emulateMedia({ colorScheme });
    await shown.evaluate(await readFile(axe, 'utf8'));
    const results = await shown.evaluate(() => (globalThis as WithAxe).axe?.run());
    expect(results?.passes.length).toBeGreaterThan(0);
    expect(results?.violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    await shown.screenshot({ path: `test-results/looks/${name}-${colorScheme}.png`, fullPage: true });
  }
  await shown.emulateMedia({ colorScheme: 'light' });
  const wide = shown.viewportSize() ?? { width: 1280, height: 720 };
  await shown.setViewportSize({ width: 320, height: 700 });
  const overhang = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await shown.evaluate(overhang)).toBe(0);
  await shown.screenshot({ path: `test-results/looks/${name}-320.png`, fullPage: true });
  await shown.setViewportSize(wide);
}
