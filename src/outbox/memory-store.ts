/** Records that live as long as the page: where storage is missing, and in tests. */
import type { RecordStore } from '../model/ports.js';

const isThere = (record: unknown): boolean => record !== undefined;

export function createMemoryStore(): RecordStore {
  const records = new Map<string, unknown>();
  const move: RecordStore['move'] = async (put, remove, given, is = isThere) => {
    if (given !== undefined && !is(records.get(given))) return false;
    for (const [key, record] of put) records.set(key, record);
    for (const key of remove) records.delete(key);
    return true;
  };
  return {
    get: async (key) => records.get(key),
    put: async (key, record) => void records.set(key, record),
    remove: async (keys) => void (await move([], keys)),
    move,
    update: async (key, change) => {
      const next = change(records.get(key));
      if (next !== undefined) records.set(key, next);
    },
    page: async (prefix, after, limit) =>
      [...records]
        .filter(([key]) => key.startsWith(prefix) && key > after && key !== prefix)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit),
  };
}
