/** What happens to a page while its request is on the way, and what its host does to it. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright';
import { forward, never } from '../answers.js';
import { elsewhere, listErrors, openEmpty, openHooked } from '../hooks.js';
import type { WorkerMode } from '../page/worker.js';
import { Relay } from '../relay.js';
import type { Row } from '../row.js';
import type { Stage } from '../stage.js';

type Patch = 'throws' | 'never settles' | 'gives a used answer';

export const pageRows: readonly Row[] = [
  {
    id: 'FLT6',
    title: 'tab closed with half of the body on the way',
    group: 'tab',
    async trial(stage) {
      const relay = await Relay.start(stage.line.port);
      try {
        stage.endpoint = relay.url;
        const page = await stage.open();
        await stage.submit(page);
        await stage.until('half of the body is there', () => relay.halves > 0);
        await page.close();
        relay.open = true;
        relay.cut();
        assert.equal(stage.line.heard.length, 0, 'nothing came in whole');
        await stage.settle(await stage.open());
        assert.equal((await stage.collector.rows()).length, 1);
      } finally {
        await relay.stop();
      }
    },
  },
  {
    id: 'FLT34',
    title: 'the line goes and comes every 200 ms during 100 submissions',
    group: 'tab',
    async trial(stage) {
      const page = await stage.openLibrary();
      let offline = false;
      const toggle = () => void stage.context.setOffline((offline = !offline)).catch(() => {});
      const timer = setInterval(toggle, 200);
      try {
        const references = Array.from({ length: 100 }, () => stage.newReference());
        for (let i = 0; i < references.length; i += 10)
          await stage.submitMany(page, references.slice(i, i + 10));
      } finally {
        clearInterval(timer);
      }
      await stage.context.setOffline(false);
      await stage.settle(page, { patience: 3 * stage.times.condition });
      assert.equal((await stage.collector.rows()).length, 100);
    },
  },
  {
    id: 'FLT40',
    title: 'back to a page from the back/forward cache that left with a request under way',
    group: 'tab',
    async trial(stage) {
      await stage.launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
      stage.line.answer = never;
      const page = await stage.open();
      await page.evaluate(() =>
        addEventListener('pageshow', ({ persisted }) => (document.title = persisted ? 'restored' : 'new')),
      );
      const reference = await stage.submit(page);
      await stage.untilHeard(reference);
      await stage.untilShown(reference, 'durable');
      await page.goto(elsewhere(stage));
      stage.line.hangUp();
      stage.line.answer = forward;
      await page.evaluate(() => history.back()).catch(() => {}); // the page it was asked of is gone
      await stage.until('the page is back', async () => (await titleOf(page)) === 'restored');
      await stage.untilShown(reference, 'sent');
      await stage.until('nothing waits', async () => (await stage.waiting()).length === 0);
      assert.equal(await page.locator('progressive-form').count(), 1);
      assert.equal(await page.locator('[role=status]').count(), 1, 'one word on it');
    },
  },
  {
    id: 'FLT41',
    title: 'a service worker of the host keeps answers, invents them, or dies over them',
    group: 'tab',
    async trial(stage, random) {
      for (const mode of random.shuffle<WorkerMode>(['cache', 'offline', 'die'])) {
        const host = await openEmpty(stage);
        await host.evaluate(installWorker, mode);
        const page = await stage.open();
        if (mode === 'cache') await stage.untilShown(await stage.submit(page), 'sent');
        const reference = await stage.submit(page);
        await stage.untilShown(reference, 'durable');
        assert.equal(stage.heard(reference).length, 0, 'the worker kept it to itself');
        if (mode === 'die') await stopWorkers(stage, page);
        await host.evaluate(removeWorkers);
        await Promise.all([page.close(), host.close()]);
        await stage.settle(await stage.open());
        assert.equal(stage.heard(reference).length, 1);
      }
    },
  },
  {
    id: 'FLT42',
    title: 'the host puts a fetch of its own in place that throws, never settles, or gives a used answer',
    group: 'tab',
    async trial(stage, random) {
      const patches = random.shuffle<Patch>(['throws', 'never settles', 'gives a used answer']);
      for (const patch of patches) {
        const page = await stage.open();
        await page.evaluate(patchFetch, patch);
        await stage.untilShown(await stage.submit(page), 'sent');
        await page.close();
      }
      for (const patch of patches) {
        const page = await openHooked(stage, patchFetch, patch);
        await stage.untilShown(await stage.submit(page), 'durable');
        await page.close();
        const healthy = await stage.open();
        await stage.settle(healthy);
        await healthy.close(); // it would help the next one out
      }
    },
  },
  {
    id: 'FLT43',
    title: 'another script of the page has used up what may outlive it',
    group: 'tab',
    sends: 1,
    async trial(stage) {
      const other = await stage.openLine();
      other.answer = never;
      const page = await stage.open();
      await page.evaluate((url) => {
        const body = 'x'.repeat(64 * 1024);
        void fetch(url, { method: 'POST', mode: 'no-cors', keepalive: true, body });
      }, other.url);
      await stage.until('the other script’s request is under way', () => other.heard.length > 0);
      assert(await page.evaluate(isBudgetSpent, stage.siteUrl), 'nothing more may outlive the page');
      await stage.untilShown(await stage.submit(page), 'sent');
    },
  },
  {
    id: 'FLT44',
    title: 'the page goes away before its submission got through: one more request, without a preflight',
    group: 'tab',
    async trial(stage, random) {
      const ends = random.shuffle([
        (page: Page) => page.goto(elsewhere(stage)),
        (page: Page) => page.close({ runBeforeUnload: true }),
      ]);
      for (const end of ends) {
        await stage.line.pull();
        const page = await stage.open();
        const reference = await stage.submit(page);
        await stage.untilShown(reference, 'durable');
        await stage.line.plugIn();
        await end(page);
        await stage.untilHeard(reference);
      }
      await stage.settle(await stage.open());
      const methods = stage.server.entries.flatMap((one) => (one.type === 'arrival' ? one.method : []));
      assert.deepEqual([...new Set(methods)], ['POST'], 'no request asks for leave before it is made');
    },
  },
  {
    id: 'FLT62',
    title: 'double click, Enter and click, sent twice by a script',
    group: 'tab',
    sends: 1,
    async trial(stage, random) {
      const button = (page: Page) => page.locator('progressive-form button[type=submit]');
      const twice: readonly ((page: Page) => Promise<void>)[] = [
        (page) => button(page).dblclick(),
        async (page) => {
          await page.keyboard.press('Enter');
          await button(page)
            .click({ timeout: 500 })
            .catch(() => {}); // it may have gone by then
        },
        (page) => page.evaluate(submitTwice),
      ];
      for (const act of random.shuffle(twice)) {
        const page = await stage.open();
        const errors = listErrors(page);
        const reference = stage.newReference();
        stage.client.write({ type: 'intent', reference });
        await page.locator('input[name=reference]').fill(reference);
        await act(page);
        await stage.until('it is recorded', () => stage.heard(reference).length > 0);
        await stage.settle(page);
        assert.equal(stage.heard(reference).length, 1, 'one id, one request');
        assert.deepEqual(errors, []);
        await page.close();
      }
      assert.equal((await stage.collector.rows()).length, twice.length);
    },
  },
];

/** Empty while the page is between two places. */
const titleOf = (page: Page): Promise<string> => page.title().catch(() => '');

