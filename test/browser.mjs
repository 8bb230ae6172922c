/** Finds the engines: those named, Playwright's own Chromium, the system's; else says how to get one. */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
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

/** Path of an executable Firefox, if there is one. Its protocols change: the long-term release is what is tested. */
export const findFirefox = () => named('FIREFOX_PATH') ?? executable('/usr/bin/firefox-esr');

/** What WebKitGTK takes to run unseen: its driver, its browser, and a screen; nothing where one of them is missing. */
export function findWebKit() {
  const driver = named('WEBKIT_DRIVER_PATH') ?? executable('/usr/bin/WebKitWebDriver');
  const browser = named('MINIBROWSER_PATH') ?? folders.flatMap(miniBrowsersIn).find(isExecutable);
  const screen = executable('/usr/bin/Xvfb');
  return driver && browser && screen ? { driver, browser, screen } : undefined;
}

const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec', '/usr/lib64'];

/** The newest of its interfaces first. */
function miniBrowsersIn(folder) {
  if (!existsSync(folder)) return [];
  const versions = readdirSync(folder).filter((name) => /^webkit2?gtk-/.test(name));
  return versions
    .sort()
    .toReversed()
    .map((name) => `${folder}/${name}/MiniBrowser`);
}

/** By the name under which `ENGINES` asks for them. Chromium is always there: nothing is tested without it. */
const engines = {
  chromium: { name: 'Chromium', find: findChromium, packages: 'chromium' },
  firefox: { name: 'Firefox', find: findFirefox, packages: 'firefox-esr' },
  webkit: { name: 'WebKitGTK', find: findWebKit, packages: 'webkit2gtk-driver xvfb' },
};

/** The engines to test in: those that `ENGINES` lists; a single run takes Chromium. */
export function enginesToTest() {
  const asked = process.env.ENGINES?.split(',') ?? ['chromium'];
  for (const id of asked) {
    if (!engines[id]) throw new Error(`ENGINES may list ${Object.keys(engines).join(', ')}; not ${id}.`);
    if (!engines[id].find()) throw new Error(`${engines[id].name} is not here; ${waysToGet(engines[id])}.`);
  }
  return asked;
}

export const enginesPresent = () => Object.keys(engines).filter((id) => engines[id].find());

/** One line: which engines the tests run in, which are not here, and how to get these. */
export function describeEngines(tested) {
  const missing = Object.values(engines).filter(({ find }) => !find());
  const others = missing.map((engine) => `no ${engine.name} (${waysToGet(engine)})`);
  return [`Engines: ${tested.map((id) => engines[id].name).join(', ')}`, ...others].join('; ');
}

/** What Debian calls the engines that are not here. @returns {{ name: string, packages: string[] }[]} */
export const missingEngines = () =>
  Object.values(engines)
    .filter(({ find }) => !isThere(find))
    .map(({ name, packages }) => ({ name, packages: packages.split(' ') }));

const waysToGet = ({ packages }) => `Debian as root: apt-get install -y --no-install-recommends ${packages}`;

function isThere(find) {
  try {
    return Boolean(find());
  } catch {
    return false; // it says what to do, and whoever asks does it
  }
}

/** Whoever names a program means that one. */
function named(variable) {
  const path = process.env[variable];
  if (path && !isExecutable(path)) throw new Error(`${variable} is not executable: ${path}`);
  return path || undefined;
}

const executable = (path) => (isExecutable(path) ? path : undefined);

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
