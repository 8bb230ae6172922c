/** What the page says to one session: its signals now, and what is done on it from now on. */
import { countAct } from '../session/count-act.js';
import type { Signals } from '../model/signals.js';
import type { FormSession } from '../session.js';
import { readSignals } from './read-signals.js';
import type { SignalContext } from './signals/signal-context.js';
import { watchView, type ViewPlace } from './signals/watch-view.js';

export interface SignalPlace {
  readonly host: ViewPlace['host'] & {
    heard: SignalContext['memory'] | undefined;
    show(change: object): void;
  };
  readonly locale: string;
  /** Ends the listening. */
  readonly signal: AbortSignal | undefined;
}

export function hearPage(session: FormSession, place: SignalPlace): Promise<Signals['values']> {
  const { state } = session;
  const { host, locale, signal = new AbortController().signal } = place;
  watchView(session, { host, signal });
  return readSignals(session.config, {
    ...{ host, locale, signal },
    memory: (host.heard ??= {}),
    counts: state.profile.counts,
    // Asked anew each time, since the visitor may agree meanwhile.
    get consents() {
      return state.profile.consents;
    },
    // The trigger waits for it, so that the plan knows of the act that set it off.
    count: (name) => count(session, name, place),
  });
}

async function count(session: FormSession, name: string, { host }: SignalPlace): Promise<void> {
  const at = new Date().toISOString();
  try {
    countAct(session.state, name, at, await session.tools());
    session.take();
    host.show({});
  } catch {
    // A part did not come: one act less is known.
  }
}
