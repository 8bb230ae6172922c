/** What every journey works with: a running demo for each file, and pages that are listened to. */
import { cp, rm } from 'node:fs/promises';
import { test as base, expect, type BrowserContext, type Page } from 'playwright/test';
import { DemoServer } from './demo-server.js';
import { makeFolder } from './make-folder.js';
import { RunningDemo } from './run-demo.js';

export { expect };

/** Names and addresses that journeys type; none may turn up in any output. */
export const secrets = ['Erika', 'Musterfrau', 'erika.muster', 'Prüfstand AG', 'pf=ey', 'correct horse'];

interface PerWorker {
  /** Runs the demos of the worker's files. */
  readonly server: DemoServer;
}

interface PerTest {
  /** Fails the test where a page of it broke a policy, threw, or printed something personal. */
  readonly quietPages: void;
}

export const test = base.extend<PerTest, PerWorker>({
  server: [
    async ({}, use) => {
      const server = new DemoServer();
      await use(server);
      await server.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  quietPages: [
    async ({ context }, use) => {
      const heard = listen(context);
      await use();
      expectQuiet(heard);
    },
    { auto: true },
  ],
});

/** In a full run everything is tested; else what is much like another test is left out. */
export const full = Boolean(process.env['PF_FULL']);
export const testWhere = (isTelling: boolean) => (isTelling || full ? test : () => undefined);
export const testInFull = testWhere(false);

/** One demo for the tests of a file. */
export function useDemo(): RunningDemo {
  const demo = new RunningDemo();
  let folder = '';
  test.beforeAll(async ({ server }) => {
    test.setTimeout(120_000); // the first of a worker on a busy machine
    folder = await makeFolder();
    await cp(process.env['PF_SEED'] ?? '', folder, { recursive: true });
    await demo.open(server, folder);
  });
  test.afterEach(async ({}, info) => {
    if (info.status !== info.expectedStatus) await info.attach('demo', { body: demo.printed });
  });
  test.afterAll(async () => {
    await demo.stop();
    expectNothingPersonal(demo.printed);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return demo;
}

/** One browser for all tests of a file, where they tell one story. */
export function useVisitor(): { readonly page: Page } {
  const visitor: { page: Page } = { page: undefined as never };
  let heard: string[] = [];
  test.beforeAll(async ({ browser }) => {
    const context = await browser.newContext();
    heard = listen(context);
    visitor.page = await context.newPage();
  });
  test.afterAll(async () => {
    await visitor.page.context().close();
    expectQuiet(heard);
  });
  return visitor;
}

function listen(context: BrowserContext): string[] {
  const heard: string[] = [];
  context.on('console', (message) => heard.push(message.text()));
  context.on('weberror', (error) => heard.push(`Uncaught: ${error.error().message}`));
  return heard;
}

/** Firefox asks for an icon that no page names, and tells where a policy keeps it from that. */
const unasked = /favicon\.ico/;

function expectQuiet(heard: readonly string[]): void {
  const loud = heard.filter((text) => /^Uncaught|Content Security Policy/.test(text));
  expect(loud.filter((text) => !unasked.test(text))).toEqual([]);
  expectNothingPersonal(heard.join('\n'));
}

export function expectNothingPersonal(text: string): void {
  for (const secret of secrets) expect(text).not.toContain(secret);
}

/** What a page leaves for a quiet moment is done; a very busy one counts as quiet after a while. */
export const becomeIdle = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5_000 })));
