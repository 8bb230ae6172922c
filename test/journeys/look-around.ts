/** Looks where values could have been left: in the page, on the device, on the wire. */
import type { Page, Response } from 'playwright/test';

/** Everything the page holds: markup with all shadow roots, what stands in controls, what a screen reader is told. */
export async function readPage(page: Page): Promise<string> {
  const markup = await page.evaluate(() => {
    const read = (root: Document | ShadowRoot): string =>
      [...root.querySelectorAll('*')]
        .map((element) => {
          const typed = 'value' in element ? String(element.value) : '';
          return `${typed} ${element.shadowRoot ? read(element.shadowRoot) : ''}`;
        })
        .join(' ') + (root instanceof Document ? root.documentElement.outerHTML : root.innerHTML);
    return read(document);
  });
  return `${page.url()} ${markup} ${await readAloud(page)}`;
}

/** The tree itself where the engine shows it, else what Playwright makes of the page. */
async function readAloud(page: Page): Promise<string> {
  if (!hasDevtools(page)) return page.locator('body').ariaSnapshot();
  const devtools = await page.context().newCDPSession(page);
  const tree = await devtools.send('Accessibility.getFullAXTree');
  await devtools.detach();
  return JSON.stringify(tree);
}

/** Chromium's protocol: other engines show neither the accessibility tree nor what a request carries. */
const hasDevtools = (page: Page): boolean => page.context().browser()?.browserType().name() === 'chromium';

export interface Device {
  /** Names of all databases. */
  readonly databases: readonly string[];
  /** Keys of our records. */
  readonly keys: readonly string[];
  /** Every record of every store, bytes also read as UTF-8 and as UTF-16. */
  readonly text: string;
}

export async function readDevice(page: Page): Promise<Device> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('refused'));
      });
    const spell = (value: unknown): unknown => {
      if (value instanceof CryptoKey) return { key: value.algorithm, extractable: value.extractable };
      if (!(value instanceof ArrayBuffer || ArrayBuffer.isView(value))) return value;
      return ['utf-8', 'utf-16le', 'utf-16be', 'latin1'].map((name) => new TextDecoder(name).decode(value));
    };
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    const keys: string[] = [];
    const text: string[] = [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const name of names) {
      const db = await done(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const records = db.transaction(store).objectStore(store);
        const [ids, values] = await Promise.all([done(records.getAllKeys()), done(records.getAll())]);
        keys.push(...ids.map(String));
        text.push(JSON.stringify(values, (_, value: unknown) => spell(value)));
      }
      db.close();
    }
    return { databases: names, keys: keys.sort(), text: text.join('\n') };
  });
}

export interface Wire {
  /** Not in every engine; without them a request is its address and headers. */
  readonly showsBodies: boolean;
  /** Addresses of the requests so far. */
  readonly requests: readonly string[];
  /** A line for each request and each response, with headers and body; a request begins with its address. */
  text(): Promise<string>;
}

/** Listens to everything that goes over the wire from now on. */
export function tapWire(page: Page): Wire {
  const heard: Promise<string>[] = [];
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('request', (request) =>
    heard.push(
      request
        .allHeaders()
        .catch(() => request.headers())
        .then((headers) => [request.url(), JSON.stringify(headers), request.postData()].join(' ')),
    ),
  );
  page.on('response', (response) => heard.push(readBody(response)));
  return {
    showsBodies: hasDevtools(page),
    requests,
    text: async () => (await Promise.all(heard)).join('\n'),
  };
}

const readBody = async (response: Response): Promise<string> => {
  const headers = await response.allHeaders().catch(() => response.headers());
  // A download, a redirect, or a page that is gone.
  const text = await response.text().catch(() => `unread ${new URL(response.url()).pathname}`);
  return `${JSON.stringify(headers)} ${text}`;
};

/** As the developer tools see it: closed shadow roots and the insides of controls too. */
export async function readTree(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  const tree = await devtools.send('DOM.getDocument', { depth: -1, pierce: true });
  await devtools.detach();
  return JSON.stringify(tree);
}

/** Of every storage of the origin, what is in it. */
export async function listStorage(page: Page): Promise<readonly string[]> {
  const cookies = (await page.context().cookies()).map((cookie) => JSON.stringify(cookie));
  const kept = await page.evaluate(async () => {
    const found: string[] = (await indexedDB.databases()).map(({ name }) => `database ${name}`);
    for (const store of [localStorage, sessionStorage])
      found.push(...Object.entries(store).map((pair) => pair.join(' ')));
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const body = await (await cache.match(request))?.text();
        found.push(`cache ${name} ${request.url} ${JSON.stringify([...request.headers])} ${body}`);
      }
    }
    for (const { scope, active } of await navigator.serviceWorker.getRegistrations())
      found.push(`worker ${scope} ${active?.scriptURL}`);
    for await (const name of (await navigator.storage.getDirectory()).keys()) found.push(`file ${name}`);
    return found;
  });
  return [...cookies, ...kept];
}
