/** The device keeps nothing, keeps it for a while only, or gives back something else than it was given. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CDPSession, Page } from 'playwright';
import { say } from '../answers.js';
import { listErrors, openEmpty, openHooked } from '../hooks.js';
import { withOtherBrowser } from '../other-browser.js';
import { deleteDatabase, spoilRecords, writeRecords, type Change } from '../records.js';
import type { Row, UnautomatedRow } from '../row.js';
import { selfSign } from '../self-sign.js';
import { fillDisk, mayMount, mountDisk, unmountDisk } from '../small-disk.js';
import type { Stage } from '../stage.js';

type Refusal = 'is blocked' | 'is missing' | 'never opens';
type Breakage = 'InvalidStateError' | 'UnknownError' | 'AbortError' | 'no error';

/** Milliseconds in which a form whose storage hangs must say so, and some for the machine. */
const memoryWithin = 3000 + 1000;

const rows: readonly Row[] = [
  {
    id: 'FLT45',
    title: 'the quota is used up: the visitor is told, what waited is intact, storage heals',
    group: 'storage',
    trial: (stage) =>
      withOtherBrowser(stage, async (context) => {
        const page = await context.newPage();
        await page.goto(`${stage.siteUrl}/?to=${encodeURIComponent(stage.endpoint)}`);
        const devtools = await context.newCDPSession(page);
        const origin = stage.siteUrl;
        await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 500_000 });
        await surviveFull(stage, page, {
          use: () => page.evaluate(useUp),
          free: () => devtools.send('Storage.overrideQuotaForOrigin', { origin }),
        });
      }),
  },
  {
    id: 'FLT47',
    title: 'IndexedDB is blocked, missing, or never opens: sent from memory',
    group: 'storage',
    async trial(stage, random) {
      for (const refusal of random.shuffle<Refusal>(['is blocked', 'is missing', 'never opens'])) {
        const page = await openHooked(stage, refuseStorage, refusal);
        await stage.untilShown(await stage.submit(page), 'sent');
        await stage.line.pull();
        const reference = await stage.submit(page);
        const shown = () => stage.said(reference).includes('volatile');
        await stage.until(`storage ${refusal}: the visitor is told`, shown, memoryWithin);
        assert(!stage.said(reference).includes('durable'));
        assertTold(stage, /^Nothing more is kept/);
        await stage.line.plugIn();
        await stage.wake(page);
        await stage.untilShown(reference, 'sent');
        await page.close();
      }
    },
  },
  {
    id: 'FLT48',
    title: 'the database cannot be created at first, and can later',
    group: 'storage',
    async trial(stage) {
      await stage.line.pull();
      const page = await openHooked(stage, abortFirstUpgrade, undefined);
      await stage.untilShown(await stage.submit(page), 'durable');
      assert(await page.evaluate(() => document.documentElement.dataset['aborted']), 'it failed at first');
      await stage.line.plugIn();
      await stage.settle(page);
    },
  },
  {
    id: 'FLT49',
    title: 'the connection to the database breaks when the submission is kept',
    group: 'storage',
    async trial(stage, random) {
      const all: Breakage[] = ['InvalidStateError', 'UnknownError', 'AbortError', 'no error'];
      await stage.line.pull();
      for (const breakage of random.shuffle(all)) {
        const page = await openHooked(stage, breakConnection, breakage);
        await stage.untilShown(await stage.submit(page), 'durable');
        assert(await page.evaluate(() => document.documentElement.dataset['broken']), 'it broke');
        await page.close();
      }
      assert.equal((await stage.waiting()).length, all.length);
      await stage.line.plugIn();
      await stage.settle(await stage.open());
    },
  },
  {
    id: 'FLT50',
    title: 'the database is deleted while submissions wait: a page that lives puts its own back',
    group: 'storage',
    telling: true,
    async trial(stage, random) {
      const page = await stage.openLibrary();
      const other = await openEmpty(stage);
      const ways = [() => deleteDatabase(other), () => clearStorage(stage, other, 'indexeddb')];
      for (const way of random.shuffle(ways)) {
        await stage.line.pull();
        await stage.submitMany(page, [stage.newReference(), stage.newReference()]);
        assert.equal((await stage.waiting()).length, 2);
        await way();
        assert.equal((await stage.waiting()).length, 0, 'they are gone');
        await stage.wake(page);
        await stage.until('they are back', async () => (await stage.waiting()).length === 2);
        await stage.line.plugIn();
        await stage.settle(page);
      }
    },
  },
  {
    id: 'FLT51',
    title: 'foreign code opens the database in a later version, leaves it without our store, blocks it',
    group: 'storage',
    async trial(stage) {
      const foreign = await openEmpty(stage);
      await foreign.evaluate(() => void indexedDB.open('progressive-form', 3));
      const page = await stage.open();
      await stage.untilShown(await stage.submit(page), 'sent'); // without our store: from memory
      assert.equal(await deleteDatabase(foreign), 'blocked');
      await foreign.close();
      await stage.until('it is gone', async () => (await stage.device()).length === 0);

      await stage.line.pull();
      await stage.untilShown(await stage.submit(await stage.open()), 'durable');
      const stubborn = await openEmpty(stage);
      await stubborn.evaluate(openAs, { version: 7, name: 'kept' }); // our tabs give way
      await stage.untilShown(await stage.submit(await stage.tab()), 'durable');

      const blocked = await openEmpty(stage);
      await blocked.evaluate(() => void indexedDB.open('progressive-form', 8)); // waits for the stubborn one
      const late = await stage.open();
      let kept = '';
      try {
        kept = await stage.submit(late);
        await stage.untilShown(kept, 'volatile');
        assertTold(stage, /^Nothing more is kept/);
      } finally {
        await Promise.all([stubborn, blocked].map((one) => one.close()));
      }
      await stage.line.plugIn();
      await stage.settle(late);
      await stage.untilShown(kept, 'sent');
    },
  },
  {
    id: 'FLT52',
    title: 'records are spoiled: those are counted, the others flow',
    group: 'storage',
    async trial(stage, random) {
      await stage.line.pull();
      const page = await stage.openLibrary();
      const references = Array.from({ length: 7 }, () => stage.newReference());
      await stage.submitMany(page, references);
      await page.close();
      const spoils: Omit<Change, 'key'>[] = [
        { flip: true },
        { set: { wire: null } },
        { set: { n: 'many' } },
        { set: { kid: 'nobody' } },
      ];
      const waiting = random.shuffle(await stage.waiting()).slice(0, spoils.length);
      const changes = waiting.map(({ id }, i) => ({ key: `o/${id}`, ...spoils[i] }));
      await spoilRecords(await openEmpty(stage), changes);
      await stage.line.plugIn();
      await stage.settle(await stage.open());
      assert.equal((await stage.collector.rows()).length, references.length - spoils.length);
      const spoiled = waiting.map(({ id }) => id).sort();
      const isTold = async () => (await stage.collector.losses()).length === spoiled.length;
      await stage.until('the collector is told of the loss', isTold);
      assert.deepEqual([...(await stage.collector.losses())].sort(), spoiled);
    },
  },
  {
    id: 'FLT53',
    title: 'what released versions left behind arrives to the byte; what is for a later one stays',
    group: 'storage',
    async trial(stage) {
      for (const golden of await readGolden()) {
        stage.line = await stage.openLine({ tls: selfSign() });
        stage.line.answer = say(200, {
          type: 'application/json',
          body: ({ id }) => JSON.stringify(id ? { id } : { ids: [] }),
        });
        const { host } = new URL(golden.endpointKey.replace('http:', ''));
        stage.endpoint = `https://${host}`;
        const rule = `MAP ${host}:443 127.0.0.1:${stage.line.port}`;
        await stage.launch({ args: [`--host-rules=${rule}`], ignoreHTTPSErrors: true });
        await writeRecords(await openEmpty(stage), golden.records);
        const page = await stage.open();
        const { newer = '', refused = '', ...due } = golden.ids;
        const sent = () => new Set(stage.line.heard.flatMap(({ id }) => id ?? []));
        await stage.until('all of it is sent', () => sent().size === Object.keys(due).length);
        for (const { id, body } of stage.line.heard.filter((one) => one.id))
          assert.equal((JSON.parse(body) as { body: string }).body, golden.bodies[id ?? '']);
        await stage.wake(page);
        const left = async () => (await stage.device()).map(({ id, place }) => `${place} ${id}`).sort();
        const expected = [`dead ${refused}`, `waiting ${newer}`];
        await stage.until('the rest stays', async () => String(await left()) === String(expected));
      }
    },
  },
  {
    id: 'FLT58',
    title: 'storage is cleared between two visits: lost as documented, and the next visit works',
    group: 'storage',
    async trial(stage) {
      await stage.line.pull();
      const reference = await stage.submit(await stage.open());
      await stage.untilShown(reference, 'durable');
      const id = stage.idOf(reference);
      assert(id);
      stage.client.write({ type: 'withdrawn', id }); // it goes with the storage: outside the guarantee
      await stage.launch();
      await clearStorage(stage, await openEmpty(stage), 'all');
      await stage.line.plugIn();
      const page = await stage.open();
      const errors = listErrors(page);
      await stage.untilShown(await stage.submit(page), 'sent');
      assert.deepEqual(errors, []);
      assert.equal(stage.heard(reference).length, 0);
    },
  },
];

