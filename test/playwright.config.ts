/** Journeys through the demo, and the telling rows of the fault campaign, in real browsers. */
import { defineConfig } from 'playwright/test';
import { enginesToTest, findFirefox, launchOptions } from './browser.mjs';

const firefox = enginesToTest().includes('firefox') ? findFirefox() : undefined;

/** The one journey that leads through most of it; others need tools of Chromium's own. */
const inFirefox = (executablePath: string) => ({
  name: 'Firefox',
  testMatch: 'journeys/whitepaper.spec.ts',
  // A Firefox as it is released, and not the one that Playwright would bring.
  use: { browserName: 'firefox' as const, channel: 'moz-firefox', launchOptions: { executablePath } },
});

/** About pages of somebody's own, and not about what a device keeps: here the browser may be told to forget. */
const plain =
  /journeys\/(a11y|autofill|back-ends|hosts|hosts-failures|hosts-resets|pictures|themes)\.spec\.ts$/;

export default defineConfig({
  testDir: '.',
  testMatch: ['journeys/**/*.spec.ts', 'faults/**/*.spec.ts'],
  globalSetup: './journeys/make-seed.ts',
  outputDir: '../test-results',
  // A file each; a visitor waits more than she works, so there may be more of them than cores.
  workers: 3,
  retries: 0,
  // What takes a quiet machine fifteen seconds at most.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  // The longest stories first, so that none is left over at the end.
  projects: [
    ...(firefox ? [inFirefox(firefox)] : []),
    { name: 'Chromium', use: { launchOptions: launchOptions() }, testIgnore: plain },
    // To open a page takes longer than most of what is done in it. In a full run each test has one of its own.
    {
      name: 'Chromium, in one page',
      use: { launchOptions: launchOptions(), reuseContext: !process.env['PF_FULL'] },
      testMatch: plain,
    },
  ],
});
