/** How long one answer takes until the plan has followed, in a browser whose processor is slowed down. */
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { launchOptions } from '../../browser.mjs';
import { bundleScript } from '../bundle-script.js';
import { openSite } from '../open-site.js';
import type { ReplanBench, ReplanSamples } from './page/serve-replan.js';
import type { PlanArguments } from './read-arguments.js';

export interface ReplanResult {
  readonly name: string;
  /** Milliseconds a call, over all pages. */
  readonly samples: readonly number[];
  /** The first call of each page, before anything ran often enough to be compiled. */
  readonly first: readonly number[];
  /** How many questions were open after either answer. */
  readonly open: readonly number[];
}

export interface ReplanResults {
  readonly browser: string;
  readonly results: readonly ReplanResult[];
}

const pageSide = fileURLToPath(new URL('page/serve-replan.ts', import.meta.url));

export async function measureReplan(wanted: PlanArguments): Promise<ReplanResults> {
  const script = await bundleScript(pageSide);
  const browser = await chromium.launch(launchOptions());
  try {
    const pages: (readonly ReplanSamples[])[] = [];
    for (let page = 1; page <= wanted.pages; page++) {
      console.error(`page ${page} of ${wanted.pages}`);
      pages.push(await measurePage(browser, script, wanted, page));
    }
    return { browser: `Chromium ${browser.version()}`, results: unite(pages) };
  } finally {
    await browser.close();
  }
}

async function measurePage(
  browser: Browser,
  script: string,
  { fields, rate, samples, seed }: PlanArguments,
  turn: number,
): Promise<readonly ReplanSamples[]> {
  const site = await openSite(script, 'page');
  const page = await browser.newPage();
  try {
    await page.goto(site.address);
    const bench = await page.evaluateHandle(`replanBench(${fields})`);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    // Types do not travel: the page answers what its own side of them says.
    const measure = (it: unknown, [count, chance]: readonly [number, number]) =>
      (it as ReplanBench).measure(count, chance);
    return await bench.evaluate(measure, [samples, seed + turn] as const);
  } finally {
    await page.close();
    await site.close();
  }
}

function unite(pages: readonly (readonly ReplanSamples[])[]): readonly ReplanResult[] {
  return (pages[0] ?? []).map(({ name, open }, i) => {
    const taken = pages.map((page) => page[i]?.samples ?? []);
    return {
      name,
      open,
      samples: taken.flatMap(([, ...rest]) => rest),
      first: taken.flatMap(([first = []]) => first),
    };
  });
}