const fullDisk: Row = {
  id: 'FLT46',
  title: 'the disk is full: the visitor is told, what waited is intact, storage heals',
  group: 'storage',
  async trial(stage) {
    const folder = join(dirname(stage.client.path), 'profile');
    await stage.kill();
    await mountDisk(folder, 200);
    try {
      await stage.launch();
      let free = async () => {};
      const use = async () => void (free = await fillDisk(folder));
      await surviveFull(stage, await stage.open(), { use, free: () => free() });
      await stage.kill();
    } finally {
      await unmountDisk(folder);
    }
    await stage.launch();
  },
};

export const storageRows: readonly Row[] = mayMount() ? [...rows, fullDisk] : rows;

export const unautomatedStorageRows: readonly UnautomatedRow[] = mayMount()
  ? []
  : [{ id: fullDisk.id, title: fullDisk.title, reason: 'a disk of a chosen size needs the right to mount' }];

interface Room {
  use(): Promise<unknown>;
  free(): Promise<unknown>;
}

/** One submission before there is no room, others until there is none. */
async function surviveFull(stage: Stage, page: Page, room: Room): Promise<void> {
  const references: string[] = [];
  /** Long, since the last bytes of a disk are not handed out one by one. */
  const submit = async () => {
    const reference = stage.newReference().padEnd(900, '.');
    references.push(await stage.submit(page, reference));
    await stage.untilShown(reference, 'durable', 'volatile');
    return stage.said(reference).at(-1);
  };
  await stage.line.pull();
  assert.equal(await submit(), 'durable');
  await room.use();
  let state = await submit();
  while (state === 'durable' && references.length < 10) state = await submit();
  assert.equal(state, 'volatile', 'the visitor is told');
  assertTold(stage, /^Nothing more is kept/);
  await room.free();
  await stage.wake(page);
  const [newest = ''] = references.slice(-1);
  await stage.untilShown(newest, 'durable');
  await stage.line.plugIn();
  await stage.wake(page);
  await stage.untilShown(newest, 'sent');
  const all = async () => (await stage.collector.rows()).length === references.length;
  await stage.until('what waited is recorded too', all);
}

