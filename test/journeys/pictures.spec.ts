/** Pictures of every state of the element, for people to look at; a program sees that each shows something, and all of it. */
import type { Page } from 'playwright/test';
import { useHost } from './host.js';
import { expect, test, testWhere } from './journey.js';
import { putPage } from './picture-page.js';
import { states, type StateName } from './picture-states.js';
import { colours, complaints, overhang } from './take-pictures.js';

const host = useHost();
const folder = 'test-results/pictures';
const names = Object.keys(states) as StateName[];
const all = names.flatMap((name) => (['ltr', 'rtl'] as const).map((direction) => [name, direction] as const));

for (const [name, direction] of all)
  testWhere(name === 'errors' && direction === 'rtl')(
    `M17 S86 pictures of the state ${name}, ${direction}`,
    async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(putPage(host, name, direction));
      await states[name].reach(page);
      for (const width of [1280, 360])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 720 });
          await page.emulateMedia({ colorScheme });
          const path = `${folder}/${name}-${colorScheme}-${direction}-${width}.png`;
          const picture = await page.screenshot({ path, fullPage: true, caret: 'initial' });
          const { lightness, ink } = await measure(page, picture);
          expect(lightness > 0.5, path).toBe(colorScheme === 'light');
          expect(ink, path).toBeGreaterThan(0.002);
          expect(await overhang(page), path).toBe(0);
          expect(await cutOff(page), path).toEqual([]);
          // Colours are the same from either side; of Arabic axe says only that it cannot tell.
          if (direction === 'ltr') expect(await complaints(page, colours), path).toEqual([]);
        }
    },
  );

test('M17 a print shows the questions and answers on white, and no buttons', async ({ page }) => {
  await page.goto(putPage(host, 'long', 'ltr'));
  await states.long.reach(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await expect(page.locator('[part=submit-button]')).toBeHidden();
  await expect(page.getByText('Geschäftliche E-Mail-Adresse')).toBeVisible();
  const path = `${folder}/print.png`;
  const { lightness } = await measure(page, await page.screenshot({ path, fullPage: true }));
  expect(lightness).toBeGreaterThan(0.9);
});

/** How light it is on the whole, and the share of it that is not background; 0 to 1. */
function measure(page: Page, picture: Buffer): Promise<{ readonly lightness: number; readonly ink: number }> {
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas?.drawImage(image, 0, 0);
    const pixels = canvas?.getImageData(0, 0, image.width, image.height).data ?? [];
    const [background = 0] = pixels;
    let [sum, ink, count] = [0, 0, 0];
    for (let i = 0; i < pixels.length; i += 4, count++) {
      const value = pixels[i] ?? 0;
      sum += value / 255;
      if (Math.abs(value - background) > 24) ink++;
    }
    return { lightness: sum / count, ink: ink / count };
  }, picture.toString('base64'));
}

/** Parts that stick out of the element at either side. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.locator('progressive-form').evaluate((element) => {
    const { left, right } = element.getBoundingClientRect();
    const parts = [...(element.shadowRoot?.querySelectorAll('[part]') ?? [])];
    return parts
      .filter((one) => {
        const box = one.getBoundingClientRect();
        return box.left < left - 1 || box.right > right + 1;
      })
      .map((one) => one.getAttribute('part') ?? '');
  });
