/** What the page says to one session: its signals now, and what is done on it from now on. */
import { countAct } from '../count-act.js';
import type { Signals } from '../model/signals.js';
import type { FormSession } from '../session.js';
import { readSignals } from './read-signals.js';
import type { SignalContext } from './signals/signal-context.js';

export type SignalPlace = Pick<SignalContext, 'host' | 'locale' | 'signal' | 'memory'>;

export function hearPage(session: FormSession, place: SignalPlace): Promise<Signals['values']> {
  const { state } = session;
  return readSignals(session.config, {
    ...place,
    counts: state.profile.counts,
    // Asked anew each time, since the visitor may agree meanwhile.
    get consents() {
      return state.profile.consents;
    },
    // The trigger waits for it, so that the plan knows of the act that set it off.
    count: (name) => count(session, name),
  });
}

async function count(session: FormSession, name: string): Promise<void> {
  try {
    countAct(session.state, name, await session.tools());
    session.take();
  } catch {
    // A part did not come: one act less is known.
  }
}
