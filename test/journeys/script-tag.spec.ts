/** One script tag on somebody's own page, in every order that pages have, under the strictest policy. */
import type { Page } from 'playwright/test';
import { arrived, askedNames, askForWhitepaper } from './acts.js';
import { plainPage, twoViews, useHost } from './host.js';
import { expect, test, testWhere, useDemo } from './journey.js';

const demo = useDemo();
const host = useHost();
const cdn = useHost();

const files = {
  module: {
    name: 'progressive-form.js',
    tag: '<script type="module" src="/dist/progressive-form.js"></script>',
  },
  classic: {
    name: 'progressive-form.iife.js',
    tag: '<script src="/dist/progressive-form.iife.js"></script>',
  },
} as const;
const definition = JSON.stringify({
  ...twoViews,
  steps: [{ ...twoViews.steps[0], fields: ['topic', 'email'] }],
});
const endpoint = () => `endpoint="${demo.url}"`;
const withChild = () =>
  `<progressive-form ${endpoint()}><script type="application/json">${definition}</script></progressive-form>`;

const expectForm = (page: Page) => expect(page.getByLabel('Topic')).toBeVisible();

for (const [kind, { tag }] of Object.entries(files)) {
  const wheres = {
    'in the head': () => ({ head: tag, body: withChild() }),
    'in the head, async': () => ({ head: tag.replace('src', 'async src'), body: withChild() }),
    'before the element': () => ({ body: tag + withChild() }),
    'after the element': () => ({ body: withChild() + tag }),
    'put there later by a script, as tag managers do': () => ({
      body: `${withChild()}<script>
        const late = document.createElement('script');
        ${kind === 'module' ? "late.type = 'module';" : ''}
        late.src = '/dist/${files[kind as keyof typeof files].name}';
        addEventListener('load', () => document.body.append(late));
      </script>`,
    }),
  };
  test(`conventions: the ${kind} file works wherever its tag stands`, async ({ page }) => {
    for (const [where, content] of Object.entries(wheres))
      await test.step(where, async () => {
        await page.goto(host.put(`/${kind}-${where.replace(/\W+/g, '-')}`, plainPage(content())));
        await expectForm(page);
        await expect(page.locator('progressive-form form')).toHaveCount(1);
      });
  });
}

const ways = {
  'by an address on the same site': () => {
    host.put('/form.json', definition);
    return `<progressive-form ${endpoint()} config="form.json"></progressive-form>${files.module.tag}`;
  },
  'by a property set before the tag is defined': () =>
    `<progressive-form ${endpoint()}></progressive-form>
    <script>document.querySelector('progressive-form').config = ${definition}</script>${files.module.tag}`,
  'by a property set after the tag is defined': () =>
    `<progressive-form ${endpoint()}></progressive-form>${files.module.tag}
    <script type="module">
      await customElements.whenDefined('progressive-form');
      document.querySelector('progressive-form').config = ${definition};
    </script>`,
  'on an element made by script': () =>
    `${files.module.tag}
    <script type="module">
      const form = document.createElement('progressive-form');
      form.endpoint = '${demo.url}';
      form.config = ${definition};
      document.body.append(form);
    </script>`,
};
test('conventions: the definition can be given in every way that pages have', async ({ page }) => {
  for (const [way, body] of Object.entries(ways))
    await test.step(way, async () => {
      await page.goto(host.put(`/${way.replace(/\W+/g, '-')}`, plainPage({ body: body() })));
      await expectForm(page);
    });
});

test('SEC11 both files on one page: the first defines the tag, the second yields, each form is there once', async ({
  page,
}) => {
  const body = withChild() + files.classic.tag + files.module.tag;
  await page.goto(host.put('/both', plainPage({ body })));
  await expectForm(page);
  await page.waitForLoadState('networkidle');
  await expect(page.locator('progressive-form form')).toHaveCount(1);
});

