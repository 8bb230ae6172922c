/** The looks that come with the package, and the one that needs no theme: pictures of each, and what can be read in it. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { useHost } from './host.js';
import { expect, testWhere } from './journey.js';
import { putPage } from './picture-page.js';
import { states } from './picture-states.js';
import { overhang } from './take-pictures.js';

const host = useHost();
const readTheme = (name: string) => readFile(new URL(`../../themes/${name}.css`, import.meta.url), 'utf8');

for (const [theme, least] of [
  ['default', 4.5],
  ['example', 4.5],
  ['high-contrast', 7],
] as const)
  testWhere(theme !== 'example')(
    `M17 the ${theme} look has every text at ${least}:1 or better, and every edge of a control at 3:1`,
    async ({ page }) => {
      const style = theme === 'default' ? '' : await readTheme(theme);
      for (const name of ['first', 'errors'] as const) {
        await page.goto(putPage(host, name, 'ltr', style));
        await states[name].reach(page);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const path = `test-results/pictures/theme-${theme}-${name}-${colorScheme}.png`;
          await page.screenshot({ path, fullPage: true });
          const found = await readContrasts(page);
          expect(found.length, path).toBeGreaterThan(8);
          expect(
            found.filter(({ isText, ratio }) => ratio < (isText ? least : 3)),
            path,
          ).toEqual([]);
        }
      }
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await overhang(page)).toBe(0);
    },
  );

interface Contrast {
  readonly what: string;
  readonly isText: boolean;
  readonly ratio: number;
}

/** By the formula of WCAG 2.2, of every text of the form and every edge of its controls with what lies behind it. */
const readContrasts = (page: Page): Promise<readonly Contrast[]> =>
  page.locator('progressive-form').evaluate((host) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const luminance = (...colours: readonly string[]): number => {
      for (const colour of canvas ? colours : []) {
        Object.assign(canvas ?? {}, { fillStyle: colour });
        canvas?.fillRect(0, 0, 1, 1);
      }
      const [red = 0, green = 0, blue = 0] = [...(canvas?.getImageData(0, 0, 1, 1).data ?? [])].map((one) => {
        const part = one / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const around = (one: Element): Element | null =>
      one.parentElement ?? (one.getRootNode() as Partial<ShadowRoot>).host ?? null;
    /** From the page to the element itself. */
    const behind = (one: Element | null): string[] =>
      one ? [...behind(around(one)), getComputedStyle(one).backgroundColor] : [];
    const compare = (colour: string, back: readonly string[]): number => {
      const [low = 0, high = 0] = [luminance(...back), luminance(...back, colour)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    const all = [...(host.shadowRoot?.querySelectorAll('*') ?? [])];
    const texts = all.filter((one) =>
      [...one.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim()),
    );
    const controls = all.filter((one) => one.matches('.control'));
    return [
      ...texts.map((one) => ({
        what: one.textContent.trim(),
        isText: true,
        ratio: compare(getComputedStyle(one).color, behind(one)),
      })),
      ...controls.map((one) => ({
        what: one.id,
        isText: false,
        ratio: compare(getComputedStyle(one).borderTopColor, behind(around(one))),
      })),
    ];
  });
