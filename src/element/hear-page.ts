/** What the page says to one session: its signals now, and what is done on it from now on. */
import type { Signals } from '../model/signals.js';
import { pageTimer, type SetTimer } from '../outbox/timer.js';
import { countAct } from '../session/count-act.js';
import type { FormSession } from '../session.js';
import type { Choices } from './flags/choice.js';
import { chooseVariants } from './flags/choose-variants.js';
import type { FlagClients } from './flags/find-client.js';
import { showVariants } from './flags/show-variants.js';
import { tellChoices } from './flags/tell-choices.js';
import { readSignals } from './read-signals.js';
import type { SignalContext } from './signals/signal-context.js';
import { watchView, type ViewPlace } from './signals/watch-view.js';

export interface SignalPlace {
  readonly host: ViewPlace['host'] & {
    heard: SignalContext['memory'] | undefined;
    /** Who chooses variants, by the names that definitions call them. */
    readonly flags?: FlagClients | undefined;
    /** What is shown. */
    readonly session?: FormSession | undefined;
    show(change: object): void;
  };
  readonly locale: string;
  /** Ends the listening. */
  readonly signal: AbortSignal | undefined;
  readonly setTimer?: SetTimer;
}

export async function hearPage(session: FormSession, place: SignalPlace): Promise<Signals['values']> {
  const { config, state } = session;
  const { host, locale, signal = new AbortController().signal, setTimer = pageTimer } = place;
  const { flags } = config;
  const memory = (host.heard ??= {});
  let choices: Choices = new Map();
  watchView(session, { host, signal });
  const values = await readSignals(config, {
    ...{ host, locale, signal, setTimer, memory },
    counts: state.profile.counts,
    // Asked anew each time, since the visitor may agree meanwhile.
    get consents() {
      return state.profile.consents;
    },
    // The trigger waits for it, so that the plan knows of the act that set it off.
    count: (name, at) => count(session, { name, at: new Date(at).toISOString() }, place),
    choose: async (mayRead) => {
      const open = Object.entries(flags ?? {}).filter(([id]) => mayRead(`flag.${id}`));
      if (!open.length) return {};
      const kept = (memory.choices ??= new Map());
      choices = await chooseVariants(open, { clients: host.flags, kept, signal, setTimer });
      return Object.fromEntries([...choices].map(([id, { variant }]) => [`flag.${id}`, variant]));
    },
  });
  if (flags && !signal.aborted) {
    showVariants(host, flags, choices);
    tellChoices(choices, session, { host, signal });
  }
  return values;
}

interface Act {
  readonly name: string;
  /** ISO 8601 instant. */
  readonly at: string;
}

async function count(session: FormSession, { name, at }: Act, { host }: SignalPlace): Promise<void> {
  try {
    countAct(session.state, name, at, await session.tools());
    session.take();
    host.show({});
  } catch {
    // A part did not come: one act less is known.
  }
}
