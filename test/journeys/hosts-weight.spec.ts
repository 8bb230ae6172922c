/** What the form costs the page it stands on: memory, the main thread, the layout, the focus. */
import type { CDPSession, Page } from 'playwright/test';
import { useElsewhere } from './elsewhere.js';
import { arrived, define, element, moduleTag, ownAdapter, text } from './embed.js';
import { plainPage, twoViews, useHost } from './host.js';
import { becomeIdle, expect, full, test, testWhere } from './journey.js';

const host = useHost();
const collector = useElsewhere();

const form = define([text('topic', 'Topic'), { name: 'email', type: 'email', label: 'Email address' }], {
  signals: { 'form.trap': 'reply', 'form.seconds': 'reply' },
});

/** What is left on the page once all that nobody holds is collected. */
async function weigh(devtools: CDPSession): Promise<{ nodes: number; listeners: number; bytes: number }> {
  for (let i = 0; i < 3; i++) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  const { usedSize: bytes } = await devtools.send('Runtime.getHeapUsage');
  return { nodes: read('Nodes'), listeners: read('JSEventListeners'), bytes };
}

/** Once the last of them are let go, which waits for the page to be idle; a hundred forms have ten times as much. */
async function settle(devtools: CDPSession): ReturnType<typeof weigh> {
  await expect.poll(async () => (await weigh(devtools)).nodes, { timeout: 30_000 }).toBeLessThan(400);
  const weight = await weigh(devtools);
  expect(weight.listeners).toBeLessThan(50);
  return weight;
}

/** Forms that are put onto the page, opened, and taken off it, twenty at a time. */
const putAndTake = (page: Page, mode: string, times: number) =>
  page.evaluate(
    async ({ mode, times, form }) => {
      const idle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5_000 }));
      for (let left = times; left > 0; left -= 20) {
        const forms = Array.from({ length: 20 }, () => {
          const one = document.createElement('progressive-form') as HTMLElement & {
            config: unknown;
            adapter: unknown;
          };
          if (mode) one.setAttribute('render', mode);
          one.config = form;
          one.adapter = { name: 'own', send: () => undefined };
          return one;
        });
        const ready = forms.map(
          (one) => new Promise((resolve) => one.addEventListener('pf-ready', resolve, { once: true })),
        );
        document.body.append(...forms);
        await Promise.all(ready);
        await idle();
        for (const one of forms) one.remove();
      }
      await idle();
    },
    { mode, times, form },
  );

const times = full ? 1000 : 300;

/** Both ways in a full run. */
for (const mode of full ? ['', 'light'] : ['light'])
  test(`SEC34 put onto the page and taken off it ${times.toLocaleString('en')} times (${mode || 'shadow'}): nothing is left of it`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await page.goto(host.put('/often', plainPage({ body: moduleTag() })));
    await page.evaluate(() => customElements.whenDefined('progressive-form'));
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    // What is loaded once, and what the engine makes of it, is there from then on.
    await putAndTake(page, mode, 100);
    const before = await settle(devtools);
    await putAndTake(page, mode, times);
    // What a form holds is many times that. What the engine keeps for itself weighs the more, the fewer they are.
    const most = (full ? 1_000 : 10_000) * times;
    const more = async () => (await settle(devtools)).bytes - before.bytes;
    await expect.poll(more, { timeout: 20_000 }).toBeLessThan(most);
  });

test('SEC34 200 fields: no task draws more than 20 of them, none is drawn twice, and they come in ten pieces', async ({
  page,
}, info) => {
  const many = define(Array.from({ length: 200 }, (_, i) => text(`f${i}`, `Question ${i}`)));
  const watch = `<script>
    const tasks = [];
    const long = [];
    let insertions = 0;
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)))
      .observe({ type: 'longtask', buffered: true });
    let open;
    const hasField = (node) => node.matches?.('.field') || node.querySelector?.('.field');
    const count = (records) => {
      insertions += records.filter(({ addedNodes }) => [...addedNodes].some(hasField)).length;
      const added = records.flatMap(({ addedNodes }) => [...addedNodes])
        .flatMap((node) => node.querySelectorAll ? [node, ...node.querySelectorAll('*')] : [])
        .filter((node) => node.matches('.field'));
      if (!added.length) return;
      // Comes before any other task, and so ends this one.
      if (!open) {
        tasks.push(open = new Set());
        scheduler.postTask(() => (open = undefined), { priority: 'user-blocking' });
      }
      for (const field of added) open.add(field);
    };
    customElements.whenDefined('progressive-form').then(() => {
      const { shadowRoot } = document.querySelector('progressive-form');
      new MutationObserver(count).observe(shadowRoot, { childList: true, subtree: true });
    });
  </script>`;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const body = watch + element(many) + ownAdapter + moduleTag();
  await page.goto(host.put('/many', plainPage({ body })));
  await expect(page.getByLabel('Question 199')).toBeVisible();
  const tasks = await page.evaluate<number[]>('tasks.map(({ size }) => size)');
  expect(Math.max(...tasks)).toBeLessThanOrEqual(20);
  expect(tasks.reduce((sum, size) => sum + size, 0)).toBe(200);
  // An engine looks through all controls of a form for each piece that is put into it.
  expect(await page.evaluate<number>('insertions')).toBe(10);
  // For the reader of the report: time says as much of the machine as of the form.
  const long = await page.evaluate<number[]>('long');
  const description = `${Math.round(Math.max(0, ...long))} ms at a quarter of the speed`;
  info.annotations.push({ type: 'longest task of 50 ms or more', description });
});

