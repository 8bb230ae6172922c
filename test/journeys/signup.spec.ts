/** Seven facts in three blocks over three visits, in the order that suits the address. */
import type { BrowserContext, Page } from 'playwright/test';
import { askedNames, choose } from './acts.js';
import { expect, test, testInFull, testWhere, useDemo } from './journey.js';
import { readDevice, readPage, tapWire } from './look-around.js';

const demo = useDemo();
const password = 'correct horse battery';
const day = 86_400_000;

const answers: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  firstName: (page) => page.getByLabel('First name').fill('Erika'),
  lastName: (page) => page.getByLabel('Last name').fill('Musterfrau'),
  password: (page) => page.getByLabel('Password').fill(password),
  company: (page) => page.getByLabel('Company', { exact: true }).fill('Prüfstand AG'),
  jobTitle: (page) => page.getByLabel('Job title').fill('Test lead'),
  employees: (page) => choose(page, 'Company size', '10 to 99 people'),
  phone: (page) => page.getByLabel('Phone number').fill('+49 30 123456'),
};

/** Answers whatever is asked; gives the names. */
async function answerAll(page: Page, email: string): Promise<string[]> {
  await expect(page.getByRole('button', { name: 'Send' })).toBeVisible();
  const names = await askedNames(page);
  for (const name of names) {
    if (name === 'email') await page.getByLabel('Email address').fill(email);
    else await answers[name]?.(page);
  }
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Your answers have arrived.')).toBeVisible();
  return names;
}

const nextVisit = (page: Page) => page.getByRole('button', { name: 'Next visit' }).click();
/** The page as it would be if it did not count the visits itself. */
const letFormCount = (context: BrowserContext) =>
  context.route(`${demo.url}/signup/`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(' visits="1"', '') });
  });
const account = ['firstName', 'lastName', 'email', 'password'];
const company = ['company', 'jobTitle', 'employees'];
const phone = ['phone'];

for (const [kind, email, order] of [
  ['a work address', 'erika.musterfrau@pruefstand.example', [account, company, phone]],
  ['a free address', 'erika.musterfrau@gmail.com', [account, phone, company]],
] as const) {
  testWhere(order[1] === company)(
    `S1 S3 S29 S30 ${kind}: three visits ask their blocks in turn, the fourth nothing`,
    async ({ page }) => {
      await page.goto(`${demo.url}/signup/`);
      await expect(page.getByRole('button', { name: 'Next visit' })).toBeDisabled();
      const visits = [await answerAll(page, email)];
      for (const _ of [2, 3]) {
        await nextVisit(page);
        visits.push(await answerAll(page, email));
      }
      expect(visits).toEqual(order);
      await nextVisit(page);
      await expect(page.getByText('You are on visit 4')).toBeVisible();
      expect(await askedNames(page)).toEqual([]);
      await expect(page.locator('progressive-form form')).toHaveCount(0);
      await expect(page.getByText('That is all for now.')).toBeVisible();
    },
  );
}

test('S49 the password goes to the page’s own handler, and nowhere else', async ({ page }) => {
  const wire = tapWire(page);
  await page.goto(`${demo.url}/signup/`);
  await answerAll(page, 'someone.else@pruefstand.example');
  const lines = (await wire.text()).split('\n').filter((line) => line.includes(password));
  expect(lines.map((line) => line.split(' ')[0])).toEqual([`${demo.url}/demo/account`]);
  expect((await readDevice(page)).text).not.toContain(password);
  expect(await readPage(page)).not.toContain(password);
});

test('M11 an account that cannot be made stops the form, and nothing is sent', async ({ page }) => {
  await page.route('**/demo/account', (route) => route.fulfill({ status: 503 }));
  const wire = tapWire(page);
  await page.goto(`${demo.url}/signup/`);
  await page.getByLabel('First name').fill('Erika');
  await page.getByLabel('Last name').fill('Musterfrau');
  await page.getByLabel('Email address').fill('third@pruefstand.example');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('The account could not be created.')).toBeVisible();
  await expect(page.getByLabel('First name')).toHaveValue('Erika');
  await expect(page.getByLabel('Password')).toHaveValue(password);
  expect(wire.requests).not.toContain(`${demo.url}/v1/submissions`);
  await page.unroute('**/demo/account');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Your answers have arrived.')).toBeVisible();
});

testInFull(
  'S2 the form’s own count: a reload and a second tab are the same visit, another day is the next',
  async ({ context, page }) => {
    await letFormCount(context);
    await page.goto(`${demo.url}/signup/`);
    await answerAll(page, 'fourth@pruefstand.example');
    await page.reload();
    await expect(page.getByText('You are on visit 1')).toBeVisible();
    const tab = await context.newPage();
    await tab.goto(`${demo.url}/signup/`);
    await expect(tab.locator('progressive-form').getByRole('status')).toBeAttached();
    expect(await askedNames(tab)).toEqual([]);
    await page.clock.setSystemTime(Date.now() + day);
    await page.reload();
    await expect(page.getByLabel('Company', { exact: true })).toBeVisible();
    await expect(page.getByText('You are on visit 2')).toBeVisible();
  },
);

testInFull('S2 a visit counts though nothing was answered on it', async ({ context, page }) => {
  await letFormCount(context);
  await page.goto(`${demo.url}/signup/`);
  await answerAll(page, 'fifth@gmail.com');
  for (const visit of [2, 3]) {
    await page.clock.setSystemTime(Date.now() + visit * day);
    await page.reload();
    await expect(page.getByText(`You are on visit ${visit}`)).toBeVisible();
    await expect.poll(async () => (await readDevice(page)).text).toContain(`"count":${visit}`);
  }
});
