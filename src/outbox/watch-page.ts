/** Tells the outbox when a try is worth it, and when the page may go away. */
import type { PageOutbox } from './outbox.js';
import { pageTimer, type SetTimer } from './timer.js';

/** Milliseconds: after an outage not every page comes back in the same second. */
const spread = 2000;

export interface WatchPageOptions {
  readonly random?: () => number;
  readonly setTimer?: SetTimer;
}

/** Flushes soon after the call, when the line is back, when the page is seen again; returns what ends it. */
export function watchPage(
  outbox: PageOutbox,
  target: Window = window,
  { random = Math.random, setTimer = pageTimer }: WatchPageOptions = {},
): () => void {
  const { document } = target;
  const watching = new AbortController();
  const { signal } = watching;
  const flush = () => void outbox.flush();
  const leave = () => outbox.leave();
  const cancelFirst = setTimer(flush, random() * spread);
  signal.addEventListener('abort', cancelFirst);

  target.addEventListener('online', flush, { signal });
  target.addEventListener('pageshow', (event) => event.persisted && flush(), { signal });
  // Never `unload`: a page that listens for it is not kept for the back button.
  target.addEventListener('pagehide', leave, { signal });
  const seen = () => (document.visibilityState === 'hidden' ? leave() : flush());
  document.addEventListener('visibilitychange', seen, { signal });
  return () => watching.abort();
}
