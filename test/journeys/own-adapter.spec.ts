/** Any back end: an object of ten lines, or a webhook that knows nothing of us. */
import { expect, test } from './journey.js';
import { plainPage, twoViews, useHost } from './host.js';

const host = useHost();
const other = useHost();

const script = '<script type="module" src="/dist/progressive-form.js"></script>';
const element = (attributes = '') =>
  `<progressive-form ${attributes}><script type="application/json">${JSON.stringify(twoViews)}</script></progressive-form>`;

test('M13 an adapter of the page’s own that fails at first: the answers are kept, tried again, delivered', async ({
  page,
}) => {
  const own = `<script>
    const taken = [];
    let down = true;
    document.querySelector('progressive-form').adapter = {
      name: 'own',
      send(submission) {
        if (down) throw new Error('down');
        taken.push(submission);
      },
    };
  </script>`;
  await page.goto(host.put('/own', plainPage({ body: `${element()}${own}${script}` })));
  await page.getByLabel('Topic').fill('Prices');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Where to' })).toBeFocused();
  await page.getByLabel('Email address').fill('erika.musterfrau@pruefstand.example');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.evaluate('down = false');
  await expect(page.getByText('Your answers have been sent.')).toBeVisible({ timeout: 15_000 });
  const taken = await page.evaluate('taken');
  expect(taken).toHaveLength(2);
  expect(taken).toContainEqual(
    expect.objectContaining({ step: 'contact', answers: { email: 'erika.musterfrau@pruefstand.example' } }),
  );
  expect(taken).toContainEqual(expect.objectContaining({ step: 'topic', answers: { topic: 'Prices' } }));
});

test('M12 a webhook on another origin gets the answers as a plain form would send them, with no preflight', async ({
  page,
}) => {
  const target = `adapter="webhook" endpoint="${other.url}/hook"`;
  await page.goto(host.put('/webhook', plainPage({ body: element(target) + script })));
  await page.getByLabel('Topic').fill('Prices & terms');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Email address').fill('erika.musterfrau@pruefstand.example');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Your answers have been sent.')).toBeVisible();
  expect(other.visits.map(({ method, path, type }) => [method, path, type])).toEqual(
    Array(2).fill(['POST', '/hook', 'application/x-www-form-urlencoded']),
  );
  const sent = other.visits.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
  expect(sent).toContainEqual(expect.objectContaining({ form_id: 'two-views', topic: 'Prices & terms' }));
  expect(sent).toContainEqual(expect.objectContaining({ email: 'erika.musterfrau@pruefstand.example' }));
});
