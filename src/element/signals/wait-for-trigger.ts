/**
 * Waits until the trigger of a definition holds. Listens for what its condition names and for nothing else, looks at
 * it again only when a comparison may have turned, and lets go of everything once it holds.
 */
import type { Condition } from '../../model/condition.js';
import { pageTimer } from '../../outbox/timer.js';
import { evaluateCondition, type Found } from '../../plan/evaluate-condition.js';
import { own } from '../../model/own.js';
import { createEventCounts } from './event-counts.js';
import { hearSignals } from './hear-signals.js';
import { notePage, recallPage, tellPage } from './page-so-far.js';
import type { MayRead, SignalContext, Values, Watch } from './signal-context.js';
import { watchExit } from './watch-exit.js';
import { watchScroll } from './watch-scroll.js';
import { watchTime } from './watch-time.js';

/**
 * Resolves with what `read` gives at that moment, and with what happened on the page as far as the trigger names it.
 * Rests for ever where that never holds or the context's signal ends it. When `later` has come, `read` may give more.
 */
export function waitForTrigger(
  trigger: Condition,
  { host, signal, now = Date.now, setTimer = pageTimer, memory = {}, counts: before }: SignalContext,
  read: () => Values,
  mayRead: MayRead,
  later?: Promise<unknown>,
): Promise<Values> {
  const page = recallPage(memory);
  const counts = createEventCounts(before);
  // Every comparison is made whatever comes of the others: what is looked at stands in the trace of nothing.
  const tests = evaluateCondition(trigger, () => ({}), 0).trace.filter(({ path }) => mayRead(path));
  const views = () => Number(host.getAttribute('page-views')) || 1;
  const hear = (name: string): void => {
    notePage(page, name);
    counts.add(name, now());
  };
  return new Promise((resolve) => {
    const watching = new AbortController();
    const end = (): void => watching.abort();
    if (signal.aborted) return;
    signal.addEventListener('abort', end, { signal: watching.signal });
    let settle = (): void => undefined;
    const changed = (): void => {
      settle();
      const values = { ...read(), ...tellPage(page, tests, views) };
      const look = (path: string): Found => {
        if (!path.startsWith('count.')) return { value: own(values, path) };
        return mayRead(path) ? counts.find(path) : {};
      };
      if (!evaluateCondition(trigger, look, now()).ok) return;
      end();
      resolve(values);
    };
    changed();
    const watch = { page, tests, changed, signal: watching.signal, now, setTimer };
    if (watch.signal.aborted) return;
    settle = watchPage(watch, host, hear);
    void later?.then(() => watch.signal.aborted || changed());
  });
}

/** Returns what brings the page's times up to now. */
function watchPage(watch: Watch, host: HTMLElement, hear: (name: string) => void): () => void {
  const { tests, changed, signal } = watch;
  const names = (pattern: RegExp) => tests.some(({ path }) => pattern.test(path));
  if (names(/^page\.scroll$/)) watchScroll(watch);
  if (names(/^page\.exit$/)) watchExit(watch);
  // A page that changes without loading says so: then what it says by itself is looked at again.
  if (names(/^(page\.(events|views|path|query|context)|utm|count)\b/))
    hearSignals(host, (name) => (hear(name), changed()), signal);
  return names(/^(page\.(seconds|idle)$|now\.)/) ? watchTime(watch) : () => undefined;
}
