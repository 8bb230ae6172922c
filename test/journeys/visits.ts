/** Visits as time goes by, what is shown and sent on them, and what the operator then reads. */
import type { Browser, BrowserContext, Page, Response } from 'playwright/test';
import type { Reader } from './acts.js';
import { expect } from './journey.js';
import type { RunningDemo } from './run-demo.js';

/** The same acts, all at one demo. */
export const useVisits = (demo: RunningDemo) => ({
  passTime: (forward: string) => passTime(demo.url, forward),
  openTab: (context: BrowserContext) => openTab(demo.url, context),
  visit: (context: BrowserContext, address = `${demo.url}/whitepaper/`) => visit(demo.url, context, address),
  leadCards: (browser: Browser) => leadCards(demo.url, browser),
  cardOf: (browser: Browser, person: Reader) => cardOf(demo.url, browser, person),
});

/** For the server and for every browser that comes after. */
const passTime = (url: string, forward: string) =>
  fetch(`${url}/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ forward }),
  });

/** A tab that begins as the demo's clock has it: nothing of an earlier tab is in it. */
async function openTab(url: string, context: BrowserContext): Promise<Page> {
  const { now } = (await (await fetch(`${url}/demo/clock`)).json()) as { now: string };
  const page = await context.newPage();
  await page.clock.setSystemTime(now);
  return page;
}

async function visit(url: string, context: BrowserContext, address: string): Promise<Page> {
  const page = await openTab(url, context);
  await page.goto(address);
  await expect(page.locator('progressive-form [part=base] :is(form, .done)')).toBeVisible();
  return page;
}

interface Posted {
  readonly anonymousId?: string;
  readonly proof?: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** What the page sends to be recorded, from now on. */
export function postedBy(page: Page): readonly Posted[] {
  const posted: Posted[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/v1/submissions')) return;
    const { body } = request.postDataJSON() as { readonly body: string };
    posted.push(JSON.parse(body) as Posted);
  });
  return posted;
}

export const notYou = (page: Page) => page.getByRole('button', { name: 'Nicht Sie?' });

/** What stands in the controls, or is chosen in them. */
export const filledIn = (page: Page): Promise<string[]> =>
  page.locator('progressive-form :is(input, select, textarea)').evaluateAll((all) =>
    (all as HTMLInputElement[]).flatMap(({ type, name, value, checked }) => {
      const filled = type === 'radio' || type === 'checkbox' ? checked : value !== '';
      return filled ? [name] : [];
    }),
  );

/** Each person's card as its operator reads it. */
async function leadCards(url: string, browser: Browser): Promise<readonly string[]> {
  const page = await browser.newPage();
  await page.goto(`${url}/leads/`);
  const cards = await page.getByRole('article').allInnerTexts();
  await page.close();
  return cards;
}

async function cardOf(url: string, browser: Browser, { email }: Reader): Promise<string> {
  const cards = (await leadCards(url, browser)).filter((card) => card.includes(email));
  expect(cards).toHaveLength(1);
  return cards[0] ?? '';
}

/** Nothing but names, dates and classes. */
export async function expectNoValues(reply: Promise<Response>): Promise<void> {
  const told = (await (await reply).json()) as { strength: string; facts: object; known: object };
  expect([told.strength, told.facts]).toEqual(['device', {}]);
  expect(Object.keys(told.known)).toContain('firstName');
  for (const at of Object.values(told.known)) expect(at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
}
