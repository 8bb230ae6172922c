/** Many tabs, one outbox. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright';
import { forward, never } from '../answers.js';
import { crash, elsewhere, freeze, listErrors, openHooked } from '../hooks.js';
import { writeRecords } from '../records.js';
import type { Row } from '../row.js';
import type { Stage } from '../stage.js';

const tabs = 20;
/** Milliseconds: nobody has its turn for longer, and some for the machine. */
const longestTurn = 30_000;
const slack = 5_000;

const withoutLocks = () => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });

export const tabRows: readonly Row[] = [
  {
    id: 'FLT37',
    title: `${tabs} tabs submit and send at once`,
    group: 'tab',
    sends: 2,
    async trial(stage) {
      const pages = await Promise.all(Array.from({ length: tabs }, () => stage.openLibrary()));
      await Promise.all(pages.map((page) => stage.submitMany(page, [stage.newReference()])));
      await Promise.all(pages.map((page) => stage.wake(page)));
      await stage.until('nothing waits', async () => (await stage.waiting()).length === 0);
      const sends = stage.line.heard.filter(({ id }) => id).length;
      assert(sends <= 1.05 * tabs, `${sends} requests for ${tabs} submissions`);
      assert.equal((await stage.collector.rows()).length, tabs);
    },
  },
  {
    id: 'FLT38',
    title: 'the tab whose turn it is crashes, lies in the back/forward cache, is frozen: the others go on',
    group: 'tab',
    sends: 3,
    async trial(stage, random) {
      await stage.launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
      for (const end of random.shuffle([crash, leave, freeze])) {
        stage.line.answer = never;
        const holder = await stage.open();
        const first = await stage.submit(holder);
        await stage.untilHeard(first);
        const other = await stage.open(); // later, so that it is not its own turn
        const second = await stage.submit(other);
        await stage.untilShown(second, 'durable');
        assert.equal(stage.heard(second).length, 0, 'it is not the other tab’s turn');
        stage.line.answer = forward;
        const thaw = await end(stage, holder);
        const goesOn = () => stage.heard(second).length > 0;
        await stage.until('the other tab goes on', goesOn, longestTurn + slack);
        await thaw?.();
        await stage.settle(other);
        await Promise.all([holder, other].map((page) => page.close()));
      }
    },
  },
  {
    id: 'FLT39',
    title: 'no Web Locks: tabs take turns by a record; one that is dated far ahead stops nobody',
    group: 'tab',
    sends: 2, // a tab that has found nothing to take turns for may come upon the very first one
    async trial(stage) {
      const open = () => openHooked(stage, withoutLocks, undefined);
      const pages = await Promise.all([open(), open()]);
      const [page] = pages;
      assert.equal(await page.evaluate(() => 'locks' in navigator && navigator.locks), undefined);
      await stage.untilShown(await stage.submit(page), 'sent');
      const references = await Promise.all(pages.map((one) => stage.submit(one)));
      for (const reference of references) await stage.untilShown(reference, 'sent');
      const year = 365 * 24 * 60 * 60_000;
      const lease = { owner: 'somebody', until: Date.now() + year };
      await writeRecords(page, { [`m/lease/http:${stage.endpoint}`]: lease });
      const late = await stage.submit(page);
      await stage.untilShown(late, 'sent', 'durable');
      assert.deepEqual(stage.said(late).slice(-1), ['sent'], 'without waiting');
      for (const reference of [...references, late])
        assert.equal(stage.heard(reference).length, 1, 'one tab at a time');
      await stage.settle(page);
    },
  },
  {
    id: 'FLT54',
    title: 'two copies of the script on one page, and a tab with an old copy beside it',
    group: 'tab',
    async trial(stage) {
      await stage.line.pull();
      const page = await stage.open();
      const errors = listErrors(page);
      await page.addScriptTag({ type: 'module', url: `${stage.siteUrl}/other-copy/form.js` });
      const old = await openOtherCopy(stage);
      const references = [await stage.submit(page), await stage.submit(old)];
      for (const reference of references) await stage.untilShown(reference, 'durable');
      await stage.line.plugIn();
      await Promise.all([stage.wake(page), stage.wake(old)]);
      await stage.settle(page);
      for (const reference of references) await stage.untilShown(reference, 'sent');
      assert.equal(await page.locator('progressive-form').count(), 1);
      assert.deepEqual(errors, []);
    },
  },
];

/** Away to another page, and kept for the back button. */
async function leave(stage: Stage, page: Page): Promise<void> {
  await page.goto(elsewhere(stage));
}

/** The form by scripts from another address, as a tab has them that was opened before a release. */
async function openOtherCopy(stage: Stage): Promise<Page> {
  const page = await stage.context.newPage();
  await page.route(`${stage.siteUrl}/?*`, async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replaceAll('/bundle/', '/other-copy/');
    await route.fulfill({ response, body: html });
  });
  await page.goto(`${stage.siteUrl}/?to=${encodeURIComponent(stage.endpoint)}`);
  return page;
}
