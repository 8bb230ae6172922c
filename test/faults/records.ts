/** Another script of the origin at work in the outbox's database: read by hand, written by hand. */
import type { Page } from 'playwright';

export interface Change {
  readonly key: string;
  /** Members to set; `null` removes one. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** A bit of the sealed body is turned. */
  readonly flip?: boolean;
}

/** Writes records as they are; the database is created where it is absent. */
export function writeRecords(page: Page, records: Readonly<Record<string, unknown>>): Promise<void> {
  return page.evaluate(async (pairs) => {
    const request = indexedDB.open('progressive-form');
    request.onupgradeneeded = () => request.result.createObjectStore('records');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('refused'));
    });
    const bytes = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    /** As fixtures are written: bytes in base64, keys by their raw bytes. */
    const decode = async (value: unknown): Promise<unknown> => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      const { $array, $buffer, $key } = value as Partial<Record<string, string>>;
      if ($array !== undefined) return bytes($array);
      if ($buffer !== undefined) return bytes($buffer).buffer;
      if ($key !== undefined)
        return crypto.subtle.importKey('raw', bytes($key), 'AES-GCM', false, ['encrypt', 'decrypt']);
      const members = Object.entries(value).map(async ([name, one]) => [name, await decode(one)] as const);
      return Object.fromEntries(await Promise.all(members));
    };
    const decoded = await Promise.all(
      Object.entries(pairs).map(async ([key, record]) => [key, await decode(record)] as const),
    );
    const transaction = db.transaction('records', 'readwrite');
    for (const [key, record] of decoded) transaction.objectStore('records').put(record, key);
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    db.close();
  }, records);
}

/** Spoils records that are there. */
export function spoilRecords(page: Page, changes: readonly Change[]): Promise<void> {
  return page.evaluate(async (list) => {
    const request = indexedDB.open('progressive-form');
    const db = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = db.transaction('records', 'readwrite');
    const store = transaction.objectStore('records');
    for (const { key, set, flip } of list) {
      const found = store.get(key) as IDBRequest<Record<string, unknown>>;
      found.onsuccess = () => {
        const record = { ...found.result, ...set };
        for (const [name, value] of Object.entries(set ?? {})) if (value === null) delete record[name];
        if (flip) new Uint8Array(record['wire'] as ArrayBuffer)[5]! ^= 1;
        store.put(record, key);
      };
    }
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    db.close();
  }, changes);
}

/** Everything that lies in the database, by key, as text in which an answer would be found. */
export function readRecords(page: Page): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (!names.includes('progressive-form')) return {};
    const request = indexedDB.open('progressive-form');
    const db = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const store = db.transaction('records').objectStore('records');
    const all = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve) => (asked.onsuccess = () => resolve(asked.result)));
    const [keys, records] = await Promise.all([all(store.getAllKeys()), all(store.getAll())]);
    db.close();
    return Object.fromEntries(keys.map((key, i) => [String(key), JSON.stringify(records[i]) ?? '']));
  });
}

/** Resolves with `blocked` where a connection that does not give way keeps it. */
export function deleteDatabase(page: Page): Promise<'deleted' | 'blocked'> {
  return page.evaluate(
    () =>
      new Promise<'deleted' | 'blocked'>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('progressive-form');
        request.onsuccess = () => resolve('deleted');
        request.onblocked = () => resolve('blocked');
        request.onerror = () => reject(request.error ?? new Error('refused'));
      }),
  );
}
