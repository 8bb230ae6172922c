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
  projects: [
    { name: 'Chromium', use: { launchOptions: launchOptions() } },
    ...(firefox ? [inFirefox(firefox)] : []),
  ],
});
