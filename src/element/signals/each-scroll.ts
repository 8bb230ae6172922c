/** The page's scrolling, at most once a frame. */

/** Calls `moved` in the next frame, when the page has loaded, and in each frame in which it was scrolled. */
export function eachScroll(moved: (time: number) => void, signal: AbortSignal): void {
  let frame = 0;
  const schedule = (): void => {
    frame ||= requestAnimationFrame((time) => {
      frame = 0;
      moved(time);
    });
  };
  addEventListener('scroll', schedule, { signal, passive: true });
  addEventListener('load', schedule, { signal });
  signal.addEventListener('abort', () => cancelAnimationFrame(frame));
  schedule();
}
