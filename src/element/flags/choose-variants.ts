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
  /** Flags that go by one key of one service have one answer between them where they fall back on the same variant. */
  const ask = (client: FlagClient | undefined, own: Flag, id: string) => {
    const question = questionOf(own, id);
    const group = flags.filter(([other, flag]) => flag && questionOf(flag, other) === question);
    const variants = [...new Set(group.flatMap(([, flag]) => flag.variants))];
    const request = { key: own.key ?? id, variants, fallback: own.default, signal: over };
    const decided = decide(client, request);
    const said = Promise.race([late, decided.catch(() => undefined)]);
    asked.set(question, said);
    return said;
  };
  const choose = async (flag: Flag, id: string): Promise<Choice> => {
    const { use, key = id, variants, default: fallback } = flag;
    const place = questionOf(flag, id) + JSON.stringify(variants);
    const find = (fits: (one: Choice) => boolean) =>
      [...kept.values()].find((one) => one.use === use && one.key === key && fits(one));
    const before =
      kept.get(place) ??
      find(({ client, variant }) => (client ? variants.includes(variant) : variant === fallback));
    if (before) return before;
    const client = findClient(use, clients);
    const said = await (asked.get(questionOf(flag, id)) ?? ask(client, flag, id));
    const isChosen = said !== undefined && variants.includes(said);
    const other = isChosen && find((one) => !!one.client && one.variant === said); // told of once for both
    const choice = other || {
      ...{ use, key, told: {} },
      variant: isChosen ? said : fallback,
      client: isChosen && client,
    };
    // A page that brings its client later is asked anew when the form is.
    if (client && !signal.aborted) kept.set(place, choice);
    return choice;
  };
  const choices = new Map<string, Choice>();
  // What is no flag, since a definition may hold anything, is passed over.
  await Promise.allSettled(flags.map(async ([id, flag]) => choices.set(id, await choose(flag, id))));
  cancel();
  end();
  return choices;
}

const questionOf = ({ use, key, default: fallback }: Flag, id: string) =>
  JSON.stringify([use, key ?? id, fallback]);

/** A service may throw as well as reject. */
const decide = async (client: FlagClient | undefined, request: FlagRequest) => client?.decide(request);
