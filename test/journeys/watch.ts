/** Listens to a page all the while, and gathers what any place could have kept or passed on. */
import type { Page } from 'playwright/test';
import type { Findings } from './canaries.js';
import { listStorage, readDevice, readPage, readTree, tapWire } from './look-around.js';

/** Listens to all that a page sends, prints and tells from now on; to be called before it is opened. */
export async function watch(page: Page): Promise<{ read(withStorage?: boolean): Promise<Findings> }> {
  const wire = tapWire(page);
  const printed: string[] = [];
  const sockets: string[] = [];
  page.on('console', (message) => printed.push(`${message.text()} ${JSON.stringify(message.location())}`));
  page.on('websocket', (socket) => {
    sockets.push(socket.url());
    for (const event of ['framesent', 'framereceived'] as const)
      socket.on(event as 'framesent', ({ payload }) => sockets.push(payload.toString()));
  });
  await page.addInitScript(overhear);
  return {
    read: async (withStorage = true) => ({
      page: await readPage(page),
      tree: await readTree(page),
      ...(withStorage && { device: (await readDevice(page)).text, storage: await readStorage(page) }),
      wire: await wire.text(),
      sockets: sockets.join('\n'),
      console: printed.join('\n'),
      ...(await readSurroundings(page)),
    }),
  };
}

const readStorage = async (page: Page): Promise<string> => (await listStorage(page)).join('\n');

/** What any other script of the page can come by without looking into the form. */
const readSurroundings = (page: Page): Promise<Findings> =>
  page.evaluate(() => {
    const steps = navigation.entries().map((entry) => [entry.url, entry.getState()]);
    const told = globalThis.overheard ?? [];
    const form = document.querySelector('progressive-form') as { session?: { state: unknown } } | null;
    return {
      history: JSON.stringify([history.state, location.href, steps, document.referrer, window.name]),
      performance: JSON.stringify(performance.getEntries()),
      events: told.join('\n'),
      session: JSON.stringify(form?.session?.state ?? null),
    };
  });

declare global {
  var overheard: string[] | undefined;
}

/** Runs in the page before anything else: notes every event and message that a script sends, with its own members. */
function overhear(): void {
  const told: string[] = (globalThis.overheard = []);
  const note = (kind: string, thing: unknown) => {
    const members = thing instanceof Event ? Object.getOwnPropertyNames(thing) : [];
    const whole = members.map((name) => [name, (thing as unknown as Record<string, unknown>)[name]]);
    const plain = (_: string, value: unknown) =>
      value instanceof EventTarget || typeof value === 'function' ? undefined : value;
    const detail = thing instanceof CustomEvent ? (thing.detail as unknown) : undefined;
    told.push(`${kind} ${JSON.stringify(members.length ? [whole, detail] : [thing], plain)}`);
  };
  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event) {
    note(event.type, event);
    return dispatchEvent.call(this, event);
  };
  const { postMessage } = BroadcastChannel.prototype;
  BroadcastChannel.prototype.postMessage = function (message) {
    note('channel', message);
    postMessage.call(this, message);
  };
  addEventListener('message', (event) => note('message', event.data));
}
