/** Pictures of the demo for people to look at. */
import { arrived, askForWhitepaper } from './acts.js';
import { expect, testInFull, testWhere, useDemo } from './journey.js';
import { takePictures } from './take-pictures.js';

const demo = useDemo();

testInFull(
  'M17 S86 the whitepaper, in German: first view, errors, thanks, mail and click',
  async ({ page }) => {
    await page.goto(`${demo.url}/whitepaper/`);
    await expect(page.getByLabel('Vorname')).toBeVisible();
    await takePictures(page, 'whitepaper');
    await page.getByRole('button', { name: 'Absenden' }).click();
    await expect(page.getByRole('group', { name: 'Bitte prüfen Sie Ihre Angaben' })).toBeFocused();
    await takePictures(page, 'whitepaper-errors');
    const email = 'erika.musterfrau@pruefstand.example';
    await askForWhitepaper(page, { firstName: 'Erika', lastName: 'Musterfrau', email, agrees: true });
    await expect(page.getByText(arrived)).toBeVisible();
    await takePictures(page, 'whitepaper-done');

    await page.goto(`${demo.url}/inbox/`);
    await page.getByRole('link', { name: /^Bitte bestätigen/ }).click();
    await takePictures(page, 'mail');
    await page.getByRole('link', { name: /confirm/ }).click();
    await takePictures(page, 'confirm');
    await page.getByRole('button', { name: 'Ja, bestätigen' }).click();
    await expect(page.getByRole('link')).toBeVisible();
    await takePictures(page, 'confirmed');
  },
);

testInFull('M17 S86 the sign-up, in English: first view, errors, thanks', async ({ page }) => {
  await page.goto(`${demo.url}/signup/`);
  await expect(page.getByLabel('First name')).toBeVisible();
  await takePictures(page, 'sign-up');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('group', { name: 'There is a problem' })).toBeFocused();
  await takePictures(page, 'sign-up-errors');
  await page.getByLabel('First name').fill('Erika');
  await page.getByLabel('Last name').fill('Musterfrau');
  await page.getByLabel('Email address').fill('erika.musterfrau@gmail.com');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Your answers have arrived.')).toBeVisible();
  await takePictures(page, 'sign-up-done');
});

for (const [name, path, ready] of [
  ['start', '/', 'A form that never asks'],
  ['inbox', '/inbox/', 'Inbox'],
  ['leads', '/leads/', 'Leads'],
  ['offline', '/offline/', 'Write to us'],
] as const)
  testWhere(path === '/')(`M17 S86 the demo's page ${path}`, async ({ page }) => {
    await page.goto(demo.url + path);
    await expect(page.getByRole('heading', { name: ready }).first()).toBeVisible();
    await takePictures(page, name);
  });
