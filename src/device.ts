/** The part that keeps things on the device, for the classic file; elsewhere it comes with what delivers. */
export { createIndexedDbStore } from './outbox/indexed-db-store.js';
export { createSealedShelf } from './outbox/sealed-shelf.js';
