/** Rules of accessibility that only a whole browser can show: its tree for screen readers, its media, its keyboard. */
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright/test';
import type { FormConfig } from '../../src/model/form-config.js';
import { everyType, typed } from '../fixtures/every-type.js';
import { plainPage, useHost } from './host.js';
import { expect, test, testInFull, testWhere } from './journey.js';
import { readDevice } from './look-around.js';
import { colours, complaints, overhang } from './take-pictures.js';

const host = useHost();

/** The size of targets is looked at only where 2.2 is named. */
const everything: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

const field = (name: string, over: object = {}) => ({ name, type: 'text', label: name, purpose: 'service', ...over }); // prettier-ignore
const firstName = field('firstName', { label: 'First name', required: true, hint: 'As in your passport.' });
const email = field('email', { type: 'email', label: 'Email', required: true });

const form = (fields: readonly { readonly name: string }[], over: object = {}) => ({
  schemaVersion: 1,
  id: 'form',
  version: '1',
  locale: 'en',
  purposes: everyType.purposes,
  fields,
  steps: [{ id: 'a', title: 'About you', reason: 'To greet you.', fields: fields.map(({ name }) => name) }],
  profile: { remember: 'never' },
  ...over,
});

const choice = (name: string, type: string, ...labels: readonly string[]) =>
  field(name, {
    type,
    required: true,
    label: `Your ${name}`,
    options: labels.map((label) => ({ value: label.toLowerCase(), label })),
  });

/** Two views with something of every way to answer. */
const journey = form(
  [
    choice('colour', 'radio', 'Red', 'Green', 'Blue'),
    firstName,
    email,
    choice('likes', 'multiselect', 'Tea', 'Coffee'),
    field('note', { type: 'textarea', label: 'Note' }),
    field('agree', { type: 'consent', label: 'Remember me.', purpose: 'profiling' }),
  ],
  {
    steps: [
      { id: 'a', title: 'About you', reason: 'To greet you.', fields: ['colour', 'firstName', 'email'] },
      { id: 'b', title: 'More', reason: 'To help you.', fields: ['likes', 'note', 'agree'] },
    ],
  },
);

interface Setting {
  /** The back end cannot be reached. */
  readonly offline?: boolean;
  /** The back end refuses what nobody was asked. */
  readonly refuse?: boolean;
  /** The page does not answer to `pf-before-submit` until `release` is called. */
  readonly hold?: boolean;
  readonly profile?: object;
  readonly style?: string;
  /** Before and after the form. */
  readonly bars?: string;
}

declare global {
  var release: () => void;
  var mode: string | undefined;
}

/** Both ways of drawing; the second in full runs, but for what tells most. */
const modes = ['shadow', 'light'] as const;
type Mode = (typeof modes)[number];

/** From now on forms are drawn that way on this page. */
const draw = (page: Page, mode: Mode) => page.addInitScript((chosen) => (globalThis.mode = chosen), mode);

/** A page with one form, whose back end is the page itself. */
async function show(page: Page, config: object | string, setting: Setting = {}): Promise<void> {
  const { style = '', bars = '' } = setting;
  const address = host.put(
    '/a11y',
    plainPage({
      head: `<style>:root { color-scheme: light dark; background: Canvas; color: CanvasText } ${style}</style><script type="module" src="/dist/progressive-form.js"></script>`,
      body: `${bars}<main><h1>A page</h1><p><a href="/">Before</a></p><div id="place"></div><p><a href="/">After</a></p></main>`,
    }),
  );
  await page.goto(address);
  await page.evaluate(
    async ({ config, offline, refuse, hold, profile }) => {
      await customElements.whenDefined('progressive-form');
      const element = Object.assign(document.createElement('progressive-form'), {
        adapter: {
          name: 'page',
          send: async () =>
            refuse
              ? { kind: 'rejected', issues: [{ field: 'other', code: 'refused' }] }
              : { kind: offline ? 'retryable' : 'delivered' },
        },
        config,
        profile,
      });
      element.setAttribute('render', globalThis.mode ?? 'shadow');
      if (hold) {
        // The button is unavailable before the page is asked, so that a test may let go before the page was.
        const held = new Promise<void>((resolve) => (globalThis.release = resolve));
        element.addEventListener('pf-before-submit', (event) =>
          (event as Event & { waitUntil(work: Promise<void>): void }).waitUntil(held),
        );
      }
      document.querySelector('#place')?.append(element);
    },
    { config, ...setting },
  );
  if (typeof config === 'object') await expect(page.locator('progressive-form [part]').nth(2)).toBeAttached();
}

