/** Back ends by name, from a definition alone: what they say is heard, and what they must not be told they are not told. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { plainPage, twoViews, useHost } from './host.js';
import { expect, test } from './journey.js';

const host = useHost();

const script = '<script type="module" src="/dist/progressive-form.js"></script>';
const element = (definition: object) =>
  `<progressive-form><script type="application/json">${JSON.stringify(definition)}</script></progressive-form>`;

/** A Mautic installation as far as a form can see it: one form that wants a certain address. */
let mautic: Server;
let posts: URLSearchParams[];
let address = '';
test.beforeEach(async () => {
  posts = [];
  mautic = createServer((request, response) => {
    void text(request).then((body) => {
      const post = new URLSearchParams(body);
      posts.push(post);
      const known = post.get('mauticform[email]') !== 'erika@nirgends.example';
      const refusal = { success: 0, validationErrors: { email: '<b>We know no such company.</b>' } };
      response.writeHead(200, {
        'content-type': 'application/json',
        'access-control-allow-origin': host.url,
      });
      response.end(JSON.stringify(known ? { success: 1, formName: 'two-views' } : refusal));
    });
  });
  await new Promise<void>((resolve) => void mautic.listen(0, '127.0.0.1', resolve));
  address = `http://localhost:${(mautic.address() as AddressInfo).port}`;
});
test.afterEach(async () => {
  mautic.closeAllConnections();
  await new Promise((resolve) => mautic.close(resolve));
});

test('M13 V18 a name in the definition delivers; a refusal is shown at its question in the owner’s words; the data layer hears of one lead and of no answer', async ({
  page,
}) => {
  const adapter = {
    use: 'mautic',
    endpoint: address,
    formId: '7',
    mirrors: [{ use: 'data-layer', currency: 'EUR', value: '40' }],
  };
  await page.goto(host.put('/mautic', plainPage({ body: element({ ...twoViews, adapter }) + script })));
  await page.getByLabel('Topic').fill('Prices');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Where to' })).toBeFocused();
  const email = page.getByLabel('Email address');
  await email.fill('erika@nirgends.example');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(email).toHaveAccessibleDescription(/We know no such company\.$/);
  await expect(email).toBeFocused();
  expect(await page.evaluate('dataLayer.filter(({ event }) => event === "generate_lead")')).toEqual([]);

  await email.fill('erika@firma.example');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Your answers have arrived.')).toBeVisible();
  expect(posts.map((post) => post.get('mauticform[formId]'))).toEqual(['7', '7', '7']);
  const leads = () => page.evaluate('dataLayer.filter(({ event }) => event === "generate_lead")');
  await expect
    .poll(leads)
    .toEqual([
      expect.objectContaining({ form_id: 'two-views', step: 'contact', currency: 'EUR', value: 40 }),
    ]);
  const told = JSON.stringify(await page.evaluate('dataLayer'));
  expect(told).toContain('pf_view');
  expect(told).toContain('pf_submit');
  for (const value of ['Prices', 'erika', 'firma.example']) expect(told).not.toContain(value);
});

test('M13 BAD22 a back end that is set up wrongly is told to the author when the form opens, not to the visitor who has filled it in', async ({
  page,
}) => {
  const adapter = { use: 'hubspot', portalId: '123' };
  await page.goto(host.put('/wrong', plainPage({ body: element({ ...twoViews, adapter }) + script })));
  await expect(page.getByText(/adapter\.formId: is missing/)).toBeVisible();
  await expect(page.getByLabel('Topic')).toHaveCount(0);
});
