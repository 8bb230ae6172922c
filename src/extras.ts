/** What few pages and few visitors ever need, in a file of its own. */
export { createDeadLetters } from './outbox/dead-letters.js';
export { createLeaseTurn } from './outbox/lease-turn.js';
export { skipView } from './skip-view.js';