for (const [kind, { tag }] of Object.entries(files)) {
  testWhere(kind === 'module')(
    `SEC7 SEC8 the ${kind} file on a second origin, its definition and its collector on a third, under a policy that grants only these: no violation, and the answers arrive`,
    async ({ page }) => {
      await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
      const policy = `default-src 'none'; script-src ${host.url} ${cdn.url}; connect-src ${demo.url}; style-src 'none'; base-uri 'none'; form-action 'none'`;
      host.put(
        '/listen.js',
        `const violations = [];
      addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));`,
      );
      const body = `<progressive-form config="${demo.url}/v1/forms/whitepaper" endpoint="${demo.url}"></progressive-form>`;
      const head = `<script src="/listen.js"></script>${tag.replace('/dist', `${cdn.url}/dist`)}`;
      await page.goto(host.put(`/strict-${kind}`, plainPage({ head, body }), policy));
      await expect(page.getByRole('heading', { name: /^Whitepaper/ })).toBeVisible();
      expect(await askedNames(page)).toHaveLength(5);
      await page.getByRole('button', { name: 'Absenden' }).click();
      await expect(page.getByText('Bitte prüfen Sie Ihre Angaben')).toBeVisible();
      const email = `${kind}@pruefstand.example`;
      await askForWhitepaper(page, { firstName: 'Erika', lastName: 'Musterfrau', email, agrees: true });
      await expect(page.getByText(arrived)).toBeVisible();
      expect(await page.evaluate('violations')).toEqual([]);
      // The styles are there all the same: they are adopted, not written into the page.
      const display = await page
        .locator('progressive-form')
        .evaluate((form) => getComputedStyle(form).display);
      expect(display).toBe('block');
    },
  );
}

/** The page's own way to a back end, which shows what came. */
const ownAdapter = `<script>
  const taken = [];
  document.querySelector('progressive-form').adapter = {
    name: 'own',
    send: ({ answers }) => void taken.push(answers),
  };
</script>`;

test('conventions: the first view needs the module alone; its parts may come later', async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const parts: string[] = [];
  await page.route(/progressive-form\.[\w-]+-[0-9a-f]{8}\.js$/, async (route) => {
    parts.push(new URL(route.request().url()).origin);
    await released;
    await route.continue();
  });
  const tag = files.module.tag.replace('/dist', `${cdn.url}/dist`);
  await page.goto(host.put('/late', plainPage({ body: withChild() + ownAdapter + tag })), {
    waitUntil: 'commit',
  });
  await page.getByLabel('Topic').fill('Prices');
  await page.getByLabel('Email address').fill('reader@pruefstand.example');
  await page.getByRole('button', { name: 'Send' }).click();
  release();
  await expect(page.getByText('Your answers have been sent.')).toBeVisible();
  expect(await page.evaluate('taken')).toHaveLength(1);
  expect(new Set(parts)).toEqual(new Set([cdn.url]));
});

test('conventions: the classic file needs no other file', async ({ page }) => {
  await page.route(/progressive-form\.[\w-]+-[0-9a-f]{8}\.js$/, (route) => route.abort());
  const body = withChild() + ownAdapter + files.classic.tag;
  await page.goto(host.put('/alone', plainPage({ body })));
  await page.getByLabel('Topic').fill('Prices');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Please answer: Email address')).toBeVisible();
  await page.getByLabel('Email address').fill('reader@pruefstand.example');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Your answers have been sent.')).toBeVisible();
  expect(await page.evaluate('taken')).toHaveLength(1);
});

test('S13 M10 whoever leaves after the first view goes on with the second on the next visit', async ({
  page,
}) => {
  const body = `<progressive-form><script type="application/json">${JSON.stringify(twoViews)}</script></progressive-form>${ownAdapter}${files.module.tag}`;
  await page.goto(host.put('/two-views', plainPage({ body })));
  await page.getByLabel('Topic').fill('Prices');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Where to' })).toBeFocused();
  await expect.poll(() => page.evaluate('taken')).toEqual([{ topic: 'Prices' }]);
  await page.reload();
  await expect(page.getByLabel('Email address')).toBeVisible();
  expect(await askedNames(page)).toEqual(['email']);
});
