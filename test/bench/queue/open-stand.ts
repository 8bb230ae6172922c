/** One contestant on a site of its own, ready to be measured. */
import type { BrowserContext } from 'playwright';
import type { ContestantCard } from './contestants.js';
import { openSite, type Site } from '../open-site.js';
import type { PageBench } from './page/serve-bench.js';

/** Milliseconds for anything a contestant is asked. */
const patience = 120_000;

export interface Hall {
  readonly context: BrowserContext;
  /** By name of the contestant. */
  readonly scripts: ReadonlyMap<string, string>;
}

type Answer<K extends keyof PageBench> = Awaited<ReturnType<PageBench[K]>>;

export interface Stand {
  readonly card: ContestantCard;
  readonly arrivals: Site['arrivals'];
  /** Asks the page or the worker; rejects with its error, or where it gives no answer in time. */
  ask<K extends keyof PageBench>(name: K, ...args: Parameters<PageBench[K]>): Promise<Answer<K>>;
  close(): Promise<void>;
}

export async function openStand({ context, scripts }: Hall, card: ContestantCard): Promise<Stand> {
  const site = await openSite(scripts.get(card.name) ?? '', card.realm);
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${card.name}: ${error.message}`));
  const place = await openPlace();

  return {
    card,
    arrivals: site.arrivals,
    ask<K extends keyof PageBench>(asked: K, ...args: Parameters<PageBench[K]>) {
      const asking = place.evaluate(`bench.${asked}(...${JSON.stringify(args)})`);
      // Types do not travel: the page answers what its own side of them says.
      return inTime(asking as Promise<Answer<K>>, `${card.name}: ${asked} took too long`);
    },
    async close() {
      await page.close();
      await site.close();
    },
  };

  async function openPlace(): Promise<Place> {
    const isIts = (worker: { url(): string }) => worker.url().startsWith(site.address);
    const starting =
      card.realm === 'page' ? page : context.waitForEvent('serviceworker', { predicate: isIts });
    await page.goto(site.address);
    const place: Place = await starting;
    await untilReady(place, card.name);
    return place;
  }
}

/** A page or a worker. */
interface Place {
  evaluate(expression: string): Promise<unknown>;
}

/** A worker is there before its script has run. */
async function untilReady(place: Place, name: string): Promise<void> {
  for (let tries = 100; !(await place.evaluate('!!globalThis.bench')); tries--) {
    if (tries === 0) throw new Error(`${name}: its script does not start`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function inTime<T>(work: Promise<T>, complaint: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
