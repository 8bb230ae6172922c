/** Journeys through the demo, and the telling rows of the fault campaign, in a real browser. */
import { defineConfig } from 'playwright/test';
import { launchOptions } from './browser.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: ['journeys/**/*.spec.ts', 'faults/**/*.spec.ts'],
  outputDir: '../test-results',
  // A file each: every file starts a demo of its own.
  workers: 2,
  retries: 0,
  timeout: 30_000,
  reporter: 'list',
  use: { launchOptions: launchOptions() },
});
