/** Whoever does not agree to be remembered is served, and forgotten. */
import { askedNames, askForWhitepaper, confirmAddress, expectPdf, readText } from './acts.js';
import { expect, test, useDemo } from './journey.js';
import { readDevice } from './look-around.js';
import { mailsTo } from './mailbox.js';

const demo = useDemo();
const email = 'erika.musterfrau@pruefstand.example';

test('S47 without the consent the whitepaper comes all the same, and nothing is kept beyond the submission', async ({
  page,
}) => {
  await page.goto(`${demo.url}/whitepaper/`);
  await askForWhitepaper(page, { firstName: 'Erika', lastName: 'Musterfrau', email, agrees: false });
  await expectPdf(await confirmAddress(page, demo.url, email));

  await expect
    .poll(async () => (await readDevice(page)).keys.filter((key) => !key.startsWith('k/')))
    .toEqual([]);
  const leads = await readText(`${demo.url}/leads/`);
  expect(leads).toContain('Nobody yet.');
  expect(leads).toContain('whitepaper, contact');
  for (const value of ['Erika', email]) expect(leads).not.toContain(value);

  await page.getByRole('button', { name: '2 Tage später' }).click();
  await expect(page.getByText(/^Die Uhr der Demo steht zwei Tage weiter/)).toBeVisible();
  await mailsTo(demo.url, email, 1);

  await page.reload();
  await expect(page.getByLabel('Vorname')).toHaveValue('');
  expect(await askedNames(page)).toEqual(['salutation', 'firstName', 'lastName', 'email', 'profiling']);
});
