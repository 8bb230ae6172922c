/** Journeys through the demo, in a real browser. */
import { defineConfig } from 'playwright/test';
import { launchOptions } from './browser.mjs';

export default defineConfig({
  testDir: './journeys',
  outputDir: '../test-results',
  workers: 1,
  retries: 0,
  timeout: 30_000,
  reporter: 'list',
  use: { launchOptions: launchOptions() },
});
