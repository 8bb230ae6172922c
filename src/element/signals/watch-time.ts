/** How long the page was seen and nothing was done: `page.seconds`, `page.idle`; and the hour of `now.*`. */
import { nextTurn } from './next-turn.js';
import type { Watch } from './signal-context.js';

/** Milliseconds: what a timer of the platform can count. */
const longest = 2 ** 31 - 1;

/**
 * One timer, for the next moment at which a comparison can turn, and none while the page is hidden. Returns what brings
 * `page` up to now.
 */
export function watchTime({ page, tests, changed, signal, now, setTimer }: Watch): () => void {
  let seenAt = look();
  let lastInput = page.shown;
  let cancel = (): void => undefined;

  function look(): number | undefined {
    return document.visibilityState === 'hidden' ? undefined : now();
  }
  const settle = (): void => {
    const at = now();
    // A clock may be set back.
    if (seenAt !== undefined) page.shown += Math.max(0, at - seenAt);
    seenAt = look();
    page.idle = Math.max(page.idle, page.shown - lastInput);
  };
  const names = (path: string) => tests.some((test) => test.path.startsWith(path));
  const untilTurn = (path: string, most: number, passed: number) =>
    nextTurn(tests, path, Math.floor(most / 1000)) * 1000 - passed;
  const arm = (): void => {
    cancel();
    settle();
    const wait = Math.min(
      untilTurn('page.seconds', page.shown, page.shown),
      untilTurn('page.idle', page.idle, page.shown - lastInput),
      names('now.') ? new Date(now()).setMinutes(60, 0, 0) - now() : Infinity,
    );
    if (seenAt !== undefined && wait < Infinity) cancel = setTimer(wake, Math.min(Math.ceil(wait), longest));
  };
  const wake = (): void => {
    changed();
    if (!signal.aborted) arm();
  };
  const stir = (): void => {
    settle();
    lastInput = page.shown;
  };

  const options = { signal, passive: true, capture: true };
  document.addEventListener('visibilitychange', wake, options);
  if (names('page.idle'))
    for (const type of ['pointermove', 'pointerdown', 'keydown', 'scroll'])
      addEventListener(type, stir, options);
  signal.addEventListener('abort', () => cancel());
  arm();
  return settle;
}
