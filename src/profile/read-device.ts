/** Reads one record of this device without creating a database where there is none. */

/** Rejects where there is no database, none of ours, or where storage is not to be had. */
export async function readDevice(database: string, store: string, key: string): Promise<unknown> {
  const opening = indexedDB.open(database);
  // No database yet: leave none behind.
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
