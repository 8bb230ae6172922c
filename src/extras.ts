/** What few pages and few visitors ever need, in a file of its own. */
export { readIssues } from './adapters/http/read-issues.js';
export { reportLosses } from './adapters/http/report-losses.js';
export { createDeadLetters } from './outbox/dead-letters.js';
export { createLeaseTurn } from './outbox/lease-turn.js';
export { advise } from './element/advise.js';
export { listEntries } from './element/page-form.js';
export { renderAdvice } from './element/advice-view.js';
export { renderNotYou, renderRefusal } from './element/rare-views.js';
export { rareStyles as styles } from './element/rare-styles.js';
export { tellAuthor, tellRefusal } from './element/tell-author.js';
export { carryHidden } from './session/carry-hidden.js';
export { forget } from './session/forget.js';
export { refreshAsset } from './session/refresh-asset.js';
export { skipView } from './session/skip-view.js';
