/** A device on which nothing may be kept, by the page's wish: as if there were no storage. */
import type { RecordStore } from '../model/ports.js';

export function createNoStore(): RecordStore {
  const refuse = () => Promise.reject(new DOMException('Nothing is kept here', 'SecurityError'));
  return { get: refuse, put: refuse, remove: refuse, page: refuse, move: refuse, update: refuse };
}
