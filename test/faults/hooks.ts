/** Tabs whose browser is not as it should be, and browsers and tabs that end as no user ends them. */
import type { Page } from 'playwright';
import type { Stage } from './stage.js';

declare global {
  function pfHeld(): Promise<void>;
}

/** A tab with the form, in which `hook` runs before any script of the page. */
export async function openHooked<Arg>(stage: Stage, hook: (arg: Arg) => void, arg: Arg): Promise<Page> {
  const page = await stage.context.newPage();
  await page.addInitScript(hook as (arg: unknown) => void, arg);
  await page.goto(`${stage.siteUrl}/?to=${encodeURIComponent(stage.endpoint)}`);
  return page;
}

/** An empty tab of the same origin: another page of the site, without the form. */
export async function openEmpty(stage: Stage): Promise<Page> {
  const page = await stage.context.newPage();
  await page.goto(elsewhere(stage));
  return page;
}

/** Not the address that the device is read from. */
export const elsewhere = (stage: Stage): string => `${stage.siteUrl}/empty?elsewhere`;

/**
 * From now on tells when a tab is about to keep (`put`) or to forget (`delete`) a submission. With `hold` that
 * transaction never completes, so that a kill cannot come too late.
 */
export async function watchWrites(
  stage: Stage,
  method: 'put' | 'delete',
  { hold }: { readonly hold: boolean },
): Promise<() => boolean> {
  let reached = false;
  await stage.context.exposeBinding('pfHeld', () => void (reached = true));
  await stage.context.addInitScript(
    ([name, holds]) => {
      const store = IDBObjectStore.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
      const real = store[name];
      if (!real) return;
      store[name] = function (this: IDBObjectStore, ...args: unknown[]) {
        const request = real.apply(this, args);
        const key = args[name === 'put' ? 1 : 0];
        if (typeof key !== 'string' || !key.startsWith('o/')) return request;
        // A transaction with something left to do stays open.
        const goOn = () => void (this.get(key).onsuccess = goOn);
        if (holds) goOn();
        void pfHeld();
        return request;
      };
    },
    [method, hold] as const,
  );
  return () => reached;
}

/** The tab's own process breaks down; the browser goes on. */
export async function crash(stage: Stage, page: Page): Promise<void> {
  const devtools = await stage.context.newCDPSession(page);
  const gone = page.waitForEvent('crash');
  devtools.send('Page.crash').catch(() => {}); // never answered
  await gone;
}

/**
 * Stops everything a tab does: no script, no timer, no event. A browser freezes tabs that nobody sees, and every tab
 * of a driven browser counts as seen; for the other tabs one that is stopped is the same. Resolves with what ends it.
 */
export async function freeze(stage: Stage, page: Page): Promise<() => Promise<void>> {
  const devtools = await stage.context.newCDPSession(page);
  await devtools.send('Debugger.enable');
  const stopped = new Promise((resolve) => devtools.once('Debugger.paused', resolve));
  await page.evaluate(() => void setInterval(() => {}, 10)); // something to be stopped in
  await devtools.send('Debugger.pause');
  await stopped;
  return () => devtools.detach();
}

/** What went wrong in a tab and was caught by nobody. */
export function listErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}
