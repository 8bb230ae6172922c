/** A second look into a queue's database, past the queue. */
import { promisifyRequest } from 'idb-keyval';

export interface RawStore<T> {
  count(): Promise<number>;
  /** Removes the records with the highest keys; resolves with what they were. */
  takeNewest(count: number): Promise<readonly (readonly [key: IDBValidKey, record: T])[]>;
  add(records: readonly (readonly [key: IDBValidKey | undefined, record: T])[]): Promise<void>;
  first(): Promise<T | undefined>;
}

/** The database must be there. `range`: the keys that are entries; all where absent. */
export function createRawStore<T>(database: string, storeName: string, range?: IDBKeyRange): RawStore<T> {
  let connection: Promise<IDBDatabase> | undefined;
  const open = async (mode: IDBTransactionMode) => {
    connection ??= promisifyRequest(indexedDB.open(database));
    return (await connection).transaction(storeName, mode).objectStore(storeName);
  };

  return {
    count: async () => promisifyRequest((await open('readonly')).count(range)),
    async takeNewest(count) {
      const store = await open('readwrite');
      const taken: (readonly [IDBValidKey, T])[] = [];
      const request = store.openCursor(range, 'prev');
      request.onsuccess = () => {
        const cursor = request.result;
        if (!cursor || taken.length === count) return;
        taken.push([cursor.primaryKey, cursor.value as T]);
        cursor.delete();
        cursor.continue();
      };
      await promisifyRequest(store.transaction);
      return taken;
    },
    async add(records) {
      const store = await open('readwrite');
      for (const [key, record] of records) store.put(record, key);
      await promisifyRequest(store.transaction);
    },
    async first() {
      const [record] = await promisifyRequest<T[]>((await open('readonly')).getAll(range, 1));
      return record;
    },
  };
}