async function installWorker(mode: WorkerMode): Promise<void> {
  const taken = new Promise((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
  );
  await navigator.serviceWorker.register(`/worker.js?mode=${mode}`);
  await taken;
}

async function removeWorkers(): Promise<void> {
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
}

async function stopWorkers(stage: Stage, page: Page): Promise<void> {
  const devtools = await stage.context.newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.stopAllWorkers');
}

/** Runs in the page. */
function patchFetch(patch: Patch): void {
  const real = window.fetch;
  const patches: Readonly<Record<Patch, typeof fetch>> = {
    throws: () => {
      throw new TypeError('Not allowed here');
    },
    'never settles': () => new Promise(() => {}),
    async 'gives a used answer'(...args) {
      const answer = await real(...args);
      await answer.text();
      return answer;
    },
  };
  window.fetch = patches[patch];
}

/** Runs in the page. */
async function isBudgetSpent(url: string): Promise<boolean> {
  return fetch(url, { method: 'POST', keepalive: true, body: 'x' }).then(
    () => false,
    () => true,
  );
}

/** Runs in the page: by a script that does not wait. */
function submitTwice(): void {
  const form = document.querySelector('progressive-form')?.shadowRoot?.querySelector('form');
  form?.requestSubmit();
  form?.requestSubmit();
}
