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
  outputDir: '../test-results',
  // A file each: every file starts a demo of its own.
  workers: 2,
  retries: 0,
  timeout: 30_000,
  reporter: 'list',
  projects: [
    { name: 'Chromium', use: { launchOptions: launchOptions() } },
    ...(firefox ? [inFirefox(firefox)] : []),
  ],
});
