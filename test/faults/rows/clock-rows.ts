/** The device's clock is wrong, or stands still with it. */
import assert from 'node:assert/strict';
import { forward, say } from '../answers.js';
import { openHooked } from '../hooks.js';
import type { Row } from '../row.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const year = 365 * 24 * hour;
/** No wait that the product makes by itself is longer. */
const longestWait = 15 * minute;
/** By which the time goes on between two looks. */
const step = 20 * second;

export const clockRows: readonly Row[] = [
  {
    id: 'FLT55',
    title: 'the clock is put back a year, put on a year, put back and on in the middle of a back-off',
    group: 'tab',
    async trial(stage, random) {
      const page = await openHooked(stage, bendClock, undefined);
      const jumps = random.shuffle([-year, year, -10 * minute, 10 * minute]);
      for (const jump of jumps) {
        stage.line.answer = say(500);
        const reference = await stage.submit(page);
        await stage.untilShown(reference, 'durable');
        const isFiled = async () => ((await stage.waiting())[0]?.n ?? 0) > 0;
        await stage.until('the failure is on file', isFiled);
        await page.evaluate(putOn, jump);
        stage.line.answer = forward;
        let waited = 0;
        const arrives = async () => {
          if ((await stage.waiting()).length === 0) return true;
          await page.evaluate(putOn, step);
          await stage.wake(page);
          waited += step;
          return false;
        };
        await stage.until('it arrives', arrives);
        assert(waited <= longestWait, `it took ${waited / minute} minutes`);
      }
      assert.deepEqual(await stage.device(), [], 'nothing grew too old without an attempt');
      assert.equal((await stage.collector.rows()).length, jumps.length);
    },
  },
  {
    id: 'FLT56',
    title: 'the device sleeps, and the page with it: sent when it is looked at again',
    group: 'tab',
    async trial(stage) {
      stage.line.answer = say(503, { headers: { 'retry-after': String(hour / second) } });
      const page = await openHooked(stage, bendClock, undefined);
      const reference = await stage.submit(page);
      await stage.untilShown(reference, 'durable');
      await page.evaluate(show, 'hidden');
      stage.line.answer = forward;
      await page.evaluate(putOn, 8 * hour);
      assert.equal(stage.heard(reference).length, 1, 'it sleeps');
      await page.evaluate(show, 'visible');
      await stage.untilShown(reference, 'sent');
    },
  },
];

/** Runs in the page, before anything else does: its clock can be put on and back, and no timer runs because of it. */
function bendClock(): void {
  const now = Date.now.bind(Date);
  Date.now = () => now() + Number(document.documentElement.dataset['ahead'] ?? 0);
}

/** Runs in the page. */
function putOn(ms: number): void {
  const { dataset } = document.documentElement;
  dataset['ahead'] = String(Number(dataset['ahead'] ?? 0) + ms);
}

/** Runs in the page, which a driven browser takes for visible at all times. */
function show(state: string): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  document.dispatchEvent(new Event('visibilitychange'));
}
