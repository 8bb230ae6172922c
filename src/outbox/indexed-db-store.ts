/**
 * Records in IndexedDB. The database is opened without a version and never upgraded, because a tab that does not
 * listen for `versionchange` would block every other one for ever; and reading never creates it, because nothing may
 * be kept on a device before the visitor acts.
 */
import { promisifyRequest } from 'idb-keyval';
import type { Clock, RecordStore } from '../model/ports.js';
import { pageTimer, within, type SetTimer } from './timer.js';

const databaseName = 'progressive-form';
const storeName = 'records';

/** Errors of a connection that the browser closed behind our back; a new one usually works. */
const staleErrors = ['InvalidStateError', 'UnknownError', 'AbortError'];
/** Milliseconds: whatever takes longer counts as refused, though it may still be done. */
const slowest = 10_000;
const late = Symbol('late');
/** A device that breaks every connection is not to be kept busy with new ones. */
const healsPerMinute = 3;

export interface IndexedDbOptions {
  /** The page's own where absent. */
  readonly factory?: IDBFactory;
  /** Milliseconds until an open that never answers counts as refused; 3000 where absent. */
  readonly openTimeout?: number;
  readonly setTimer?: SetTimer;
  readonly clock?: Clock;
}

/** Reads find nothing where the database is absent; the first write creates it. */
export function createIndexedDbStore(options: IndexedDbOptions = {}): RecordStore {
  const connect = createConnection(options);
  const { clock = Date.now, setTimer = pageTimer } = options;
  let heals: readonly number[] = [];

  /** Whether the connection may be made anew; counts as one. */
  const mayHeal = () => {
    const now = clock();
    // An instant still to come was noted before the clock was put back.
    heals = heals.filter((at) => at > now - 60_000 && at <= now);
    if (heals.length >= healsPerMinute) return false;
    heals = [...heals, now];
    return true;
  };

  /** Resolves with nothing where the database is absent and may not be created. */
  const use = async <T>(
    create: boolean,
    mode: IDBTransactionMode,
    durability: IDBTransactionDurability,
    work: (store: IDBObjectStore) => Promise<T>,
  ): Promise<T | undefined> => {
    for (let again = true; ; again = false) {
      try {
        const db = await connect(create);
        if (!db) return undefined;
        const working = work(db.transaction(storeName, mode, { durability }).objectStore(storeName));
        const result = await within(working, slowest, setTimer, late);
        if (result !== late) return result;
        throw tooSlow();
      } catch (error) {
        if (!again || !isStale(error) || !mayHeal()) throw error;
        connect.forget();
      }
    }
  };

  const move: RecordStore['move'] = async (put, remove, given, is = isThere) => {
    const durability = put.length > 0 ? 'strict' : 'relaxed';
    const creates = put.length > 0 && given === undefined;
    const done = await use(creates, 'readwrite', durability, async (store) => {
      const holds = given === undefined || is(await promisifyRequest<unknown>(store.get(given)));
      if (holds) {
        for (const [key, record] of put) store.put(record, key);
        for (const key of remove) store.delete(key);
      }
      await promisifyRequest(store.transaction);
      return holds;
    });
    return done ?? false;
  };

  return {
    get: (key) => use(false, 'readonly', 'default', (store) => promisifyRequest<unknown>(store.get(key))),
    put: async (key, record) => void (await move([[key, record]], [])),
    remove: async (keys) => void (await move([], keys)),
    move,
    update: async (key, change) => {
      await use(true, 'readwrite', 'relaxed', async (store) => {
        const next = change(await promisifyRequest<unknown>(store.get(key)));
        if (next !== undefined) store.put(next, key);
        await promisifyRequest(store.transaction);
      });
    },
    page: async (prefix, after, limit) =>
      (await use(false, 'readonly', 'default', (store) => readPage(store, prefix, after, limit))) ?? [],
  };
}

async function readPage(store: IDBObjectStore, prefix: string, after: string, limit: number) {
  const range = IDBKeyRange.bound(after > prefix ? after : prefix, `${prefix}\uffff`, true);
  const [keys, records] = await Promise.all([
    promisifyRequest(store.getAllKeys(range, limit)),
    promisifyRequest(store.getAll(range, limit) as IDBRequest<unknown[]>),
  ]);
  return records.map((record, i) => [String(keys[i]), record] as const);
}

const isThere = (record: unknown): boolean => record !== undefined;

/** A transaction that breaks may also give no error at all. */
function isStale(error: unknown): boolean {
  return !error || staleErrors.includes((error as Partial<Error>).name ?? '');
}

const tooSlow = () => new DOMException('Too slow', 'TimeoutError');

interface Connection {
  /** The open database; nothing where it is absent and may not be created. */
  (create: boolean): Promise<IDBDatabase | undefined>;
  forget(): void;
}

function createConnection({
  factory,
  openTimeout = 3000,
  setTimer = pageTimer,
}: IndexedDbOptions): Connection {
  let handle: Promise<IDBDatabase | undefined> | undefined;
  const forget = () => void (handle = undefined);

  /** Told by the list, where there is one: WebKit keeps the empty database of an open that is aborted. */
  const isAbsent = async () => {
    // In a sandbox Chromium also rejects a promise for it that nobody holds.
    if (globalThis.origin === 'null') return false;
    const listing = Promise.resolve((factory ?? indexedDB).databases?.());
    // Whatever keeps the list from us, opening will say.
    const all = await within(listing, openTimeout, setTimer, undefined).catch(() => undefined);
    return all && !all.some(({ name }) => name === databaseName);
  };

  const open = async (create: boolean) => (!create && (await isAbsent()) ? undefined : openNow(create));

  const openNow = (create: boolean) =>
    new Promise<IDBDatabase | undefined>((resolve, reject) => {
      const request = (factory ?? indexedDB).open(databaseName);
      let absent = false;
      // Nobody waits for it a second time: until it opens after all, it counts as refused.
      const cancel = setTimer(() => reject(tooSlow()), openTimeout);
      request.onupgradeneeded = () => {
        if (create) return void request.result.createObjectStore(storeName);
        absent = true;
        request.transaction?.abort();
      };
      request.onsuccess = () => {
        cancel();
        const db = request.result;
        db.onversionchange = () => (db.close(), forget());
        db.onclose = forget;
        handle = Promise.resolve(db);
        resolve(db);
      };
      request.onerror = (event) => {
        event.preventDefault(); // Firefox reports it on the host page otherwise.
        cancel();
        forget();
        if (absent) resolve(undefined);
        else reject(request.error);
      };
    });

  const connect = async (create: boolean): Promise<IDBDatabase | undefined> => {
    // No storage at all, as in Node: nothing can lie there, and nobody need look again later.
    if (!create && !factory && !globalThis.indexedDB) return undefined;
    const opening = (handle ??= open(create));
    // A factory that throws leaves a rejected handle behind.
    const db = await opening.catch((error: unknown) => {
      if (handle === opening && (error as Partial<Error>).name !== tooSlow().name) forget();
      throw error;
    });
    if (!db && handle === opening) forget();
    return db || !create ? db : connect(true);
  };
  return Object.assign(connect, { forget });
}
