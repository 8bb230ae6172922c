/** Reads one record of this device without creating a database where there is none. */

/** Resolves with the record, or with nothing. Rejects where storage is not to be had. */
export function readDevice(database: string, store: string, key: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database);
    // No database yet: leave none behind.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () =>
      opening.error?.name === 'AbortError' ? resolve(undefined) : reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      db.onversionchange = () => db.close();
      const transaction = db.transaction(store);
      const reading = transaction.objectStore(store).get(key);
      transaction.onabort = () => reject(transaction.error);
      transaction.oncomplete = () => {
        db.close();
        resolve(reading.result);
      };
    };
  });
}