const send = (page: Page) => page.locator('[part=submit-button]');
const status = (page: Page) => page.locator('progressive-form').getByRole('status');
const arrived = 'Your answers have arrived.';
const summary = (page: Page) => page.getByRole('group', { name: 'There is a problem' });

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Email').fill('ada@example.com');
}

// ── every state ─────────────────────────────────────────────────────────────────────────────────────────────────────

const pair = form([firstName, email]);
const lone = form([email], { steps: [{ id: 'a', reason: 'To write to you.', fields: ['email'] }] });

const states: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async waiting(page) {
    await page.route('**/never.json', () => undefined);
    await show(page, '/never.json');
    await expect(status(page)).toBeAttached();
  },
  async 'first view, of every type of question'(page) {
    await show(page, everyType);
    await expect(page.getByLabel('Question 15').locator('option')).toHaveCount(250);
  },
  async 'a lone question as heading'(page) {
    await show(page, lone);
    await expect(page.getByRole('heading', { name: 'Email' })).toBeVisible();
  },
  async 'errors with a summary'(page) {
    await show(page, everyType);
    await send(page).click();
    await expect(summary(page)).toBeFocused();
  },
  async 'one error'(page) {
    await show(page, pair);
    await page.getByLabel('First name').fill('Ada');
    await send(page).click();
    await expect(page.getByLabel('Email')).toBeFocused();
  },
  async advice(page) {
    await show(page, pair);
    await page.getByLabel('Email').fill('ada@gmial.com');
    await page.getByLabel('First name').focus();
    await expect(page.getByRole('button', { name: 'Did you mean ada@gmail.com?' })).toBeVisible();
  },
  async 'a draft that was begun before'(page) {
    const config = { ...pair, draft: { keepFor: 'P7D' } };
    await show(page, config);
    await page.getByLabel(/^Keep what I type/).check();
    await page.getByLabel('First name').fill('Ada');
    await expect.poll(async () => (await readDevice(page)).keys.join()).toContain('draft/');
    await show(page, config);
    await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Start again' })).toBeVisible();
  },
  async submitting(page) {
    await show(page, pair, { hold: true });
    await fillIn(page);
    await send(page).click();
    await expect(status(page)).toHaveText('Sending…');
  },
  async 'queued while offline'(page) {
    await show(page, pair, { offline: true });
    await fillIn(page);
    await send(page).click();
    await expect(status(page)).toContainText('saved on this device');
  },
  async done(page) {
    await show(page, pair);
    await fillIn(page);
    await send(page).click();
    await expect(status(page)).toHaveText(arrived);
  },
  async 'nothing to ask'(page) {
    await show(page, pair, { profile: { firstName: 'Ada', email: 'ada@example.com' } });
    await expect(page.locator('[part=success]')).toBeAttached();
  },
  async 'a view that may be put off'(page) {
    await show(page, { ...pair, steps: pair.steps.map((step) => ({ ...step, skippable: true })) });
    await expect(page.getByRole('button', { name: 'Not now' })).toBeVisible();
  },
  async 'one tap to confirm'(page) {
    await show(page, form([field('firstName', { prefill: true, confirm: true })]), {
      profile: { firstName: 'Ada' },
    });
    await expect(page.getByRole('button', { name: 'Yes, that is right' })).toBeVisible();
  },
  async 'what did not work'(page) {
    await show(page, pair, { refuse: true });
    await fillIn(page);
    await send(page).click();
    await expect(status(page)).toContainText('That did not work.');
  },
  async broken(page) {
    await show(page, { schemaVersion: 2 });
    await expect(page.getByRole('alert')).toContainText('This form cannot be shown.');
  },
};

const telling = /^(first view|errors|advice|a draft|done)/;

