/** Finds a Chromium: the one named, Playwright's own, the system's; else says how to get one. */
import { accessSync, constants } from 'node:fs';
import { chromium } from 'playwright';

const onSystem = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((folder) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(
      (file) => `${process.env[folder]}\\${file}`,
    ),
  ),
};

const help =
  'No Chromium found. Debian as root: apt-get install -y chromium; ' +
  'elsewhere: npx playwright install --with-deps chromium; or set CHROMIUM_PATH.';

/** Path of an executable Chromium; throws with what to do where there is none. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH ?? process.env.CHROME_PATH;
  if (named && !isExecutable(named)) throw new Error(`CHROMIUM_PATH is not executable: ${named}`);
  const candidates = [named, chromium.executablePath(), ...(onSystem[process.platform] ?? [])];
  const found = candidates.find((path) => path && isExecutable(path));
  if (!found) throw new Error(help);
  return found;
}

export function launchOptions() {
  // Chromium refuses its sandbox to root, and containers give it little shared memory.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { executablePath: findChromium(), headless: true, args: [...asRoot, '--disable-dev-shm-usage'] };
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
