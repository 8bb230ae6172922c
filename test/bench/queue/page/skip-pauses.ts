/** Lets timers that are pauses run at once, so that work and politeness can be measured apart; returns what ends it. */
export function skipPauses(isPause: (ms: number) => boolean): () => void {
  const own = globalThis.setTimeout;
  const patched = (run: TimerHandler, ms = 0, ...rest: unknown[]) =>
    own(run, isPause(ms) ? 0 : ms, ...(rest as []));
  globalThis.setTimeout = Object.assign(patched, own);
  return () => void (globalThis.setTimeout = own);
}
