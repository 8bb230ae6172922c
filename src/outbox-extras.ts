/** What few pages ever need of the outbox, in a file of its own. */
export { createDeadLetters } from './outbox/dead-letters.js';
export { createLeaseTurn } from './outbox/lease-turn.js';