function assertTold(stage: Stage, words: RegExp): void {
  const told = stage.client.entries.some((one) => one.type === 'told' && words.test(one.message));
  assert(told, 'the author of the page is told');
}

async function clearStorage(stage: Stage, page: Page, storageTypes: string): Promise<void> {
  const devtools: CDPSession = await stage.context.newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: stage.siteUrl, storageTypes });
  await devtools.detach();
}

interface Golden {
  readonly endpointKey: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly bodies: Readonly<Record<string, string>>;
  readonly records: Readonly<Record<string, unknown>>;
}

/** One a release. */
async function readGolden(): Promise<readonly Golden[]> {
  const folder = new URL('../../fixtures/outbox/', import.meta.url);
  const versions = (await readdir(folder, { withFileTypes: true })).filter((one) => one.isDirectory());
  const texts = versions.map(({ name }) => readFile(new URL(`${name}/golden.json`, folder), 'utf8'));
  return (await Promise.all(texts)).map((text) => JSON.parse(text) as Golden);
}

/** Runs in the page. */
function refuseStorage(refusal: Refusal): void {
  if (refusal === 'is missing') {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
    return;
  }
  IDBFactory.prototype.open = () => {
    if (refusal === 'is blocked') throw new DOMException('The operation is insecure.', 'SecurityError');
    return new EventTarget() as IDBOpenDBRequest;
  };
}

/** Runs in the page: the host's own data takes all the room there is. */
async function useUp(): Promise<void> {
  const request = indexedDB.open('host');
  request.onupgradeneeded = () => request.result.createObjectStore('data', { autoIncrement: true });
  await new Promise((resolve) => (request.onsuccess = resolve));
  const add = (size: number) => {
    const transaction = request.result.transaction('data', 'readwrite');
    transaction.objectStore('data').add('x'.repeat(size));
    return new Promise<boolean>((resolve) => {
      transaction.oncomplete = () => resolve(true);
      transaction.onabort = () => resolve(false);
    });
  };
  for (const size of [50_000, 1000, 100]) while (await add(size));
}

/** Runs in the page: the first database that is really created comes to nothing. */
function abortFirstUpgrade(): void {
  const { createObjectStore } = IDBDatabase.prototype;
  IDBDatabase.prototype.createObjectStore = function (...args) {
    const store = createObjectStore.apply(this, args);
    const { dataset } = document.documentElement;
    if (!dataset['aborted']) store.transaction.abort();
    dataset['aborted'] = 'yes';
    return store;
  };
}

/** Runs in the page: the first transaction that would write breaks, in the way of one of the browsers. */
function breakConnection(breakage: Breakage): void {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...args) {
    const { dataset } = document.documentElement;
    if (args[1] !== 'readwrite' || dataset['broken']) return transaction.apply(this, args);
    dataset['broken'] = 'yes';
    const text = 'Connection to Indexed Database server lost. Refresh the page to try again';
    if (breakage !== 'no error') throw new DOMException(text, breakage);
    const broken = transaction.apply(this, args);
    queueMicrotask(() => broken.abort());
    return broken;
  };
}

/** Runs in the page: opens the database in a later version, and keeps it open whoever asks for it. */
function openAs({ version, name }: { readonly version: number; readonly name: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('progressive-form', version);
    request.onsuccess = () => {
      Object.assign(window, { [name]: request.result });
      resolve();
    };
    request.onerror = () => reject(request.error ?? new Error('refused'));
  });
}
