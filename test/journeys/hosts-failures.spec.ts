/** Whatever of ours does not come, the page goes on: nothing thrown, nothing printed, nothing of the page changed. */
import { readdirSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { useElsewhere } from './elsewhere.js';
import { arrived, classicTag, define, element, moduleTag, text } from './embed.js';
import { plainPage, useHost } from './host.js';
import { becomeIdle, expect, full, test } from './journey.js';

const host = useHost();
const collector = useElsewhere();

/** With all that loads a part. */
const form = define(
  [
    { ...text('topic', 'Topic'), required: true },
    { name: 'email', type: 'email', label: 'Email address', required: true },
    { name: 'country', type: 'country', label: 'Country' },
    { name: 'phone', type: 'tel', label: 'Phone' },
  ],
  { signals: { 'form.trap': 'reply' }, draft: { keepFor: 'P1D' } },
);

/** Notes what a page would call broken, and works itself. */
const page = `<button id="own">Own</button><script>
  const broken = [];
  let clicks = 0;
  addEventListener('error', ({ message }) => message && broken.push(message));
  addEventListener('unhandledrejection', ({ reason }) => broken.push(String(reason)));
  document.getElementById('own').addEventListener('click', () => clicks++);
</script>`;

/** What the browser itself says of a load that failed, and the one thing that authors are told. */
const expected = /^Failed to load resource|^<progressive-form> config: the address does not answer/;

const parts = readdirSync(new URL('../../dist/', import.meta.url)).flatMap(
  (file) => /^progressive-form\.([\w-]+)-[0-9a-f]{8}\.js$/.exec(file)?.[1] ?? [],
);
const targets: Readonly<Record<string, string | RegExp>> = {
  'the first file': /progressive-form\.js$/,
  'the definition': '**/form.json',
  'the collector': '**/v1/**',
  'all parts': /-[0-9a-f]{8}\.js$/,
  ...Object.fromEntries(
    parts.map((part) => [`the part ${part}`, new RegExp(`\\.${part}-[0-9a-f]{8}\\.js$`)]),
  ),
};

/** Each part by itself in a full run, else all of them at once. */
const isTold = (what: string) => full || !/^the part /.test(what);

for (const [what, address] of Object.entries(targets).filter(([what]) => isTold(what)))
  test(`SEC34 ${what} does not come: the page works on, nothing is thrown or printed`, async ({
    page: tab,
  }) => {
    const printed: string[] = [];
    tab.on('console', (message) => message.type() === 'error' && printed.push(message.text()));
    await tab.route(address, (route) => route.abort());
    await tab.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
    host.put('/form.json', JSON.stringify(form));
    const tag = `<progressive-form config="form.json" endpoint="${collector.url}"></progressive-form>`;
    await tab.goto(host.put('/failing', plainPage({ body: page + tag + moduleTag() })));
    await tab.waitForLoadState('networkidle');
    const isShown = !/first file|definition/.test(what);
    if (isShown) await fillIn(tab);
    if (/definition/.test(what)) await expect(tab.getByRole('alert')).toBeVisible();
    await becomeIdle(tab);
    await tab.getByRole('button', { name: 'Own' }).click();
    expect(await tab.evaluate('clicks')).toBe(1);
    expect(await tab.evaluate('broken')).toEqual([]);
    expect(printed.filter((each) => !expected.test(each))).toEqual([]);
  });

/** Sends, and waits until the visitor is told what became of it. */
async function fillIn(tab: Page): Promise<void> {
  await tab.getByLabel('Topic').fill('Prices');
  await tab.getByLabel('Email address').fill('jo.doe@host.example');
  await tab.getByRole('button', { name: 'Send' }).click();
  await expect(tab.locator('progressive-form [role=status]')).toHaveText(/arrived|saved|not work|not sent/);
}

/** Keeps every own property of every global thing that can be reached by name, and tells later what has changed. */
const inventory = `<script>
  const list = () => {
    const found = new Map();
    const note = (path, thing) => {
      for (const key of Reflect.ownKeys(thing)) {
        const { value, get, set } = Reflect.getOwnPropertyDescriptor(thing, key);
        // What is no function may change by itself, such as the size of the window.
        found.set(path + '.' + String(key), [get, set, typeof value === 'function' ? value : typeof value]);
      }
    };
    note('window', window);
    for (const one of [document, navigator, history, location, customElements, console, performance, indexedDB])
      note(one.constructor?.name, one);
    for (const key of Reflect.ownKeys(window)) {
      const { value } = Reflect.getOwnPropertyDescriptor(window, key);
      if (typeof value === 'object' && value && value !== window && /^[A-Z]/.test(String(key))) note(key, value);
      if (typeof value !== 'function') continue;
      note(String(key), value);
      if (value.prototype) note(String(key) + '.prototype', value.prototype);
    }
    return found;
  };
  const before = list();
  const findChanges = () => {
    const after = list();
    const isSame = (key) => after.get(key)?.every((part, i) => part === before.get(key)?.[i]);
    return [...new Set([...before.keys(), ...after.keys()])].filter((key) => !isSame(key));
  };
</script>`;

for (const [kind, tag] of Object.entries({ module: moduleTag, classic: classicTag }))
  test(`SEC34 the ${kind} file changes nothing that is the page’s, from the first view to the thanks`, async ({
    page: tab,
  }) => {
    const body = inventory + element(form, `debug endpoint="${collector.url}"`) + tag();
    await tab.goto(host.put(`/untouched-${kind}`, plainPage({ body })));
    await tab.waitForLoadState('networkidle');
    await tab.getByRole('button', { name: 'Send' }).click();
    await expect(tab.locator('progressive-form [aria-invalid=true]')).toHaveCount(2);
    await fillIn(tab);
    await expect(tab.getByText(arrived)).toBeVisible();
    expect(await tab.evaluate('before.size')).toBeGreaterThan(5000);
    const changes = await tab.evaluate<string[]>('findChanges()');
    expect(changes.filter((key) => !notes.includes(key))).toEqual([]);
  });

/** What libraries note of themselves under names of their own; the second comes with `debug` alone. */
const notes = ['window.litHtmlVersions', 'window.__zod_globalConfig'];