for (const [state, reach, mode] of modes.flatMap((each) =>
  Object.entries(states).map((entry) => [...entry, each] as const),
))
  testWhere(mode === 'shadow' ? telling.test(state) : /^errors/.test(state))(
    `A11Y 8 M17 S86 nothing to complain of, in light and dark, from the left and from the right: ${state} (${mode})`,
    async ({ page }) => {
      await draw(page, mode);
      await reach(page);
      expect(await complaints(page, everything), state).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await complaints(page, colours), `${state}, dark`).toEqual([]);
      await page.evaluate(() => (document.documentElement.dir = 'rtl'));
      expect(await complaints(page, everything), `${state}, from the right`).toEqual([]);
      expect(await overhang(page), `${state}, from the right`).toBe(0);
    },
  );

test('A11Y 8 a target that is too small would be complained of', async ({ page }) => {
  await show(page, pair);
  await page.evaluate(() => {
    const small = document.createElement('div');
    small.innerHTML = '<button style="all: unset; width: 9px; height: 9px">.</button>'.repeat(3);
    document.querySelector('main')?.append(small);
  });
  expect((await complaints(page, everything)).join()).toContain('target-size');
});

// ── structure ───────────────────────────────────────────────────────────────────────────────────────────────────────

test('A11Y 2 a screen reader hears groups with their question, and a lone question as the heading', async ({
  page,
}) => {
  await show(page, journey);
  await expect(page.getByRole('radiogroup', { name: 'Your colour' })).toMatchAriaSnapshot(`
    - radiogroup "Your colour":
      - radio "Red"
      - radio "Green"
      - radio "Blue"
  `);
  await show(page, lone);
  await expect(page.locator('progressive-form form')).toMatchAriaSnapshot(`
    - heading "Email" [level=2]
    - paragraph: To write to you.
    - textbox "Email"
    - button "Send"
  `);
});

test('A11Y 3 every token is one that autofill knows', async ({ page }) => {
  const tokens = 'name given-name family-name email tel url organization organization-title country postal-code street-address one-time-code new-password'; // prettier-ignore
  await show(page, form(tokens.split(' ').map((token, i) => field(`f${i}`, { autocomplete: token }))));
  const only: RunOptions = { runOnly: { type: 'rule', values: ['autocomplete-valid'] } };
  expect(await complaints(page, only)).toEqual([]);
  await page.locator('[name=f0]').evaluate((one) => one.setAttribute('autocomplete', 'firstname'));
  expect(await complaints(page, { ...only, runOnly: ['wcag21aa'] })).toHaveLength(1);
});

