/** A Chromium for the tests: the one that is there, else one that is installed now. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium } from './browser.mjs';

const playwright = fileURLToPath(new URL('../node_modules/playwright/cli.js', import.meta.url));

/** Path of an executable Chromium; throws with what to do where none can be had. */
export function ensureChromium() {
  const found = tryFind();
  // Whoever names a browser means that one.
  if (found || process.env.CHROMIUM_PATH || process.env.CHROME_PATH) return found ?? findChromium();
  for (const commands of waysToInstall()) {
    for (const [command, ...args] of commands) {
      console.log(`No Chromium yet: ${[command, ...args].join(' ')}`);
      const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
      if (status !== 0) break;
    }
    const installed = tryFind();
    if (installed) return installed;
  }
  return findChromium();
}

function tryFind() {
  try {
    return findChromium();
  } catch {
    return undefined; // what to do is said when every way has been tried
  }
}

function waysToInstall() {
  const withApt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const apt = [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
  ];
  const own = [process.execPath, playwright, 'install'];
  return [...(withApt ? [apt] : []), [[...own, '--with-deps', 'chromium']], [[...own, 'chromium']]];
}
