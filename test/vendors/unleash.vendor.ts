/** A form whose words and questions a real Unleash chooses, through its OpenFeature provider. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright/test';
import type { Site } from './site.js';
import { missingPostgres } from './unleash/postgres.js';
import { adminToken, frontendToken, Unleash } from './unleash/unleash.js';
import { expect, test } from './vendor-test.js';

const why = missingPostgres();
test.skip(why !== undefined, why);

const unleash = new Unleash();
const asText = (value: string) => ({ name: value, payload: { type: 'string', value } as const });
const asJson = (value: string) => ({ name: value, payload: { type: 'json', value: '{}' } as const });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await unleash.start();
  await unleash.addFlag('lead-form', [asText('short'), asText('long')]);
  await unleash.addFlag('switched-off', [asText('short'), asText('long')], { on: false });
  await unleash.addFlag('other-type', [asJson('short'), asJson('long')]);
  await unleash.addFlag('other-words', [asText('narrow'), asText('wide')]);
  await expect.poll(() => unleash.choose('other-words', 'anybody')).toBeTruthy();
});
test.afterAll(() => unleash.stop());

const words = { control: 'Talk to us.', short: 'One question only.', long: 'Two questions.' };

const leadForm = (key: string) => ({
  schemaVersion: 1,
  id: 'talk-to-us',
  version: '1',
  locale: 'en',
  purposes: { reply: { label: 'Answer', legalBasis: 'implicit', retention: 'P30D' } },
  signals: { 'flag.words': 'reply' },
  flags: {
    words: { use: 'unleash', key, variants: Object.keys(words), default: 'control', slot: 'header' },
  },
  fields: [
    { name: 'email', type: 'email', label: 'Email address', required: true, purpose: 'reply' },
    {
      name: 'company',
      type: 'text',
      label: 'Employer',
      purpose: 'reply',
      when: { 'flag.words': 'long' },
    },
  ],
  steps: [{ id: 'contact', reason: 'So that we can answer.', fields: ['email', 'company'] }],
});

interface Opening {
  readonly visitor?: string;
  readonly key?: string;
  /** Of the server; the real one where absent. */
  readonly url?: string;
  /** Where answers go. */
  readonly endpoint?: string;
}

async function open(page: Page, site: Site, opening: Opening) {
  const { visitor = 'anybody', key = 'lead-form', url, endpoint = site.url } = opening;
  const place = { url: url ?? unleash.url, token: frontendToken, visitor };
  const children = Object.entries(words).map(
    ([variant, text]) => `<p data-flag="words" data-variant="${variant}" hidden>${text}</p>`,
  );
  await page.goto(
    site.put(`<script>
  place = ${JSON.stringify(place)};
  addEventListener('pf-ready', () => (readyAt = performance.now()));
</script>
<progressive-form endpoint="${endpoint}">
  <script type="application/json">${JSON.stringify(leadForm(key))}</script>
  ${children.join('\n')}
</progressive-form>
<script type="module" src="/unleash.js"></script>
<script type="module" src="/form.js"></script>`),
  );
  await expect(email(page)).toBeVisible();
}

const email = (page: Page) => page.getByRole('textbox', { name: 'Email address' });

/** These words stand in the form's header, no others are to be seen, and the questions are those that go with them. */
async function expectShown(page: Page, variant: keyof typeof words): Promise<void> {
  await expect(page.locator('[data-flag]:visible')).toHaveText([words[variant]]);
  const slots = await page
    .locator('[data-flag]')
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).assignedSlot?.name ?? null));
  expect(slots.filter(Boolean)).toEqual(['header']);
  await expect(page.getByRole('textbox', { name: 'Employer' })).toHaveCount(variant === 'long' ? 1 : 0);
}

/** Somebody for whom the server chooses that variant. */
async function findVisitor(variant: string): Promise<string> {
  for (let i = 0; i < 100; i++) {
    if ((await unleash.choose('lead-form', `visitor-${i}`)) === variant) return `visitor-${i}`;
  }
  throw new Error(`${variant} is chosen for nobody`);
}

for (const variant of ['short', 'long'] as const) {
  test(`V12 who gets "${variant}" from the server is shown it, with its questions, again after a reload, and the submission says so`, async ({
    page,
    site,
    collector,
  }) => {
    await open(page, site, { visitor: await findVisitor(variant), endpoint: collector.url });
    await expectShown(page, variant);
    expect(await asked(page)).toEqual([{ key: 'lead-form', said: variant }]);
    await page.reload();
    await email(page).fill('erika.musterfrau@pruefstand.example');
    await expectShown(page, variant);
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText('Your answers have arrived.')).toBeVisible({ timeout: 15_000 });
    const { body } = collector.heard.find(({ path }) => path === '/v1/submissions') ?? { body: '' };
    const envelope = JSON.parse(body) as { readonly body: string };
    expect(JSON.parse(envelope.body)).toMatchObject({ exposures: [`words:${variant}`] });
  });
}

/** What the form asked for, and what the provider made of it; nothing where it still waits. */
const asked = (page: Page) => page.evaluate('asked.map(({ at, ...rest }) => rest)');

const silent = {
  'is not there': 'never-made',
  'is switched off': 'switched-off',
  'has variants of another type': 'other-type',
  'chooses what the form does not know': 'other-words',
};
for (const [what, key] of Object.entries(silent)) {
  test(`V12 a flag that ${what} leaves the form at its declared default`, async ({ page, site }) => {
    await open(page, site, { key });
    await expectShown(page, 'control');
    // The server is there, and was asked: it has nothing to say.
    await expect.poll(() => asked(page)).toEqual([{ key, said: null }]);
  });
}

test('V12 a page holds the frontend token alone, and with it nobody can change or list a flag', async ({
  page,
  site,
  scripts,
}) => {
  const tokens = new Set<string | undefined>();
  page.on('request', (request) => {
    if (request.url().startsWith(unleash.url)) tokens.add(request.headers()['authorization']);
  });
  await open(page, site, {});
  expect([...tokens]).toEqual([frontendToken]);
  for (const script of scripts.values()) expect(script).not.toContain(adminToken);
  expect(await page.content()).not.toContain(adminToken);
  const flags = '/api/admin/projects/default/features';
  const change = { method: 'DELETE' };
  const answers = await Promise.all([
    unleash.ask(`${flags}/lead-form`, frontendToken, change),
    unleash.ask(flags, frontendToken),
    unleash.ask('/api/client/features', frontendToken),
  ]);
  for (const { status } of answers) expect([401, 403]).toContain(status);
});

/** Milliseconds from the question to the form. */
const waited = (page: Page) => page.evaluate<number>('readyAt - asked[0].at');

test('V12 a server that takes the question and never answers leaves the default, within the limit', async ({
  page,
  site,
}) => {
  const server: Server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await open(page, site, { url: `http://localhost:${port}` });
  await expectShown(page, 'control');
  expect(await asked(page)).toEqual([{ key: 'lead-form' }]);
  test.info().annotations.push({ type: 'waited', description: `${Math.round(await waited(page))} ms` });
  server.closeAllConnections();
  server.close();
});

test('V12 while the server is down the form is there with its default', async ({ page, site }) => {
  await unleash.stopServer();
  await open(page, site, {});
  await expectShown(page, 'control');
  expect(await asked(page)).toMatchObject([{ key: 'lead-form' }]);
});
