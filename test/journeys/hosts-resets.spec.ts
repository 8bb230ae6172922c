/** The resets that pages come with: they change nothing of a form in its own tree, and leave one in theirs usable. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright/test';
import { define, element, moduleTag, ownAdapter, text } from './embed.js';
import { plainPage, useHost } from './host.js';
import { expect, testWhere } from './journey.js';

const host = useHost();

const sheet = (file: string): Promise<string> =>
  readFile(fileURLToPath(new URL(`../../node_modules/${file}`, import.meta.url)), 'utf8');
const resets: Readonly<Record<string, () => Promise<string>>> = {
  Bootstrap: () => sheet('bootstrap/dist/css/bootstrap.css'),
  'Tailwind, in its layer': async () => `@layer base { ${await sheet('tailwindcss/preflight.css')} }`,
  'Tailwind, in no layer': () => sheet('tailwindcss/preflight.css'),
};

const options = [
  { value: 'a', label: 'One' },
  { value: 'b', label: 'Two' },
];
const fields = [
  { ...text('topic', 'Topic'), hint: 'In a word.', required: true },
  { name: 'message', type: 'textarea', label: 'Message' },
  { name: 'country', type: 'country', label: 'Country' },
  { name: 'size', type: 'radio', label: 'Size', options },
  { name: 'parts', type: 'multiselect', label: 'Parts', options },
  { name: 'again', type: 'checkbox', label: 'Again' },
];
const form = define(fields);

async function open(page: Page, css: string, mode: string): Promise<void> {
  // The type and the colours of a form are those of the page around it, and so not its own look.
  const around = 'body { font: 16px/1.5 monospace; color: #222 }';
  const head = `<style>${css}</style><style>${around}</style>`;
  const body = element(form, mode) + ownAdapter + moduleTag();
  await page.goto(host.put('/reset', plainPage({ head, body })));
  await expect(page.getByLabel('Topic')).toBeVisible();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('progressive-form .error')).toBeVisible();
  await expect(page.locator('progressive-form option')).not.toHaveCount(1);
  await page.getByLabel('Topic').blur();
}

/** Every computed style of everything in the form. */
const readLook = (page: Page) =>
  page.locator('progressive-form').evaluate((form) =>
    [...(form.shadowRoot?.querySelectorAll('*') ?? [])].map((one) => {
      const style = getComputedStyle(one);
      // Inherited from the page like its type, and seen nowhere in a form by itself.
      const unseen = /^--|^tab-size|text-size-adjust|tap-highlight/;
      const names = [...style].filter((name) => !unseen.test(name));
      const name = `${one.localName}.${one.className}`;
      return `${name} ${names.map((each) => `${each}:${style.getPropertyValue(each)}`).join(';')}`;
    }),
  );

for (const [name, read] of Object.entries(resets)) {
  const testIt = testWhere(name === 'Tailwind, in no layer');
  testIt(`S86 ${name}: nothing of a form in its own tree looks another way`, async ({ page }) => {
    await open(page, '', '');
    const before = await readLook(page);
    expect(before.length).toBeGreaterThan(40);
    await open(page, await read(), '');
    const after = await readLook(page);
    const changed = after.flatMap((look, i) => difference(before[i] ?? '', look));
    expect(changed).toEqual([]);
    expect(after).toHaveLength(before.length);
  });

  testIt(`S86 ${name}: in the tree of the page all can still be seen, hit and focused`, async ({ page }) => {
    await open(page, await read(), 'render="light"');
    const controls = page.locator('progressive-form :is(input, select, textarea, button):visible');
    await expect(controls).toHaveCount(10);
    for (const control of await controls.all()) {
      const { kind, width, height, border } = await control.evaluate((one: HTMLElement) => {
        // A box or dot is hit by its label too.
        const target = one.closest('label') ?? one;
        const box = target.getBoundingClientRect();
        const { borderTopWidth, borderTopStyle } = getComputedStyle(one);
        const kind = /radio|checkbox/.test((one as HTMLInputElement).type) ? 'box' : one.localName;
        return {
          ...{ kind, width: box.width, height: box.height },
          border: borderTopStyle === 'none' ? 0 : parseFloat(borderTopWidth),
        };
      });
      expect.soft(width, kind).toBeGreaterThanOrEqual(24);
      expect.soft(height, kind).toBeGreaterThanOrEqual(24);
      // Boxes and dots are drawn by the browser, with borders that style sheets do not see.
      if (kind !== 'box') expect.soft(border, kind).toBeGreaterThanOrEqual(1);
      await control.focus();
      await page.keyboard.press('Shift');
      const outline = await control.evaluate((one) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return one.matches(':focus-visible') && outlineStyle !== 'none' ? parseFloat(outlineWidth) : 0;
      });
      expect.soft(outline, kind).toBeGreaterThanOrEqual(2);
    }
    // Boxes and dots are there to be seen.
    for (const box of await page.locator('progressive-form input:is([type=radio], [type=checkbox])').all()) {
      expect.soft(await box.evaluate((one) => getComputedStyle(one).appearance)).not.toBe('none');
      expect.soft((await box.boundingBox())?.width).toBeGreaterThanOrEqual(16);
    }
  });
}

function difference(before: string, after: string): readonly string[] {
  if (before === after) return [];
  const [old, now] = [before.split(';'), after.split(';')];
  return now.flatMap((each, i) => (each === old[i] ? [] : `${after.split(' ')[0]} ${old[i]} → ${each}`));
}
