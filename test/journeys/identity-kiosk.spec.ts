/** Who sits at a device that keeps nothing: a kiosk, and a browser that refuses every storage. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { askedNames, askForWhitepaper } from './acts.js';
import { tracesOf } from './canaries.js';
import { plainPage, useHost } from './host.js';
import { expect, test, testInFull, useDemo } from './journey.js';
import { listStorage, readPage } from './look-around.js';
import { company, contact, describeCompany, describeProject, erika, need, traits } from './people.js';
import { expectNoValues, filledIn, notYou, postedBy, useVisits } from './visits.js';
import { watch } from './watch.js';

const demo = useDemo();
const host = useHost();
const { openTab, passTime, visit } = useVisits(demo);

test('M6 in a kiosk a whole submission leaves every storage empty, and the next visitor sees nothing of it', async ({
  page,
  context,
}) => {
  const person = erika('kiosk');
  await page.addInitScript(() =>
    new MutationObserver(() => document.querySelector('progressive-form')?.setAttribute('kiosk', '')).observe(
      document,
      { childList: true, subtree: true },
    ),
  );
  const posted = postedBy(page);
  await page.goto(`${demo.url}/whitepaper/`);
  await askForWhitepaper(page, person);
  expect(posted).toHaveLength(1);
  expect(posted[0]).not.toHaveProperty('anonymousId');
  await page.waitForLoadState('networkidle');
  expect(await listStorage(page)).toEqual([]);

  await passTime('PT1H');
  const steps = { 'gone back to': () => page.goBack(), 'loaded again': () => page.reload() };
  await page.goto('about:blank');
  for (const [name, step] of Object.entries(steps))
    await test.step(name, async () => {
      await step();
      await expect(page.getByLabel('Vorname')).toHaveValue('');
      await page.waitForLoadState('networkidle');
      expect(await askedNames(page)).toEqual(contact);
      expect(await filledIn(page)).toEqual([]);
      await expect(notYou(page)).toHaveCount(0);
      expect(tracesOf(traits(person), { page: await readPage(page) })).toEqual([]);
    });
  // Without the attribute it is no different: there is nothing to know her by.
  const next = await visit(context);
  expect(await askedNames(next)).toEqual(contact);
  await expect(notYou(next)).toHaveCount(0);
  expect(await listStorage(next)).toEqual([]);
});

testInFull(
  'S66 F2 with cookies and storage refused, the id that the page hands in is enough to be recognised, and no value is told',
  async ({ context }) => {
    const person = erika('blocked');
    const definition = await readFile(new URL('../../demo/forms/whitepaper.json', import.meta.url), 'utf8');
    // A page without an origin of its own: the browser itself refuses it every storage.
    const own = (visitorId: string, visits: number) =>
      host.put(
        `/${visitorId}-${visits}`,
        plainPage({
          body: `<progressive-form endpoint="${demo.url}" visitor-id="${visitorId}" visits="${visits}"><script type="application/json">${definition}</script></progressive-form><script type="module" src="/dist/progressive-form.js"></script>`,
        }),
        'sandbox allow-scripts allow-forms',
      );
    const first = await visit(context, own('host-4711', 1));
    const posted = postedBy(first);
    const all = ['indexedDB', 'localStorage', 'sessionStorage', 'cookie', 'caches'];
    expect(await first.evaluate(refusedStorage)).toEqual(all);
    await askForWhitepaper(first, person);
    expect(posted.map(({ anonymousId }) => anonymousId)).toEqual(['host-4711']);
    await first.close();

    const visits = [
      { asked: ['company', 'jobTitle'], answer: (page: Page) => describeCompany(page), said: company },
      { asked: ['timeline', 'budget', 'need'], answer: describeProject, said: { need } },
    ];
    let canaries: Record<string, string> = traits(person);
    for (const [i, { asked, answer, said }] of visits.entries())
      await test.step(`visit ${i + 2}`, async () => {
        await passTime('P2D');
        const page = await openTab(context);
        const looking = await watch(page);
        const reply = page.waitForResponse('**/v1/recognise');
        await page.goto(own('host-4711', i + 2));
        await expect(notYou(page)).toBeVisible();
        expect(await askedNames(page)).toEqual(asked);
        expect(await filledIn(page)).toEqual([]);
        await expectNoValues(reply);
        expect(tracesOf(canaries, await looking.read(false))).toEqual([]);
        await answer(page);
        canaries = { ...canaries, ...said };
        await page.close();
      });

    const stranger = await visit(context, own('host-4712', 1));
    expect(await askedNames(stranger)).toEqual(contact);
  },
);

/** Runs in the page: what the browser does not let it have. */
async function refusedStorage(): Promise<string[]> {
  const attempts = {
    indexedDB: () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('x');
        opening.onsuccess = resolve;
        opening.onerror = reject;
      }),
    localStorage: () => localStorage.length,
    sessionStorage: () => sessionStorage.length,
    cookie: () => document.cookie,
    caches: () => caches.keys(),
  };
  const refused: string[] = [];
  for (const [name, attempt] of Object.entries(attempts))
    try {
      await attempt();
    } catch {
      refused.push(name);
    }
  return refused;
}
