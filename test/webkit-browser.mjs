/** One WebKitGTK browser: its processes, and the few commands of WebDriver (https://www.w3.org/TR/webdriver2/) we use. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * @typedef {object} WebKitBrowser
 * @property {(url: string) => Promise<void>} open
 * @property {() => Promise<string>} url
 * @property {(keys: readonly string[]) => Promise<void>} press characters, or keys by name
 * @property {() => Promise<void>} close
 */

const patience = 20_000;

/** Code points of https://www.w3.org/TR/webdriver2/#keyboard-actions */
const named = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE006',
  Shift: '\uE008',
  Escape: '\uE00C',
  Space: ' ',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

/** @param {{ driver: string, browser: string, screen: string }} paths @returns {Promise<WebKitBrowser>} */
export async function startWebKit(paths) {
  const home = mkdtempSync(join(tmpdir(), 'webkit-'));
  const screen = startScreen(paths.screen);
  const children = [screen.child];
  const sweep = () => rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  // A run that is broken off does not come to its end.
  process.once('exit', sweep);
  const end = async () => {
    // The browser first, and the screen it draws on last.
    for (const child of children.reverse()) await stop(child);
    process.off('exit', sweep);
    sweep();
  };
  try {
    const port = await freePort();
    const display = await screen.display;
    const driver = guarded([paths.driver, `--port=${port}`], { env: environment(display, home) });
    children.push(driver);
    const base = `http://127.0.0.1:${port}`;
    await reached(base, driver);
    return await openSession(base, paths.browser, end);
  } catch (error) {
    await end();
    throw error;
  }
}

async function openSession(base, browser, end) {
  const options = { binary: browser, args: ['--automation'] };
  // Tests wait for what they need; the driver need not wait for a page to load.
  const capabilities = { pageLoadStrategy: 'none', 'webkitgtk:browserOptions': options };
  const { sessionId } = await command(`${base}/session`, 'POST', {
    capabilities: { alwaysMatch: capabilities },
  });
  const session = `${base}/session/${sessionId}`;
  return {
    open: (url) => command(`${session}/url`, 'POST', { url }),
    url: () => command(`${session}/url`, 'GET'),
    press: (keys) => command(`${session}/actions`, 'POST', { actions: [keyboard(keys)] }),
    async close() {
      await command(session, 'DELETE').catch(() => undefined); // its process is ended in any case
      await end();
    },
  };
}

function keyboard(keys) {
  const press = (key) => {
    const value = named[key] ?? key;
    if ([...value].length !== 1) throw new Error(`The key ${key} is not known to the launcher.`);
    return [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ];
  };
  return { type: 'key', id: 'keyboard', actions: keys.flatMap(press) };
}

async function command(url, method, body) {
  const init = { method, signal: AbortSignal.timeout(patience), ...(body && { body: JSON.stringify(body) }) };
  const failure = (reason) => new Error(`${method} ${new URL(url).pathname}: ${reason}`);
  const answer = await fetch(url, init)
    .then((response) => response.json())
    .catch((error) => {
      throw failure(error.cause?.message ?? error.message);
    });
  const { error, message } = answer.value ?? {};
  if (error) throw failure(`${error}, ${message}`);
  return answer.value;
}

/** A screen that says its own number, so that several can be had at once. */
function startScreen(program) {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const child = guarded([program, ...args], { more: ['pipe'] });
  const display = new Promise((resolve, reject) => {
    child.stdio[3].once('data', (number) => resolve(`:${String(number).trim()}`));
    whenEnded(child, reject);
  });
  return { child, display };
}

function environment(DISPLAY, home) {
  const own = { DISPLAY, GDK_BACKEND: 'x11', HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home };
  // There is no graphics card to share buffers with, and nobody asks for the accessibility bus.
  return { ...process.env, ...own, WEBKIT_DISABLE_DMABUF_RENDERER: '1', NO_AT_BRIDGE: '1' };
}

async function reached(base, driver) {
  let ended;
  whenEnded(driver, (error) => (ended = error));
  const giveUp = performance.now() + patience;
  for (;;) {
    const there = await command(`${base}/status`, 'GET').catch(() => undefined);
    if (there) return;
    if (ended) throw ended;
    if (performance.now() > giveUp) throw new Error('WebKitWebDriver does not answer.');
    await delay(20);
  }
}

/**
 * The program ends when our end of the pipe closes, and so also when this process is killed. The shell waits for
 * both: for the program in front, and behind it for the pipe.
 */
const guard = [
  'exec 4<&0; "$@" 4<&- </dev/null & own=$!',
  '(read -r _ <&4; kill $own) & pipe=$!',
  'wait $own; code=$?; kill $pipe 2>/dev/null; exit $code',
].join('\n');

function guarded(command, { env, more = [] } = {}) {
  const child = spawn('/bin/sh', ['-c', guard, 'sh', ...command], {
    stdio: ['pipe', 'ignore', 'ignore', ...more],
    ...(env && { env }),
  });
  child.stdin.on('error', () => undefined); // of a program that has ended already
  child.program = command[0];
  return child;
}

function whenEnded(child, then) {
  child.once('error', then);
  child.once('exit', (code) => then(new Error(`${child.program} ended with ${code}.`)));
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin.end();
  await Promise.race([ended, delay(2000, undefined, { ref: false })]);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
