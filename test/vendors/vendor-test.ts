/** What every vendor's tests work with: a site, the vendor's place, our collector's, and a wall round all of it. */
import { test as base, expect, type Page } from 'playwright/test';
import { bundleScripts } from './bundle.mjs';
import { Sink, type Answering } from './sink.js';
import { Site } from './site.js';
import { Wall } from './wall.js';

export { expect };

interface PerWorker {
  readonly scripts: ReadonlyMap<string, string>;
}

interface PerTest {
  /** Fails the test where anything wanted to leave this machine. */
  readonly wall: Wall;
  readonly site: Site;
  /** Takes every submission and says so. */
  readonly collector: Sink;
}

export const test = base.extend<PerTest, PerWorker>({
  scripts: [async ({}, use) => use(await bundleScripts()), { scope: 'worker', timeout: 60_000 }],
  wall: async ({}, use) => {
    const wall = new Wall();
    await wall.start();
    await use(wall);
    await wall.stop();
    expect(wall.tried, 'requests to other machines').toEqual([]);
  },
  proxy: async ({ wall }, use) => use({ server: wall.url, bypass: 'localhost' }),
  // The certificate of what stands in for a vendor is nobody's.
  ignoreHTTPSErrors: true,
  site: async ({ scripts }, use) => {
    const site = new Site(scripts);
    await site.start();
    await use(site);
    await site.stop();
  },
  collector: async ({}, use) => {
    const collector = new Sink(acknowledge);
    await collector.start();
    await use(collector);
    await collector.stop();
  },
});

const acknowledge: Answering = ({ method, path, body }) =>
  method === 'POST' && path === '/v1/submissions'
    ? { body: JSON.stringify({ id: (JSON.parse(body) as { id: string }).id }) }
    : undefined;

/** A vendor's place for the tests of a file; empty before each. */
export function useSink(answering: Answering): Sink {
  const sink = new Sink(answering);
  test.beforeAll(() => sink.start());
  test.beforeEach(() => void (sink.heard = []));
  test.afterAll(() => sink.stop());
  return sink;
}

interface FormPage {
  readonly sink: Sink;
  readonly adapter: object;
  readonly script?: string;
  readonly remember?: 'never' | 'afterSubmit';
  /** Of the element. */
  readonly attributes?: string;
}

/** Opens a page with the form and, where `script` is named, the SDK where its vendor says it belongs. */
export async function openForm(
  page: Page,
  site: Site,
  { sink, adapter, script, remember = 'never', attributes = '' }: FormPage,
): Promise<void> {
  const places = JSON.stringify({ url: sink.url, secureUrl: sink.secureUrl });
  const definition = JSON.stringify({ ...leadForm, adapter, profile: { remember } });
  await page.goto(
    site.put(`<script>sink = ${places}</script>${script ? `<script type="module" src="/${script}.js"></script>` : ''}
<progressive-form ${attributes}><script type="application/json">${definition}</script></progressive-form>
<script type="module" src="/form.js"></script>`),
  );
}

/** In what is expected: an id as ours are. */
export const submissionId: unknown = expect.stringMatching(
  /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/,
);

export const anInstant: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

/** What a visitor writes; nobody's. */
export const typed = {
  firstName: 'Erika',
  email: 'erika.musterfrau@pruefstand.example',
  company: 'Prüfstand AG',
  employees: '10-99',
  note: 'Call me after five',
  salary: '54321',
} as const;

interface Visitor {
  readonly agrees?: boolean;
  /** Instead of what is `typed`. */
  readonly writes?: Partial<Record<keyof typeof typed, string>>;
  /** What the form says when it is done. */
  readonly reads?: RegExp;
}

/** Fills in the form, sends it, and waits for its last words. */
export async function fillIn(
  page: Page,
  { agrees = true, writes, reads = sent }: Visitor = {},
): Promise<void> {
  const { firstName, email, company, note, salary } = { ...typed, ...writes };
  await page.getByLabel('First name').fill(firstName);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Employer').fill(company);
  await page.getByLabel('10 to 99 people').check();
  await page.getByLabel('Note').fill(note);
  await page.getByLabel('Salary').fill(salary);
  if (agrees) await page.getByLabel('You may count me.').check();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText(reads)).toBeVisible({ timeout: 15_000 });
}

const sent = /^Your answers have (arrived|been sent)\.$/;

/** Done when the vendor has heard of it. */
export async function sendMarker(page: Page, mark: string, isHeard: () => boolean): Promise<void> {
  await page.evaluate(mark);
  await expect.poll(isHeard).toBe(true);
}

/** A purpose that wants a yes, an answer of the author's own naming, one for nobody else, and one that is sensitive. */
const leadForm = {
  schemaVersion: 1,
  id: 'talk-to-us',
  version: '3',
  locale: 'en',
  purposes: {
    reply: { label: 'Answer', legalBasis: 'implicit', retention: 'P30D' },
    analytics: { label: 'Count', legalBasis: 'explicit', retention: 'P30D' },
  },
  fields: [
    { name: 'firstName', type: 'text', label: 'First name', required: true, purpose: 'reply' },
    { name: 'email', type: 'email', label: 'Email address', required: true, purpose: 'reply' },
    { name: 'company', type: 'text', label: 'Employer', purpose: 'reply' },
    {
      name: 'employees',
      type: 'radio',
      label: 'Company size',
      options: [
        { value: '1-9', label: '1 to 9 people' },
        { value: '10-99', label: '10 to 99 people' },
      ],
      mapsTo: 'company_size',
      purpose: 'reply',
    },
    { name: 'note', type: 'text', label: 'Note', purpose: 'reply' },
    { name: 'salary', type: 'text', label: 'Salary', sensitive: true, purpose: 'reply' },
    { name: 'counted', type: 'consent', label: 'You may count me.', purpose: 'analytics' },
  ],
  steps: [
    {
      id: 'contact',
      title: 'Talk to us',
      reason: 'So that the right person answers.',
      fields: ['firstName', 'email', 'company', 'employees', 'note', 'salary', 'counted'],
    },
  ],
};
