/** What is recorded, and for whom; what is told, and to whom. */
import type { BrowserContext, Page } from 'playwright/test';
import { arrived, askedNames, askForWhitepaper, confirmAddress } from './acts.js';
import { expect, expectNothingPersonal, test, testInFull, useDemo } from './journey.js';
import { readDevice, readPage } from './look-around.js';
import { notYou } from './visits.js';

test.describe.configure({ mode: 'serial' });

const demo = useDemo();
const known = { firstName: 'Erika', lastName: 'Musterfrau', email: 'erika.musterfrau@pruefstand.example' };
const company = { Unternehmen: 'Prüfstand AG', Position: 'Leiterin Versuch' };

const nextVisit = (page: Page) => page.getByRole('button', { name: 'Neuer Besuch' }).click();

test('S14 S42 S49 SEC29 each fact is recorded with its source and time, each submission with its id, each consent in the words shown', async ({
  page,
}) => {
  const start = Date.now();
  await page.goto(`${demo.url}/whitepaper/`);
  const asked = await page.locator('progressive-form label', { hasText: 'Ja, Sie dürfen' }).innerText();
  const shown = asked.replace(' (freiwillig)', '');
  expect(shown).not.toBe(asked);
  const ids: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/submissions')) ids.push((request.postDataJSON() as { id: string }).id);
  });
  await askForWhitepaper(page, { ...known, agrees: true });
  await confirmAddress(page, demo.url, known.email);
  await nextVisit(page);
  for (const [label, value] of Object.entries(company)) await page.getByLabel(label).fill(value);
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByText(arrived)).toBeVisible();

  await page.goto(`${demo.url}/leads/`);
  const lead = page.getByRole('article').filter({ hasText: 'Erika Musterfrau' });
  const facts = lead.getByRole('table', { name: 'What is known' });
  const values = {
    Anrede: 'Frau',
    Vorname: 'Erika',
    Nachname: 'Musterfrau',
    'E-Mail-Adresse': known.email,
    Unternehmen: company.Unternehmen,
    Position: company.Position,
  };
  await expect(facts.locator('tbody tr')).toHaveCount(Object.keys(values).length);
  for (const [label, value] of Object.entries(values)) {
    const row = facts.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label }) });
    await expect(row).toContainText(value);
    // On the second visit nobody gave a name: it was somebody at her device.
    await expect(row.locator('small')).toContainText(label in company ? /^device, / : /^typed, /);
    const at = Date.parse((await row.locator('time').getAttribute('datetime')) ?? '');
    expect(at).toBeGreaterThanOrEqual(start - 2000);
    expect(at).toBeLessThanOrEqual(Date.now() + 2000);
  }
  const recorded = await lead.getByRole('table', { name: 'Submissions' }).locator('code').allInnerTexts();
  expect(new Set(recorded)).toEqual(new Set(ids));
  expect(recorded).toHaveLength(2);
  await expect(lead.getByRole('blockquote')).toHaveText(shown);
  await expect(lead.getByRole('blockquote')).toHaveAttribute('lang', 'de');
  await expect(lead.locator('figcaption')).toContainText('for profiling, form version 1.');
});

interface Heard {
  readonly asked: readonly string[];
  /** What the collector answered, in order; ids and times masked. */
  readonly answers: readonly string[];
  /** Thanks, and the next visit, as a screen reader tells them. */
  readonly told: readonly string[];
  /** All that the page and the device hold on the next visit. */
  readonly held: string;
}

/** Somebody on a new browser types an address, and comes back. */
async function visitAs(context: BrowserContext, email: string): Promise<Heard> {
  const page = await context.newPage();
  const answers: string[] = [];
  // Read on the way in: once a page has moved on, the browser may no longer have the body.
  await page.route('**/v1/**', async (route) => {
    const response = await route.fetch();
    const { pathname } = new URL(response.url());
    const names = Object.keys(response.headers()).sort().join();
    const size = response.headers()['content-length'];
    answers.push(`${pathname} ${response.status()} ${names} ${size} ${mask(await response.text())}`);
    await route.fulfill({ response });
  });
  await page.goto(`${demo.url}/whitepaper/`);
  const lookForAsset = page.waitForResponse('**/v1/recognise');
  await askForWhitepaper(page, { firstName: 'Bodo', lastName: 'Fremd', email, agrees: true });
  const thanks = await readMain(page);
  await lookForAsset;
  await nextVisit(page);
  await expect(page.getByLabel('Unternehmen')).toBeVisible();
  await expect(notYou(page)).toBeVisible(); // its part may come after the questions
  const asked = await askedNames(page);
  const heard = {
    asked,
    answers,
    told: [thanks, await readMain(page)],
    held: (await readPage(page)) + (await readDevice(page)).text,
  };
  await page.close();
  return heard;
}

