/** The fault rows by themselves: `npx playwright test -c test/faults/playwright.config.ts`. */
import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  workers: 1,
  retries: 0,
  reporter: 'list',
});
