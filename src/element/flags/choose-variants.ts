/** Asks the services which variant this visitor gets: all at once, once a page, and never for longer than a moment. */
import type { Flag } from '../../model/form-config.js';
import type { FlagClient, FlagRequest } from '../../model/ports.js';
import type { SetTimer } from '../../outbox/timer.js';
import type { Choice, Choices, KeptChoices } from './choice.js';
import { findClient, type FlagClients } from './find-client.js';

export interface ChoicePlace {
  readonly clients: FlagClients | null | undefined;
  readonly kept: KeptChoices;
  /** Ends the asking; then nothing is kept. */
  readonly signal: AbortSignal;
  readonly setTimer: SetTimer;
}

/** Milliseconds that the form waits, for all services together. */
const patience = 500;

/** Never rejects: where a service is missing, late, fails or says what is no variant, the default holds. */
export async function chooseVariants(
  flags: readonly (readonly [id: string, flag: Flag])[],
  { clients, kept, signal, setTimer }: ChoicePlace,
): Promise<Choices> {
  const asking = new AbortController();
  const over = asking.signal;
  const end = (): void => asking.abort();
  const cancel = setTimer(end, patience);
  signal.addEventListener('abort', end, { signal: over });
  const late = new Promise<undefined>((resolve) => over.addEventListener('abort', () => resolve(undefined)));
  const asked = new Map<string, Promise<string | undefined>>();
  /** Flags that go by one key of one service have one answer between them. */
  const ask = (client: FlagClient | undefined, name: string, key: string, fallback: string) => {
    const group = flags.filter(([id, flag]) => flag && nameOf(flag, id) === name);
    const variants = [...new Set(group.flatMap(([, flag]) => flag.variants))];
    const decided = decide(client, { key, variants, fallback, signal: over });
    const said = Promise.race([late, decided.catch(() => undefined)]);
    asked.set(name, said);
    return said;
  };
  const choose = async (flag: Flag, id: string): Promise<Choice> => {
    const { use, variants, default: fallback } = flag;
    const key = flag.key ?? id;
    const name = nameOf(flag, id);
    const before = kept.get(name);
    if (before && variants.includes(before.variant)) return before;
    const client = findClient(use, clients);
    const said = await (asked.get(name) ?? ask(client, name, key, fallback));
    const isChosen = said !== undefined && variants.includes(said);
    const other = kept.get(name);
    if (isChosen && other?.client && other.variant === said) return other; // told of once for both
    const choice = { key, variant: isChosen ? said : fallback, client: isChosen && client, told: {} };
    // A page that brings its client later is asked anew when the form is.
    if (client && !signal.aborted && !other?.client) kept.set(name, choice);
    return choice;
  };
  const choices = new Map<string, Choice>();
  // What is no flag, since a definition may hold anything, is passed over.
  await Promise.allSettled(flags.map(async ([id, flag]) => choices.set(id, await choose(flag, id))));
  cancel();
  end();
  return choices;
}

const nameOf = ({ use, key }: Flag, id: string) => `${use} ${key ?? id}`;

/** A service may throw as well as reject. */
const decide = async (client: FlagClient | undefined, request: FlagRequest) => client?.decide(request);
