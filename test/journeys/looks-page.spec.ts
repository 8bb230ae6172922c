/** The demo's page of looks: the same form without a theme and with one, beside each other. */
import type { Page } from 'playwright/test';
import { expect, test, testInFull, useDemo } from './journey.js';
import { colours, complaints, overhang, takePictures } from './take-pictures.js';

const demo = useDemo();

/** Of each look, what its button and its page are painted with. */
const readColours = (page: Page): Promise<readonly string[]> =>
  page.locator('progressive-form').evaluateAll((forms) =>
    forms.map((form) => {
      const button = (form.shadowRoot ?? form).querySelector('[part~=submit-button]');
      return button ? getComputedStyle(button).backgroundColor : '';
    }),
  );

async function open(page: Page): Promise<void> {
  await page.goto(`${demo.url}/looks/`);
  await expect(page.getByRole('button', { name: 'Send' })).toHaveCount(4);
}

test('M17 each look has colours of its own, in the light and in the dark, and axe has no complaint', async ({
  page,
}) => {
  await open(page);
  // It is one definition, so its forms have one name; the regions that they stand in tell them apart.
  await takePictures(page, 'looks-page', 'landmark-unique');
  await expect(page.getByRole('heading', { name: 'Who reads the guide?' })).toHaveCount(4);
  const light = await readColours(page);
  await page.getByLabel('Dark').check();
  const dark = await readColours(page);
  expect(new Set([...light, ...dark]).size).toBe(8);
  expect(await complaints(page, colours)).toEqual([]);
  await page.getByLabel('Light', { exact: true }).check();
  expect(await readColours(page)).toEqual(light);
});

test('M17 the language chosen last is shown, also where the one before it comes late', async ({ page }) => {
  await open(page);
  let arrive = (): void => undefined;
  const way = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/looks/de.json', (route) => way.then(() => route.continue()));
  await page.getByLabel('Deutsch').check();
  await page.getByLabel('العربية').check();
  await expect(page.getByRole('button', { name: 'إرسال' })).toHaveCount(4);
  const late = page.waitForResponse('**/looks/de.json');
  arrive();
  await (await late).finished();
  // What comes after it has come after what the page makes of it.
  await page.evaluate(() => fetch('/looks/en.json').then((answer) => answer.json()));
  const locales = await page
    .locator('progressive-form')
    .evaluateAll((forms) =>
      forms.map((form) => (form as Element & { config?: { locale: string } }).config?.locale),
    );
  expect(new Set(locales)).toEqual(new Set(['ar']));
});

testInFull('M17 the switches turn direction and width, and what was typed stays', async ({ page }) => {
  await open(page);
  await page.getByLabel('First name').first().fill('Erika');
  const width = async () => (await page.getByRole('region', { name: 'Default' }).boundingBox())?.width ?? 0;
  const narrow = await width();
  await page.getByLabel('Wide').check();
  expect(await width()).toBeGreaterThan(1.9 * narrow);

  await page.getByLabel('العربية').check();
  await expect(page.getByRole('button', { name: 'إرسال' })).toHaveCount(4);
  await expect(page.locator('progressive-form[lang=ar][dir=rtl]')).toHaveCount(4);
  await expect(page.getByLabel('الاسم').first()).toHaveValue('Erika');
  await page.getByRole('button', { name: 'إرسال' }).nth(1).click();
  await expect(page.getByRole('group', { name: 'يرجى مراجعة إجاباتك' })).toBeFocused();
  expect(await complaints(page, colours)).toEqual([]);
  await page.getByLabel('Deutsch').check();
  await expect(page.locator('progressive-form[lang=de][dir=ltr]')).toHaveCount(4);
  for (const size of [320, 1280]) {
    await page.setViewportSize({ width: size, height: 700 });
    expect(await overhang(page)).toBe(0);
  }
});