/** Every shift of the layout, also those that follow a click at once. */
const shifts = `<script>
  const shifts = [];
  const names = ({ node }) => node?.getRootNode() instanceof ShadowRoot ? 'form' : node?.id || node?.nodeName;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      shifts.push({ value, hadRecentInput, sources: sources.map(names) });
  }).observe({ type: 'layout-shift', buffered: true });
</script>`;

interface Shift {
  readonly hadRecentInput: boolean;
  readonly sources: readonly string[];
}

/** Once all that was painted is told. */
async function readShifts(page: Page): Promise<readonly Shift[]> {
  for (let frame = 0; frame < 2; frame++)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  return page.evaluate<Shift[]>('shifts');
}

/** Puts a definition at `slow.json`, which comes only when what this gives is called. */
async function holdBack(page: Page, definition: object): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/slow.json', async (route) => {
    await released;
    await route.continue();
  });
  host.put('/slow.json', JSON.stringify(definition));
  return () => release();
}

for (const mode of ['', 'render="light"'])
  testWhere(mode !== '')(
    `S86 ${mode} where the page keeps a place for the form, nothing of the page moves: not by a slow definition, nor on the way to the thanks`,
    async ({ page }) => {
      const release = await holdBack(page, twoViews);
      const head = '<style>progressive-form { display: block; min-height: 30rem }</style>';
      const tag = `<progressive-form ${mode} config="slow.json" endpoint="${collector.url}"></progressive-form>`;
      const body = `${shifts}<h1 id="above">Offer</h1>${tag}<p id="below">Imprint</p>${moduleTag()}`;
      await page.goto(host.put('/place', plainPage({ head, body })));
      const places = () =>
        page.evaluate(() =>
          ['above', 'below'].map((id) => document.getElementById(id)?.getBoundingClientRect().top),
        );
      const before = await places();
      release();
      await expect(page.getByLabel('Topic')).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect(await readShifts(page)).toEqual([]);
      await page.getByLabel('Topic').fill('Prices');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByLabel('Email address').fill('jo.doe@host.example');
      await page.getByRole('button', { name: 'Send' }).click();
      await expect(page.getByText(arrived)).toBeVisible();
      const all = await readShifts(page);
      expect(all.filter(({ hadRecentInput }) => !hadRecentInput)).toEqual([]);
      expect(await places()).toEqual(before);
    },
  );

for (const mode of ['', 'render="light"'])
  testWhere(mode === '')(
    `S86 ${mode} the focus and the place on the page stay the visitor’s when the form appears`,
    async ({ page }) => {
      const release = await holdBack(page, form);
      const tag = `<progressive-form ${mode} config="slow.json" endpoint="${collector.url}"></progressive-form>`;
      const noted = `<script>
      const focused = [];
      addEventListener('focusin', ({ target }) => focused.push(target.localName), true);
    </script>`;
      const body = `${noted}<input aria-label="Search"><p style="height: 3000px">Long</p>${tag}${moduleTag()}`;
      await page.goto(host.put('/focus', plainPage({ body })));
      for (const search of [true, false]) {
        if (search) await page.getByLabel('Search').focus();
        else await page.reload();
        release();
        await expect(page.getByLabel('Topic')).toBeVisible();
        await page.waitForLoadState('networkidle');
        await becomeIdle(page);
        expect(await page.evaluate('focused')).toEqual(search ? ['input'] : []);
        expect(await page.evaluate('scrollY')).toBe(0);
      }
    },
  );
