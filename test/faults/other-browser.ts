/** A second browser, as a private window is one: what it keeps goes when it is closed. */
import { chromium, type BrowserContext } from 'playwright';
import { launchOptions } from '../browser.mjs';
import type { ClientEntry } from './ledger.js';
import type { Stage } from './stage.js';

/** Its pages tell the stage's ledger. */
export async function withOtherBrowser(
  stage: Stage,
  work: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch({ ...launchOptions(), timeout: stage.times.browser });
  try {
    const context = await browser.newContext();
    await context.exposeBinding('pfLedger', (_source, entry: ClientEntry) => stage.client.write(entry));
    await context.addInitScript('globalThis.__name ??= (named) => named');
    await work(context);
  } finally {
    await browser.close();
  }
}