const readMain = (page: Page): Promise<string> => page.getByRole('main').ariaSnapshot();
const mask = (text: string): string =>
  text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time').replace(/[\da-f]{8}-[\da-f-]{27}/g, 'id');

testInFull(
  'SEC15 SEC16 a stranger who types a known, confirmed address is asked, told and shown the same as with an unknown one',
  async ({ browser }) => {
    const heard: Heard[] = [];
    for (const email of [known.email, 'klara.mustermann@pruefstand.example']) {
      const context = await browser.newContext();
      heard.push(await visitAs(context, email));
      await context.close();
    }
    const [first, second] = heard;
    expect(first?.answers.length).toBeGreaterThanOrEqual(2);
    expect(first?.answers).toEqual(second?.answers);
    expect(first?.asked).toEqual(['company', 'jobTitle']);
    expect(first?.asked).toEqual(second?.asked);
    expect(first?.told).toEqual(second?.told);
    const all = JSON.stringify(heard);
    for (const value of [...Object.values(known), ...Object.values(company)])
      expect(all).not.toContain(value);
  },
);

test('SEC15 the collector answers a made-up device, a forged link and a known address alike: with nothing', async () => {
  const ask = async (body: unknown) => {
    const response = await fetch(`${demo.url}/v1/recognise`, {
      method: 'POST',
      body: JSON.stringify({ formId: 'whitepaper', ...(body as object) }),
    });
    return [response.status, await response.text()];
  };
  const nobody = await ask({});
  expect(nobody[0]).toBe(200);
  for (const body of [
    { anonymousId: 'made-up' },
    { token: 'eyJhbGciOiJub25lIn0.e30.' },
    { email: known.email },
    { anonymousId: known.email, answers: { email: known.email } },
  ])
    expect(await ask(body)).toEqual(nobody);
});

test('SEC28 where things go wrong, neither the server nor the browser tells who it was', async ({ page }) => {
  const canary = 'canary.erika@pruefstand.example';
  const token = 'eyJhbGciOiJIUzI1NiJ9.Y2FuYXJ5.c2VjcmV0LWNhbmFyeQ';
  const printed: string[] = [];
  page.on('console', (message) => printed.push(message.text()));
  const post = (path: string, body: string) => fetch(demo.url + path, { method: 'POST', body });
  const answers = { email: canary, firstName: `${canary}\u0000`, nobodyAskedFor: canary };
  const statuses = [
    await post('/v1/submissions', `{"email":"${canary}`),
    await post('/v1/submissions', JSON.stringify({ id: canary, submission: { answers } })),
    await post('/v1/recognise', `{"formId":"whitepaper","token":"${token}"`),
    await post(`/v1/confirm/${token}`, ''),
    await fetch(`${demo.url}/v1/confirm/${token}`),
    await fetch(`${demo.url}/v1/assets/leichtbau-in-serie?grant=${token}`),
    await fetch(`${demo.url}/v1/forms/${canary}`),
  ].map(({ status }) => status);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);

  // A back end that refuses, and a line that breaks.
  const faults = [{ status: 422, body: JSON.stringify({ title: canary }) }, undefined];
  for (const fault of faults) {
    await page.route('**/v1/submissions', (route) => (fault ? route.fulfill(fault) : route.abort()));
    await page.goto('about:blank');
    await page.goto(`${demo.url}/whitepaper/#pf=${token}`);
    await page.getByLabel('Vorname').fill('Canary');
    await page.getByLabel('Nachname').fill('Canary');
    await page.getByLabel('E-Mail-Adresse').fill(canary);
    await page.getByLabel('Frau').check();
    await page.getByRole('button', { name: 'Absenden' }).click();
    await expect(page.locator('progressive-form .status, progressive-form .done').first()).not.toBeEmpty();
    await page.unroute('**/v1/submissions');
  }
  const all = [demo.printed, ...printed].join('\n');
  expectNothingPersonal(all);
  for (const secret of ['canary', 'Canary', token, 'Y2FuYXJ5']) expect(all).not.toContain(secret);
});
