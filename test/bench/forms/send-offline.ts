/** Whether what was sent without a network arrives, and how often. */
import { atVisit, type Stage } from './open-visit.js';
import type { Entry } from './serve-forms.js';

/** Resolves with how often it arrived, once the page was opened again with a network and left alone for a while. */
export function sendOffline(stage: Stage, entry: Entry): Promise<number> {
  const { server } = stage;
  const count = 7;
  return atVisit(stage, entry, { count }, async (visit) => {
    const { page } = visit;
    await visit.mount();
    await visit.settle();
    // An address of its own tells it from all others.
    const email = `${entry.name.replace(/\W+/g, '.')}@offline.example`;
    const values = await visit.fill(email);
    await page.context().setOffline(true);
    // The browser lets through what a page sends as it goes away.
    const reconnect = server.cutOff(email);
    await visit.ask('submit');
    await page.waitForTimeout(2000);
    await page.goto('about:blank');
    await page.context().setOffline(false);
    reconnect();
    await page.goto(server.pageOf(entry, count));
    await visit.mount();
    await page.waitForTimeout(8000);
    return server.received(values);
  });
}
