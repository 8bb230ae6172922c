/** The browser, a tab or the collector ends without a word. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright';
import { commitThenCut, forward, never, reset, sometimes } from '../answers.js';
import { crash, watchWrites } from '../hooks.js';
import type { Row } from '../row.js';
import type { Stage } from '../stage.js';

/** Kills a trial. */
const kills = 3;

export const killRows: readonly Row[] = [
  {
    id: 'FLT1',
    title: `browser killed at random points of its work, ${kills} times a trial`,
    group: 'kill',
    async trial(stage, random) {
      let page = await stage.openLibrary();
      for (let kill = 0; kill < kills; kill++) {
        stage.line.answer = random.pick([
          forward,
          never,
          commitThenCut,
          sometimes(random, 0.5, random.pick([reset, commitThenCut])),
        ]);
        void keepSubmitting(stage, page);
        await untilBusy(stage, random.between(1, 24));
        await stage.kill();
        await stage.launch();
        page = await stage.openLibrary();
      }
      await stage.settle(page);
    },
  },
  {
    id: 'FLT2',
    title: 'browser killed between writing a submission and the end of the transaction',
    group: 'kill',
    async trial(stage, random) {
      const hold = random.chance(0.5);
      const isWriting = await watchWrites(stage, 'put', { hold });
      const page = await stage.open();
      const reference = await stage.submit(page);
      await stage.until('the submission is being written', isWriting);
      await stage.kill();
      await stage.launch();
      const after = await stage.waiting();
      if (hold) assert.deepEqual(after, [], 'what was not completed is not there');
      if (hold) assert(!stage.said(reference).includes('durable'), 'nothing was promised');
      await stage.settle(await stage.open());
    },
  },
  {
    id: 'FLT3',
    title: 'browser killed between the commit and the acknowledgement',
    group: 'kill',
    telling: true,
    sends: 2,
    async trial(stage) {
      let committed = false;
      stage.line.answer = async (arrival) => {
        await arrival.forward();
        committed = true;
      };
      const reference = await stage.submit(await stage.open());
      await stage.until('the collector has it', () => committed);
      await stage.kill();
      await stage.launch();
      await stage.settle(await stage.open());
      assert.equal(stage.heard(reference).length, 2, 'it was sent again');
    },
  },
  {
    id: 'FLT4',
    title: 'browser killed between the acknowledgement and the end of the local copy',
    group: 'kill',
    sends: 2,
    async trial(stage) {
      const isForgetting = await watchWrites(stage, 'delete', { hold: true });
      const reference = await stage.submit(await stage.open());
      await stage.until('the submission is being forgotten', isForgetting);
      await stage.kill();
      await stage.launch();
      assert.equal((await stage.waiting()).length, 1, 'it is still there');
      await stage.settle(await stage.open());
      assert.equal(stage.heard(reference).length, 2, 'it was sent once more');
    },
  },
  {
    id: 'FLT5',
    title: 'tab crashes with a request under way: another tab takes over within two seconds',
    group: 'kill',
    telling: true,
    sends: 2,
    async trial(stage) {
      stage.line.answer = never;
      const page = await stage.open();
      const reference = await stage.submit(page);
      await stage.untilHeard(reference);
      const other = await stage.open(); // later, so that the request is not its own
      await stage.until('the other tab waits for its turn', () => other.evaluate(isTurnWanted));
      stage.line.answer = forward;
      await crash(stage, page);
      const again = () => stage.heard(reference).length === 2;
      await stage.until('the other tab sends it', again, 2000);
      await stage.settle(other);
    },
  },
  {
    id: 'FLT7',
    title: 'browser closed by its user with a request under way',
    group: 'kill',
    sends: 2,
    async trial(stage, random) {
      stage.line.answer = never;
      const reference = await stage.submit(await stage.open());
      await stage.untilHeard(reference);
      if (random.chance(0.5)) await stage.untilShown(reference, 'durable');
      await stage.launch();
      await stage.settle(await stage.open());
      assert.equal((await stage.collector.rows()).length, 1);
    },
  },
  {
    id: 'FLT59',
    title: 'collector killed at random points of its work, twice a trial',
    group: 'kill',
    async trial(stage, random) {
      const page = await stage.openLibrary();
      for (let kill = 0; kill < 2; kill++) {
        const work = keepSubmitting(stage, page);
        await untilBusy(stage, random.between(1, 24));
        await stage.collector.kill();
        await stage.collector.start();
        await work;
      }
      await stage.settle(page);
      assert.equal((await stage.collector.rows()).length, 2 * lists * each, 'everything is recorded');
    },
  },
];

/** Runs in the page. */
async function isTurnWanted(): Promise<boolean> {
  const { pending = [] } = await navigator.locks.query();
  return pending.length > 0;
}

/** How many lists are submitted side by side, and how much is on each. */
const [lists, each] = [3, 5];

/** Side by side, one after another in each list; resolves when all is handed over, or the page is gone. */
async function keepSubmitting(stage: Stage, page: Page): Promise<void> {
  const references = Array.from({ length: lists }, () =>
    Array.from({ length: each }, () => stage.newReference()),
  );
  const submit = (all: string[][]) =>
    Promise.all(
      all.map(async (list) => {
        for (const reference of list) await window.library.submit([reference]);
      }),
    );
  await page.evaluate(submit, references).catch(() => {}); // killed, as it should be
}

/** Waits until the page has told so much more. */
async function untilBusy(stage: Stage, entries: number): Promise<void> {
  const enough = stage.client.entries.length + entries;
  await stage.until('the page is at work', () => stage.client.entries.length >= enough);
}