// ── colours ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Of each control: how much its border stands out from what is within and without, and how thick it is. */
const borders = (page: Page) =>
  page.locator('progressive-form .control').evaluateAll((all) => {
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const light = (colour: string) => {
      if (!context) return 0;
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratio = (one: number, other: number) =>
      (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'Canvas';
    const canvas = light(getComputedStyle(probe).color);
    probe.remove();
    return all.map((control) => {
      const { borderTopColor, backgroundColor, borderTopWidth } = getComputedStyle(control);
      const line = light(borderTopColor);
      return {
        contrast: Math.min(ratio(line, light(backgroundColor)), ratio(line, canvas)),
        width: parseFloat(borderTopWidth),
      };
    });
  });

for (const colorScheme of ['light', 'dark'] as const)
  test(`A11Y 4 borders stand out at 3 to 1, also of what is wrong, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await show(page, everyType);
    for (const { contrast } of await borders(page)) expect(contrast).toBeGreaterThanOrEqual(3);
    await send(page).click();
    await expect(summary(page)).toBeFocused();
    for (const { contrast } of await borders(page)) expect(contrast).toBeGreaterThanOrEqual(3);
  });

for (const mode of modes)
  (mode === 'shadow' ? test : testInFull)(
    `A11Y 4 A11Y 22 in forced colours borders, focus and errors are there without our colours (${mode})`,
    async ({ page }, info) => {
      await draw(page, mode);
      await page.emulateMedia({ forcedColors: 'active' });
      await show(page, everyType);
      const before = await borders(page);
      for (const { contrast, width } of before) {
        expect(contrast).toBeGreaterThanOrEqual(3);
        expect(width).toBeGreaterThanOrEqual(1);
      }
      await send(page).click();
      await expect(summary(page)).toBeFocused();
      for (const { width } of await borders(page)) expect(width).toBeGreaterThanOrEqual(2);
      const marks = await page
        .locator('.error')
        .evaluateAll((all) =>
          all.map((one) => `${getComputedStyle(one, '::before').content} ${one.textContent?.trim()}`),
        );
      for (const [i, mark] of marks.entries())
        expect(mark).toMatch(new RegExp(`⚠.*Please answer: Question ${i}$`));
      for (const focused of [page.getByLabel('Question 0'), page.getByLabel('Question 7'), send(page)]) {
        await focused.focus();
        await page.keyboard.press('Shift+Tab');
        await page.keyboard.press('Tab');
        const outline = await focused.evaluate((one) => {
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
          return { outlineStyle, width: parseFloat(outlineWidth), outlineColor };
        });
        expect(outline).toMatchObject({ outlineStyle: 'solid' });
        expect(outline.width).toBeGreaterThanOrEqual(2);
        expect(outline.outlineColor).not.toBe(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)); // prettier-ignore
      }
      const shapes = await page.locator('progressive-form *').evaluateAll((all) =>
    all.filter((one) => one.matches('svg, svg *') || getComputedStyle(one).forcedColorAdjust === 'none').length,
  ); // prettier-ignore
      expect(shapes).toBe(0);
      await page.screenshot({ path: info.outputPath('forced-colours.png'), fullPage: true });
    },
  );

// ── sizes ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Texts that are cut off or stick out of the window, without those meant for ears only. */
const lost = (page: Page) =>
  page.locator('progressive-form [part=base] *').evaluateAll((all) =>
    all.flatMap((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      if (one.closest('.unseen, option, [hidden]') || !width) return [];
      const clips = getComputedStyle(one).overflow !== 'visible' && !one.matches('input, textarea, select, ol, li');
      const isCut = clips && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
      const isTooTall = one.matches('button') && one.scrollHeight > one.clientHeight + 1;
      const sticksOut = left < -0.5 || right > document.documentElement.clientWidth + 0.5;
      return isCut || isTooTall || sticksOut ? [`${one.localName} ${one.id} ${one.textContent?.trim()}`] : [];
    }),
  ); // prettier-ignore

const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

for (const mode of modes)
  (mode === 'shadow' ? test : testInFull)(
    `A11Y 5 S86 fits 320 pixels, which is 1,280 at 400 %, with errors too, and with texts set wide (${mode})`,
    async ({ browser }) => {
      const context = await browser.newContext({
        viewport: { width: 320, height: 256 },
        deviceScaleFactor: 4,
        baseURL: host.url,
      });
      const page = await context.newPage();
      await draw(page, mode);
      const long =
        'What would you say is the Donaudampfschiffahrtselektrizitätenhauptbetriebswerk of your company?';
      const [first, ...others] = everyType.fields;
      await show(page, { ...everyType, fields: [{ ...first, label: long }, ...others] } as FormConfig);
      const wide = async () => {
        expect(await overhang(page)).toBe(0);
        expect(await lost(page)).toEqual([]);
      };
      await wide();
      await send(page).click();
      await expect(summary(page)).toBeFocused();
      await wide();
      const before = await page.locator('progressive-form').evaluate((element) => element.clientHeight);
      await page.locator('progressive-form').evaluate((element, text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        (element.shadowRoot ?? document).adoptedStyleSheets.push(sheet);
      }, spacing);
      expect(await page.locator('progressive-form').evaluate((element) => element.clientHeight)).toBeGreaterThan(before); // prettier-ignore
      await wide();
      await context.close();
    },
  );

// ── keyboard ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What has the focus, in the words it is called by, and where it stands. */
const focus = (page: Page) =>
  page.evaluate(() => {
    let one: Element | null = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    const { x = 0, y = 0, bottom = 0 } = one?.getBoundingClientRect() ?? {};
    const labels = [...((one as HTMLInputElement | null)?.labels ?? [])];
    const named = one?.id.endsWith('summary') ? one.querySelector('strong') : one;
    const text = (labels[0] ?? named)?.textContent ?? '';
    return { name: text.replace(/\s+/g, ' ').trim(), x, y, bottom, height: innerHeight };
  });

async function walk(page: Page, keys: readonly string[]): Promise<readonly string[]> {
  const names: string[] = [];
  for (const key of keys) {
    await page.keyboard.press(key);
    names.push((await focus(page)).name);
  }
  return names;
}

const repeat = (key: string, times: number) => Array.from({ length: times }, () => key);

for (const mode of modes)
  (mode === 'shadow' ? test : testInFull)(
    `A11Y 6 A11Y 17 A11Y 18 a whole journey by keyboard, recorded as text (${mode})`,
    async ({ page }) => {
      await draw(page, mode);
      await show(page, journey);
      const names = () => focus(page).then(({ name }) => name);
      const type = (text: string) => page.keyboard.type(text);

      const there = ['Before', 'Red', 'First name', 'Email', 'Continue', 'After'];
      expect(await walk(page, repeat('Tab', 6))).toEqual(there);
      expect(await walk(page, repeat('Shift+Tab', 5))).toEqual([
        'Continue',
        'Email',
        'First name',
        'Red',
        'Before',
      ]);

      expect(await walk(page, repeat('Tab', 4))).toEqual(['Red', 'First name', 'Email', 'Continue']);
      await page.keyboard.press('Enter');
      await expect.poll(names).toBe('There is a problem');
      const errors = ['Please answer: Your colour', 'Please answer: First name', 'Please answer: Email'];
      expect(await walk(page, repeat('Tab', 3))).toEqual(errors);
      expect(await walk(page, ['Shift+Tab', 'Enter'])).toEqual(['Please answer: First name', 'First name']);

      await type('Ada');
      expect(await walk(page, ['Shift+Tab', 'ArrowDown', 'ArrowUp', 'Tab', 'Tab'])).toEqual([
        ...['Red', 'Green', 'Red', 'First name', 'Email'],
      ]);
      await page.keyboard.press('Enter');
      await expect.poll(names).toBe('Email');
      // One error is left, which needs no list of errors.
      await expect(page.getByRole('link', { name: 'Please answer: Email' })).toHaveCount(0);
      await expect(page.getByText('Please answer: Email')).toBeVisible();
      await type('ada@example.com');
      await page.keyboard.press('Enter');
      await expect.poll(names).toBe('Step 2 of 2: More');

      expect(await walk(page, repeat('Tab', 7))).toEqual([
        ...['Tea', 'Coffee', 'Note (optional)', 'Remember me. (optional)', 'Send', 'Back', 'After'],
      ]);
      expect(await walk(page, ['Shift+Tab'])).toEqual(['Back']);
      await page.keyboard.press('Enter');
      await expect.poll(names).toBe('Email');
      await page.keyboard.press('Enter');
      await expect.poll(names).toBe('Step 2 of 2: More');
      expect(await walk(page, ['Tab', 'Space', 'Tab', 'Tab', 'Tab', 'Space', 'Tab'])).toEqual([
        ...[
          'Tea',
          'Tea',
          'Coffee',
          'Note (optional)',
          'Remember me. (optional)',
          'Remember me. (optional)',
          'Send',
        ],
      ]);
      await page.keyboard.press('Space');
      await expect.poll(names).toBe('Thank you.');
      await expect(status(page)).toHaveText(arrived);
    },
  );

test('A11Y 6 the focus goes through every type of question in the order the eye does', async ({ page }) => {
  await show(page, everyType);
  let before = -1;
  for (const step of Array(60).keys()) {
    await page.keyboard.press('Tab');
    const { name, y } = await focus(page);
    const top = y + (await page.evaluate(() => scrollY));
    expect(top, `${step} ${name}`).toBeGreaterThanOrEqual(before);
    before = top;
    if (name === 'After') return;
  }
  throw new Error('The focus never left the form');
});

const bar = 'position: fixed; inset-inline: 0; height: 80px; background: silver; z-index: 9;';
const bars = `<div style="${bar} top: 0">Top</div><div style="${bar} bottom: 0">Bottom</div>`;
const many = form(
  Array.from({ length: 8 }, (_, i) => field(`q${i}`, { label: `Question ${i}`, required: true })),
  {
    steps: [
      { id: 'a', title: 'Much', reason: 'r', fields: ['q0', 'q1', 'q2', 'q3', 'q4', 'q5', 'q6'] },
      { id: 'b', title: 'Little', reason: 'r', fields: ['q7'] },
    ],
  },
);

async function expectUncovered(page: Page, what: string): Promise<void> {
  await expect
    .poll(async () => {
      const { name, y, bottom, height } = await focus(page);
      return y >= 80 && bottom <= height - 80 ? 'free' : `${name}: ${y} to ${bottom} of ${height}`;
    }, what)
    .toBe('free');
}

test('A11Y 7 whatever the Tab key comes to is seen, marked, and never behind the bars of a page', async ({
  page,
}) => {
  await page.setViewportSize({ width: 700, height: 600 });
  await show(page, many, { bars, style: 'body { padding: 90px 0 }' });
  for (const key of [...repeat('Tab', 9), ...repeat('Shift+Tab', 8)]) {
    await page.keyboard.press(key);
    const { name } = await focus(page);
    await expectUncovered(page, `${key} ${name}`);
    const width = await page.evaluate(() => {
      const inside = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      return inside ? getComputedStyle(inside).outlineStyle : '';
    });
    expect(width, name).not.toBe('none');
  }
});

test('A11Y 7 M17 the mark of the focus is as wide, as coloured and as far from the edge as the page says', async ({
  page,
}) => {
  const mark = '--pf-focus-width: 7px; --pf-focus-color: rgb(1, 2, 3); --pf-scroll-margin: 11px';
  await show(page, many, { style: `progressive-form { ${mark} }` });
  const look = (question: string) =>
    page.getByLabel(question).evaluate((control) => {
      control.focus();
      const { outlineWidth, outlineColor, scrollMarginTop } = getComputedStyle(control);
      return [outlineWidth, outlineColor, scrollMarginTop];
    });
  expect(await look('Question 0')).toEqual(['7px', 'rgb(1, 2, 3)', '11px']);
  await send(page).click();
  await expect(summary(page)).toBeFocused();
  expect(await look('Question 1')).toEqual(['7px', 'rgb(1, 2, 3)', '11px']);
});

for (const [by, mode] of [
  ['keyboard', 'shadow'],
  ['mouse', 'shadow'],
  ['mouse', 'light'],
] as const)
  (mode === 'shadow' ? test : testInFull)(
    `A11Y 7 what the focus is moved to is never behind the bars of a page, by ${by} (${mode})`,
    async ({ page }) => {
      await draw(page, mode);
      await page.setViewportSize({ width: 700, height: 600 });
      await show(page, many, { bars, style: 'body { padding: 90px 0 }' });
      const go = async () => {
        if (by === 'mouse') return send(page).click();
        await send(page).focus();
        await page.keyboard.press('Enter');
      };
      await go();
      await expect(summary(page)).toBeFocused();
      const top = await focus(page);
      expect(top.y, 'summary').toBeGreaterThanOrEqual(80);
      for (const i of [6, 0, 3]) {
        const link = page.getByRole('link', { name: `Please answer: Question ${i}` });
        if (by === 'mouse') await link.click();
        else {
          await link.focus();
          await page.keyboard.press('Enter');
        }
        await expectUncovered(page, `to ${i}`);
      }
      for (const i of [0, 1, 2, 3, 4, 5, 6]) await page.getByLabel(`Question ${i}`).fill('Text');
      await go();
      await expect(page.getByRole('heading', { name: 'Little' })).toBeFocused();
      await expectUncovered(page, 'heading');
    },
  );

// ── what a screen reader is told ────────────────────────────────────────────────────────────────────────────────────

interface Told {
  readonly name: string;
  readonly role: string;
  readonly description: string;
  readonly [property: string]: unknown;
}

/** The tree of the browser for screen readers; Playwright's own leaves out descriptions. */
async function readTree(page: Page): Promise<readonly Told[]> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  await devtools.detach();
  return nodes.map(({ role, name, description, properties = [] }) => ({
    role: String(role?.value),
    name: String(name?.value ?? ''),
    description: String(description?.value ?? ''),
    ...Object.fromEntries(properties.map((one) => [one.name, one.value.value as unknown])),
  }));
}

const told = async (page: Page, name: string) =>
  (await readTree(page)).find((one) => one.name === name && one.role !== 'LabelText');

for (const mode of modes)
  (mode === 'shadow' ? test : testInFull)(
    `A11Y 10 A11Y 11 a screen reader hears of an error with hint and message, and of none before (${mode})`,
    async ({ page }) => {
      await draw(page, mode);
      await show(page, everyType);
      const invalid = async () => (await readTree(page)).filter((one) => ![undefined, 'false'].includes(one['invalid'] as string)); // prettier-ignore
      expect(await invalid()).toEqual([]);
      expect(await told(page, 'Question 0')).toMatchObject({
        ...{ role: 'textbox', description: 'As in your passport.', invalid: 'false', required: true },
      });
      await send(page).click();
      await expect(summary(page)).toBeFocused();
      const names = (await invalid()).map(({ name }) => name);
      for (const { label, type } of everyType.fields.slice(0, -1))
        if (!/^(multiselect|checkbox)$/.test(type)) expect(names).toContain(label);
      expect(await told(page, 'Question 0')).toMatchObject({
        description: 'As in your passport. Please answer: Question 0',
        invalid: 'true',
      });
      expect(await told(page, 'Question 5')).toMatchObject({
        role: 'radiogroup',
        description: 'One of them. Please answer: Question 5',
        invalid: 'true',
      });
      await page.getByLabel('Question 0').fill('Ada');
      await expect.poll(() => told(page, 'Question 0')).toMatchObject({ description: 'As in your passport.', invalid: 'false' }); // prettier-ignore
    },
  );

test('A11Y 24 while it is sent a screen reader hears the same button, unavailable, and then how it ended', async ({
  page,
}) => {
  await show(page, pair, { hold: true });
  await fillIn(page);
  await send(page).focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => told(page, 'Send'))
    .toMatchObject({ role: 'button', disabled: true, focused: true });
  await page.keyboard.press('Enter');
  await page.evaluate(() => globalThis.release());
  await expect(status(page)).toHaveText(arrived);
  const region = (await readTree(page)).find(({ role }) => role === 'status');
  expect(region).toMatchObject({ live: 'polite' });
});

// ── what is easy ────────────────────────────────────────────────────────────────────────────────────────────────────

test('A11Y 15 whatever is typed can be pasted, and password managers know the fields', async ({
  context,
  page,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: host.url });
  await show(page, everyType);
  for (const name of ['f0', 'f1', 'f2', 'f3', 'f8', 'f9', 'f13']) {
    await page.evaluate((text) => navigator.clipboard.writeText(text), typed[name] ?? '');
    const control = page.getByLabel(`Question ${name.slice(1)}`, { exact: true });
    await control.focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(control, name).toHaveValue(typed[name] ?? '');
  }
  const tokens = ['f1', 'f9'].map((name) =>
    page.locator(`[name=${name}]`).evaluate((one) => (one as HTMLInputElement).autocomplete),
  );
  expect(await Promise.all(tokens)).toEqual(['email', 'new-password']);
});

const day = 86_400_000;

test('A11Y 20 nothing expires while somebody types, however long it takes', async ({ page }) => {
  await page.clock.install();
  await show(page, journey);
  await page.getByLabel('Green').check();
  await page.getByLabel('First name').fill('Ada');
  await page.clock.fastForward(1.5 * day);
  await expect(page.getByLabel('First name')).toHaveValue('Ada');
  await page.getByLabel('Email').fill('ada@example.com');
  await send(page).click();
  await expect(page.getByRole('heading', { name: 'More' })).toBeFocused();
  await page.getByLabel('Tea').check();
  await page.clock.fastForward(4 * day);
  await expect(page.getByLabel('Tea')).toBeChecked();
  await send(page).click();
  await page.clock.fastForward(1000);
  await expect(status(page)).toHaveText(arrived);
});

test('A11Y 21 with reduced motion nothing slides, fades or scrolls smoothly', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    const smooth = (options: unknown) => {
      if ((options as ScrollOptions | undefined)?.behavior === 'smooth') throw new Error('Smooth scroll');
    };
    for (const name of ['scrollIntoView', 'scrollTo', 'scrollBy', 'scroll'] as const) {
      const own = Element.prototype[name] as (...args: unknown[]) => void;
      Element.prototype[name] = function (this: Element, ...args: unknown[]) {
        smooth(args[0]);
        own.apply(this, args);
      };
    }
  });
  await show(page, journey);
  const still = async () => {
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    const moving = await page.locator('progressive-form, progressive-form *').evaluateAll((all) =>
      all.flatMap((one) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
        const rests = /^0s(, 0s)*$/.test(transitionDuration) && animationName === 'none' && scrollBehavior === 'auto';
        return rests ? [] : [one.localName];
      }),
    ); // prettier-ignore
    expect(moving).toEqual([]);
  };
  await still();
  await send(page).click();
  await expect(summary(page)).toBeFocused();
  await still();
  await page.getByLabel('Red').check();
  await fillIn(page);
  await send(page).click();
  await expect(page.getByRole('heading', { name: 'More' })).toBeFocused();
  await still();
});
