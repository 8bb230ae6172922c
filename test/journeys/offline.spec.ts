/** Answers arrive once, whatever happens to the line, the page and the collector. */
import type { Page } from 'playwright/test';
import { expect, test, useDemo } from './journey.js';
import { readDevice } from './look-around.js';

const demo = useDemo();
const typed = {
  name: 'Erika Musterfrau',
  email: 'erika.musterfrau@pruefstand.example',
  message: 'Grüße, 你好',
};
const saved = 'Your answers are saved on this device.';

const count = async (): Promise<number> => {
  const response = await fetch(`${demo.url}/demo/count?form=offline`);
  return ((await response.json()) as { count: number }).count;
};
const waiting = async (page: Page): Promise<number> =>
  (await readDevice(page)).keys.filter((key) => key.startsWith('o/')).length;

async function open(page: Page): Promise<void> {
  // Only a page that is ready can do without the network.
  const loaded = page.waitForResponse(/inspection/);
  await page.goto(`${demo.url}/offline/`);
  await loaded;
}

async function send(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill(typed.name);
  await page.getByLabel('Email address').fill(typed.email);
  await page.getByLabel('Message').fill(typed.message);
  await page.getByRole('button', { name: 'Send' }).click();
}

/** Arrived, and not a second time. */
async function expectArrived(page: Page, before: number): Promise<void> {
  await expect.poll(count, { timeout: 15_000 }).toBe(before + 1);
  await expect.poll(() => waiting(page)).toBe(0);
  expect(await count()).toBe(before + 1);
}

const turnNetwork = (page: Page) => page.getByRole('switch', { name: 'Network to the collector' }).click();

test('S52 F4 with the line cut the answers wait on the device, unreadable, over a reload; then they arrive once', async ({
  page,
}) => {
  const before = await count();
  await open(page);
  await turnNetwork(page);
  await send(page);
  await expect(page.getByText(saved)).toBeVisible();

  const device = await readDevice(page);
  expect(device.keys.filter((key) => key.startsWith('o/'))).toHaveLength(1);
  for (const value of Object.values(typed)) expect(device.text).not.toContain(value);
  expect(device.text).toContain('"extractable":false');

  await page.reload();
  await expect(page.getByRole('switch')).toHaveAttribute('aria-checked', 'false');
  expect(await waiting(page)).toBe(1);
  expect(await count()).toBe(before);

  await turnNetwork(page);
  await expectArrived(page, before);
  await expect(page.getByText('delivered')).toBeVisible();
});

test('F4 a browser that loses its own line tells so, and sends once it is back', async ({
  context,
  page,
}) => {
  const before = await count();
  await open(page);
  await context.setOffline(true);
  await send(page);
  await expect(page.getByText(saved)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('Your answers have arrived.')).toBeVisible({ timeout: 10_000 });
  await expectArrived(page, before);
});

test('F4 a page closed before the answer came sends again when it is next opened; the collector keeps one', async ({
  context,
  page,
}) => {
  const before = await count();
  await open(page);
  const reached = new Promise<void>((resolve) => {
    // The collector gets it, the page never hears of it.
    void page.route('**/v1/submissions', async (route) => {
      await route.fetch();
      resolve();
    });
  });
  await send(page);
  await reached;
  await page.close();
  const next = await context.newPage();
  let release = () => {};
  const seen = new Promise<void>((resolve) => (release = resolve));
  await next.route('**/v1/submissions', async (route) => {
    await seen;
    await route.continue();
  });
  await next.goto(`${demo.url}/offline/`);
  expect(await waiting(next)).toBe(1);
  release();
  await expectArrived(next, before);
});

test('FLT59 answers given while the collector is down arrive once it runs again', async ({ page }) => {
  const before = await count();
  await open(page);
  await demo.stop();
  await send(page);
  await expect(page.getByText(saved)).toBeVisible();
  await demo.start();
  await page.reload();
  await expectArrived(page, before);
});

test('FLT62 a double click and Enter at once are one submission', async ({ page }) => {
  const before = await count();
  await open(page);
  await page.getByLabel('Your name').fill(typed.name);
  await page.getByLabel('Message').fill(typed.message);
  await page.getByLabel('Email address').fill(typed.email);
  await page.getByLabel('Email address').evaluate((input: HTMLInputElement) => {
    input.form?.requestSubmit();
    input.form?.querySelector('button')?.click();
    input.form?.querySelector('button')?.click();
  });
  await expect(page.getByText('Your answers have arrived.')).toBeVisible();
  await expectArrived(page, before);
});
