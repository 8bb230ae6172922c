/** What few pages and few visitors ever need, in a file of its own. */
export { createDeadLetters } from './outbox/dead-letters.js';
export { createLeaseTurn } from './outbox/lease-turn.js';
export { startOver } from './element/start-over.js';
export { tellAuthor, tellRefusal } from './element/tell-author.js';
export { forget } from './session/forget.js';
export { refreshAsset } from './session/refresh-asset.js';
export { skipView } from './session/skip-view.js';
