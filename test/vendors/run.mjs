/**
 * `npm run test:vendors [-- arguments of Playwright]`: installs the software of other houses where it is missing, then
 * runs every `*.vendor.ts` here, each a file of Playwright's test runner, with a page or without.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from '../ensure-chromium.mjs';
import { installPeers } from '../install-peers.mjs';

installPeers(new URL('./', import.meta.url));
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const start = performance.now();
const { status } = spawnSync(
  process.execPath,
  [
    at('../../node_modules/playwright/cli.js'),
    ...['test', '-c', at('playwright.config.ts'), '--forbid-only'],
    ...process.argv.slice(2),
  ],
  { cwd: at('../../'), stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: ensureChromium() } },
);
console.log(`In all ${((performance.now() - start) / 1000).toFixed(1)} s`);
process.exitCode = status ?? 1;
