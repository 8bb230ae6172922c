/** Reads one record of this device without creating a database where there is none. */

/** Nothing where there is no database; rejects where it is none of ours, or where storage is not to be had. */
export async function readDevice(database: string, store: string, key: string): Promise<unknown> {
  // WebKit keeps the empty database of an open that is aborted, so look before; not in a sandbox, where Chromium rejects
  // a promise for it that nobody holds.
  const all = globalThis.origin !== 'null' && (await indexedDB.databases?.());
  if (all && !all.some(({ name }) => name === database)) return;
  const opening = indexedDB.open(database);
  // None yet, in a browser without the list: leave none behind.
  opening.onupgradeneeded = () => opening.transaction?.abort();
  const db = await settle(opening);
  db.onversionchange = () => db.close();
  try {
    return await settle(db.transaction(store).objectStore(store).get(key));
  } finally {
    db.close();
  }
}

const settle = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault(); // Firefox reports it on the page otherwise.
      reject(request.error);
    };
  });
