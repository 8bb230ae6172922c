/** The part that keeps things on the device, for the classic file; elsewhere it comes with what delivers. */
export { createIndexedDbStore } from './outbox/indexed-db-store.js';
export { createSealedShelf } from './outbox/sealed-shelf.js';
export { eraseAll } from './outbox/erase-all.js';
export { createLockTurn } from './outbox/lock-turn.js';
