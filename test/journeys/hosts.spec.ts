/** Somebody's page in all its shapes: other origins, frames, strict policies, resets, two forms, two copies. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FrameLocator, Page } from 'playwright/test';
import { useElsewhere } from './elsewhere.js';
import { classicTag, define, element, moduleTag, ownAdapter, sent, text, arrived } from './embed.js';
import { plainPage, useHost } from './host.js';
import { expect, test, testWhere } from './journey.js';

const host = useHost();
const cdn = useHost();
const definitions = useElsewhere();
const collector = useElsewhere();

const topic = { ...text('topic', 'Topic'), required: true };
const email = { name: 'email', type: 'email', label: 'Email address', required: true };
const form = define([topic, email]);
const answers = { topic: 'Prices', email: 'jo.doe@host.example' };
const tags = { module: moduleTag, classic: classicTag };

async function fillIn(page: Page | FrameLocator): Promise<void> {
  await page.getByLabel('Topic').fill(answers.topic);
  await page.getByLabel('Email address').fill(answers.email);
  await page.getByRole('button', { name: 'Send' }).click();
}

for (const [kind, tag] of Object.entries(tags)) {
  test(`S86 the ${kind} file, the definition and the collector each on an origin of its own: the answers arrive`, async ({
    page,
  }) => {
    const address = definitions.put('/form.json', form);
    const body = `<progressive-form config="${address}" endpoint="${collector.url}"></progressive-form>`;
    await page.goto(host.put('/apart', plainPage({ body: body + tag(cdn.url) })));
    await fillIn(page);
    await expect(page.getByText(arrived)).toBeVisible();
    expect(collector.taken).toEqual([expect.objectContaining({ origin: host.url, answers })]);
  });
}

const frames = {
  'of the same origin': { site: host, sandbox: '', origin: () => host.url },
  'of another origin': { site: cdn, sandbox: '', origin: () => cdn.url },
  'that is sandboxed and may keep nothing': {
    site: cdn,
    sandbox: 'sandbox="allow-scripts allow-forms"',
    origin: () => 'null',
  },
};
for (const [which, { site, sandbox, origin }] of Object.entries(frames)) {
  testWhere(site === cdn)(
    `S86 in a frame ${which} the form works, and its answers arrive`,
    async ({ page }) => {
      for (const [kind, tag] of Object.entries(tags))
        await test.step(kind, async () => {
          collector.taken = [];
          const body = element(form, `endpoint="${collector.url}"`) + tag();
          const framed = site.put(`/framed-${kind}`, plainPage({ body }));
          await page.goto(
            host.put('/frame', plainPage({ body: `<iframe ${sandbox} src="${framed}"></iframe>` })),
          );
          const frame = page.frameLocator('iframe');
          await fillIn(frame);
          await expect(frame.getByText(arrived)).toBeVisible();
          expect(collector.taken).toEqual([expect.objectContaining({ origin: origin(), answers })]);
        });
    },
  );
}

/** With all that loads a part or draws something of its own. */
const rich = define(
  [
    { ...topic, label: 'Topic' },
    email,
    { name: 'country', type: 'country', label: 'Country' },
    { name: 'phone', type: 'tel', label: 'Phone' },
  ],
  { signals: { 'form.trap': 'reply', 'device.region': 'reply' }, draft: { keepFor: 'P1D' } },
);

for (const [kind, tag] of Object.entries(tags))
  for (const mode of ['', 'render="light"'])
    testWhere((kind === 'module') === !mode)(
      `SEC7 SEC8 the ${kind} file ${mode} under a policy of strict sources and trusted types: no violation, styled, sent`,
      async ({ page }) => {
        const policy = `default-src 'none'; script-src ${host.url}; style-src 'none'; connect-src ${collector.url}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html`;
        host.put(
          '/listen.js',
          `const violations = [];
        addEventListener('securitypolicyviolation', (event) =>
          violations.push([event.violatedDirective, event.blockedURI, event.sample].join(' ')));`,
        );
        const head = '<script src="/listen.js"></script>';
        const body = element(rich, `debug ${mode} endpoint="${collector.url}"`) + tag();
        await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
        await page.goto(host.put(`/strict-${kind}`, plainPage({ head, body }), policy));
        await page.getByRole('button', { name: 'Send' }).click();
        await expect(page.getByText('There is a problem')).toBeVisible();
        await fillIn(page);
        await expect(page.getByText(arrived)).toBeVisible();
        expect(await page.evaluate('violations')).toEqual([]);
        const display = await page
          .locator('progressive-form')
          .evaluate((one) => getComputedStyle(one).display);
        expect(display).toBe('block');
        expect(collector.taken).toHaveLength(1);
      },
    );

