/** Journeys through the demo, in a real browser. */
import { defineConfig } from 'playwright/test';
import { launchOptions } from './browser.mjs';

export default defineConfig({
  testDir: './journeys',
  outputDir: '../test-results',
  // A file each: every file starts a demo of its own.
  workers: 2,
  retries: 0,
  timeout: 30_000,
  reporter: 'list',
  use: { launchOptions: launchOptions() },
});
