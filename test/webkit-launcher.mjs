/**
 * Runs test files in WebKitGTK: a MiniBrowser, driven by WebKitWebDriver, on a screen nobody sees. One browser serves
 * all files, one after the other; a file that broke it gets the next one a new browser.
 */
import { findWebKit } from './browser.mjs';
import { startWebKit } from './webkit-browser.mjs';

export function webkitLauncher() {
  const found = findWebKit();
  /** @type {Promise<import('./webkit-browser.mjs').WebKitBrowser> | undefined} */
  let starting;
  let running;

  const close = async () => {
    const closing = starting;
    starting = undefined;
    await closing?.then((browser) => browser.close()).catch(() => undefined); // what did not start is not there
  };

  const ask = async (question) => {
    // One that cannot be started is not tried again.
    const browser = await (starting ??= startWebKit(found));
    try {
      return await question(browser);
    } catch (error) {
      await close();
      throw error;
    }
  };

  return {
    name: 'WebKitGTK',
    // The runner hands a launcher of this type the keys that a test presses.
    type: 'webdriver',
    concurrency: 1,
    async startSession(id, url) {
      running = { id, url };
      await ask((browser) => browser.open(url));
    },
    isActive: (id) => running?.id === id,
    // Asked when the page is gone: if with it the browser, that is not to be taken for a way to another page.
    getBrowserUrl: () => ask((browser) => browser.url()).catch(() => running?.url),
    async stopSession() {
      running = undefined;
      // Ends whatever the file left running.
      if (starting) await ask((browser) => browser.open('about:blank')).catch(() => undefined); // it died: closed by now
      return {};
    },
    async startDebugSession() {
      throw new Error('WebKitGTK is shown on no screen; look at the test in another engine.');
    },
    sendKeys: (_, keys) => ask((browser) => browser.press(keys)),
    stop: close,
  };
}
