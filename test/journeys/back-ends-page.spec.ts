/** The demo's page of back ends: what it shows is what each of them was told. */
import type { Locator, Page } from 'playwright/test';
import { expect, test, useDemo } from './journey.js';
import { takePictures } from './take-pictures.js';

const demo = useDemo();

const panel = (page: Page, name: string): Locator =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name }) });
/** What it shows of a question. */
const shown = (place: Locator, question: string): Locator =>
  place.locator(`dt:text-is("${question}") + dd:not(.untold)`);

const send = (page: Page) => page.getByRole('button', { name: 'Send' }).click();
async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('First name').fill('Erika');
  await page.getByLabel('Email address').fill('erika.musterfrau@firma.example');
  await page.getByLabel('Allergies').fill('Peanuts');
}

interface Received {
  readonly by: string;
  readonly outcome: string;
  readonly body: string;
}

/** What arrived at the server, whatever the page shows. */
async function readReceived(page: Page): Promise<readonly Received[]> {
  const visit = await page.evaluate<string>('sessionStorage.backEnds');
  const { received } = (await (await fetch(`${demo.url}/demo/back-ends/${visit}`)).json()) as {
    readonly received: readonly Received[];
  };
  return received;
}

const idOf = ({ body }: Received) => new URLSearchParams(body).get('submission_id');
const leads = (page: Page) =>
  page.evaluate('dataLayer.filter(({ event }) => event === "generate_lead").length');

test('M13 V18 a webhook that fails gets the same answers later, and only then the data layer hears of one lead and of no answer; without the tick Segment hears nothing', async ({
  page,
}) => {
  let letThrough = (): void => undefined;
  const looked = new Promise<void>((resolve) => (letThrough = resolve));
  let attempts = 0;
  await page.route('**/webhook', async (route) => {
    if (++attempts === 2) await looked;
    await route.continue();
  });
  await page.goto(`${demo.url}/back-ends/`);
  await fillIn(page);
  const fail = page.getByRole('button', { name: 'Fail the next time' });
  await fail.click();
  await expect(fail).toHaveAttribute('aria-pressed', 'true');
  await send(page);
  await expect(page.getByText(/saved on this device/)).toBeVisible();
  const webhook = panel(page, 'The webhook');
  await expect(webhook.getByText('failed')).toBeVisible();
  await expect(page.getByText('The webhook failed. The answers wait on this device')).toBeVisible();
  expect(await leads(page)).toBe(0);

  letThrough();
  await expect(page.getByText('Your answers have arrived.')).toBeVisible();
  await expect(webhook.getByText('taken')).toBeVisible();
  await expect(page.getByText('The webhook got the answers once. Segment was told nothing.')).toBeVisible();
  await expect(shown(webhook, 'Allergies')).toHaveText('Peanuts');
  await expect(shown(webhook, 'Consent')).toHaveCount(0);
  const received = await readReceived(page);
  expect(received.map(({ by, outcome }) => [by, outcome])).toEqual(
    ['failed', 'taken'].map((outcome) => ['webhook', outcome]),
  );
  expect(new Set(received.map(idOf)).size).toBe(1);

  const layer = panel(page, 'The data layer');
  await expect(layer.getByText('generate_lead', { exact: true })).toBeVisible();
  for (const name of ['First name', 'Email address', 'Allergies', 'Consent']) {
    await expect(shown(layer, name)).toHaveCount(0);
    await expect(shown(panel(page, 'Segment'), name)).toHaveCount(0);
  }
  expect(await leads(page)).toBe(1);
  expect(await page.evaluate('JSON.stringify(dataLayer)')).not.toMatch(/erika|firma|peanuts/i);
  await takePictures(page, 'back-ends');
});

test('M13 V7 Mautic’s refusal is shown at its question in its own words; mended, and with the tick, Segment hears of it once, without what is sensitive', async ({
  page,
}) => {
  await page.goto(`${demo.url}/back-ends/`);
  await fillIn(page);
  const refuse = page.getByRole('button', { name: 'Refuse the next address' });
  await expect(refuse).toBeDisabled();
  await page.getByLabel('Mautic').check();
  await refuse.click();
  await expect(refuse).toHaveAttribute('aria-pressed', 'true');
  await page.getByText('Look at the definition').click();
  await expect(page.getByText('"use": "mautic"')).toBeVisible();
  await page.getByLabel(/^Yes, you may tell/).check();
  await send(page);
  const email = page.getByLabel('Email address');
  await expect(email).toHaveAccessibleDescription(/on the list already\. Please give another one\.$/);
  await expect(email).toBeFocused();
  await expect(panel(page, 'Mautic').getByText('refused')).toBeVisible();
  expect((await readReceived(page)).map(({ by }) => by)).toEqual(['mautic']);

  await email.fill('erika@firma.example');
  await send(page);
  await expect(page.getByText('Your answers have arrived.')).toBeVisible();
  const segment = panel(page, 'Segment');
  await expect(shown(segment, 'Email address')).toHaveText('erika@firma.example');
  await expect(shown(segment, 'Consent')).toHaveText(/^Yes, you may tell/);
  await expect(shown(segment, 'Allergies')).toHaveCount(0);
  await expect(shown(panel(page, 'Mautic'), 'Allergies')).toHaveText('Peanuts');
  const received = await readReceived(page);
  expect(received.map(({ by, outcome }) => `${by} ${outcome}`)).toEqual([
    'mautic refused',
    'mautic taken',
    'segment taken',
  ]);
  expect(received.find(({ by }) => by === 'segment')?.body).not.toContain('Peanuts');
  expect(await leads(page)).toBe(1);
});
