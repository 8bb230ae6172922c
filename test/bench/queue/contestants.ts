/** Who takes part, and what each number means. */
import type { Realm } from '../open-site.js';

export interface ContestantCard {
  readonly name: string;
  /** Package and version where it is not ours. */
  readonly packageName?: string;
  /** Of the module in `page/`, and what it exports. */
  readonly file: string;
  readonly factory: string;
  readonly realm: Realm;
  /** What is true when it says that a lead is stored, and what the time holds. */
  readonly stored: string;
  /** How it empties its pile. */
  readonly drained: string;
}

export const ours = 'ours';

export const contestants: readonly ContestantCard[] = [
  {
    name: ours,
    file: 'ours.ts',
    factory: 'createOurs',
    realm: 'page',
    stored: 'sealed, transaction complete with strict durability; room for 20,000 instead of 200',
    drained: 'acknowledged, then removed; one at a time; 200 ms between two',
  },
  {
    name: 'bare put',
    file: 'bare-put.ts',
    factory: 'createBarePut',
    realm: 'page',
    stored: 'no queue: one write in clear, strict; what the device itself takes for a promise like ours',
    drained: 'sent, then removed; one at a time; no pause',
  },
  {
    name: 'workbox',
    packageName: 'workbox-background-sync',
    file: 'workbox.mjs',
    factory: 'createWorkbox',
    realm: 'service worker',
    stored:
      'in clear, transaction complete with relaxed durability, sync registered; the way from page to worker not counted',
    drained: 'removed, then sent; one at a time; no pause; any answer counts',
  },
  {
    name: 'sentry',
    packageName: '@sentry/browser',
    file: 'sentry.mjs',
    factory: 'createSentry',
    realm: 'page',
    stored:
      'after an attempt that fails at once; in clear, relaxed; room for 20,000 instead of 30, beyond which it drops in silence',
    drained: 'removed, then sent; one at a time; 100 ms between two',
  },
  {
    name: 'segment',
    packageName: '@segment/analytics-next',
    file: 'segment.mjs',
    factory: 'createSegment',
    realm: 'page',
    stored: 'in memory only; localStorage is written once, when the page goes away',
    drained: 'removed, then sent; one at a time; 100 to 600 ms before the first',
  },
  {
    name: 'idb list',
    packageName: 'idb-keyval',
    file: 'idb-list.mjs',
    factory: 'createIdbList',
    realm: 'page',
    stored: 'in clear, transaction complete with relaxed durability; two tabs overwrite each other',
    drained: 'sent, then removed; one at a time; no pause',
  },
];
