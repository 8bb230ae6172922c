/** One visitor: a context of her own with nothing cached, one page, and the browser's own books. */
import type { Browser, CDPSession, Locator, Page } from 'playwright';
import { control } from './page/control.js';
import type { watch } from './page/watch.js';
import type { Entry, FormServer } from './serve-forms.js';
import { leadFields } from './lead-form.js';

/** Milliseconds for anything a contestant is asked. */
const patience = 60_000;

type Watch = typeof watch;
type Answer<K extends keyof Watch> = Awaited<ReturnType<Watch[K]>>;

export interface Visit {
  readonly page: Page;
  readonly devtools: CDPSession;
  ask<K extends keyof Watch>(name: K, ...args: Parameters<Watch[K]>): Promise<Answer<K>>;
  /** Injects the script; back with the frame that shows all fields. */
  mount(): Promise<Answer<'inject'>>;
  /** Milliseconds of its main thread so far. */
  cpu(): Promise<number>;
  /** Long enough for what is put off to idle moments. */
  settle(): Promise<void>;
  /** Gives a good answer to every field; what it put there. */
  fill(email: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface Stage {
  readonly browser: Browser;
  readonly server: FormServer;
}

export interface Wanted {
  /** Of fields. */
  readonly count: number;
  /** Pixels kept free for them; none where absent. */
  readonly room?: number;
}

/** One visit, from the first request to the end of what is done there. */
export async function atVisit<T>(
  stage: Stage,
  entry: Entry,
  wanted: Wanted,
  act: (visit: Visit) => Promise<T>,
): Promise<T> {
  const visit = await openVisit(stage, entry, wanted);
  return act(visit).finally(() => visit.close());
}

async function openVisit({ browser, server }: Stage, entry: Entry, { count, room }: Wanted): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('pageerror', (error) => console.error(`${entry.name}: ${error.message}`));
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(server.pageOf(entry, count, room));
  const [src = ''] = entry.files.keys();

  const ask: Visit['ask'] = (name, ...args) => {
    // Types do not travel: the page answers what its own side of them says.
    const asking = page.evaluate(`watch.${name}(...${JSON.stringify(args)})`) as Promise<Answer<typeof name>>;
    return inTime(asking, `${entry.name}: ${name} took too long with ${count} fields`);
  };

  return {
    page,
    devtools,
    ask,
    mount: () => ask('inject', src, count),
    async cpu() {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
    },
    settle: () => page.waitForTimeout(500),
    async fill(email) {
      const controls = page.locator(`#root ${control}`);
      const values = leadFields(count).map(({ type, sample }) => (type === 'email' ? email : sample));
      for (const [i, value] of values.entries()) await answer(controls.nth(i), value);
      await page.waitForTimeout(500);
      return values;
    },
    close: () => context.close(),
  };
}

async function answer(control: Locator, value: string): Promise<void> {
  const isSelect = await control.evaluate((element) => element.localName === 'select');
  if (isSelect) await control.selectOption({ label: value });
  else await control.fill(value);
  // As somebody does who goes on to the next one.
  await control.blur();
}

async function inTime<T>(work: Promise<T>, complaint: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
