/** Our adapters beside the software that they speak to: `npm run test:vendors`. */
import { defineConfig } from 'playwright/test';
import { launchOptions } from '../browser.mjs';

const { args, ...launch } = launchOptions();
// What the browser itself would ask of its maker's servers while a form is filled in.
const quiet = '--autofill-server-url=http://localhost:9/';

export default defineConfig({
  testDir: '.',
  testMatch: '*.vendor.ts',
  outputDir: '../../test-results/vendors',
  workers: 2,
  retries: 0,
  timeout: 30_000,
  reporter: 'list',
  use: { launchOptions: { ...launch, args: [...args, quiet] } },
});