test('S86 SEC11 twice on one page, in both modes: no id is there twice, and each sends its own answers', async ({
  page,
}) => {
  for (const mode of ['', 'render="light"'])
    await test.step(mode, async () => {
      collector.taken = [];
      const one = element({ ...form, id: 'one' }, `${mode} endpoint="${collector.url}"`);
      const two = element({ ...form, id: 'two' }, `${mode} endpoint="${collector.url}"`);
      await page.goto(host.put('/twice', plainPage({ body: one + two + moduleTag() })));
      const forms = page.locator('progressive-form');
      for (const [i, name] of ['one', 'two'].entries()) {
        await forms.nth(i).getByLabel('Topic').fill(name);
        await forms.nth(i).getByLabel('Email address').fill(`${name}@host.example`);
      }
      for (const i of [0, 1]) {
        await forms.nth(i).getByRole('button', { name: 'Send' }).click();
        await expect(forms.nth(i).getByText(arrived)).toBeVisible();
      }
      const got = collector.taken.map(({ formId, answers: { topic: said } }) => [formId, said]);
      expect(got).toEqual([
        ['one', 'one'],
        ['two', 'two'],
      ]);
      // Each in its tree: the page's, or that of its own.
      const ids = await page.evaluate(() =>
        [document, ...[...document.querySelectorAll('progressive-form')].map((one) => one.shadowRoot)].map(
          (tree) => [...(tree?.querySelectorAll('[id]') ?? [])].map(({ id }) => id),
        ),
      );
      for (const inTree of ids) expect(new Set(inTree).size).toBe(inTree.length);
      expect(ids.flat().length).toBeGreaterThan(1);
    });
});

test('S86 the same form twice on one page: both are sent', async ({ page }) => {
  const body = element(form).repeat(2) + ownAdapter + moduleTag();
  await page.goto(host.put('/same', plainPage({ body })));
  const forms = page.locator('progressive-form');
  for (const i of [0, 1]) {
    await forms.nth(i).getByLabel('Topic').fill(`from ${i}`);
    await forms.nth(i).getByLabel('Email address').fill(answers.email);
    await forms.nth(i).getByRole('button', { name: 'Send' }).click();
    await expect(forms.nth(i).getByText(sent)).toBeVisible();
  }
  const taken = await page.evaluate<{ answers: { topic: string } }[]>('taken');
  expect(taken.map((one) => one.answers.topic)).toEqual(['from 0', 'from 1']);
});

test('SEC11 of two versions on one page the first stays and the second says so, whichever files they are', async ({
  page,
}) => {
  const { version } = JSON.parse(await readFile(at('../../package.json'), 'utf8')) as { version: string };
  const old = '0.0.9';
  for (const name of ['progressive-form.js', 'progressive-form.iife.js']) {
    const code = await readFile(at(`../../dist/${name}`), 'utf8');
    expect(code.split(version)).toHaveLength(2);
    await page.route(`**/old/dist/${name}`, (route) =>
      route.fulfill({ body: code.replace(version, old), contentType: 'text/javascript' }),
    );
  }
  await page.route(/\/old\/dist\/.*-[0-9a-f]{8}\.js$/, async (route) =>
    route.fulfill({ response: await route.fetch({ url: route.request().url().replace('/old', '') }) }),
  );
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  const orders: Readonly<Record<string, readonly [string, string, string, string]>> = {
    'the older first, classic and then module': [classicTag('/old'), moduleTag(), old, version],
    'the newer first, classic and then module': [classicTag(), moduleTag('/old'), version, old],
    'both classic': [classicTag('/old'), classicTag(), old, version],
    'both modules': [moduleTag('/old'), moduleTag(), old, version],
  };
  for (const [order, [first, second, stays, yields]] of Object.entries(orders))
    await test.step(order, async () => {
      warnings.length = 0;
      await page.goto(
        host.put('/versions', plainPage({ body: element(form) + ownAdapter + first + second })),
      );
      await fillIn(page);
      await expect(page.getByText(sent)).toBeVisible();
      const there = await page.evaluate(
        () => (customElements.get('progressive-form') as unknown as { version: string }).version,
      );
      expect(there).toBe(stays);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain(stays);
      expect(warnings[0]).toContain(yields);
      await expect(page.locator('progressive-form form, progressive-form [part=success]')).toHaveCount(1);
    });
});

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
