/**
 * A persona: somebody made up, or met, for whom a form is previewed. A file of plain data, by the names of `Profile`
 * and `Signals`, with short forms that a person writes: facts as bare values, lists of names, a number of visits.
 */
import { isBlank, type Answers } from '../model/answers.js';
import {
  emptyProfile,
  type Count,
  type Fact,
  type IdentityStrength,
  type Profile,
  type Visits,
} from '../model/profile.js';
import type { Signals } from '../model/signals.js';

export interface Persona {
  /** Who this is, in a sentence. */
  readonly about?: string;
  readonly profile: Profile;
  readonly signals: Signals;
  readonly answers: Answers;
}

type Dated = Readonly<Record<string, string>> | readonly string[];
type Given = Readonly<Record<string, Partial<Fact> | Fact['value']>>;

/** What `checkPersona` has nothing against. */
export interface PersonaFile {
  readonly about?: string;
  readonly profile?: Omit<
    Partial<Profile>,
    'facts' | 'known' | 'consents' | 'counts' | 'visits' | 'identity'
  > & {
    readonly facts?: Given;
    readonly known?: Dated;
    readonly consents?: Dated;
    readonly counts?: Readonly<Record<string, Partial<Count> | number>>;
    readonly visits?: Partial<Visits>;
    readonly identity?: IdentityStrength | Profile['identity'];
  };
  readonly visits?: Partial<Visits> | number;
  readonly signals?: Signals['values'];
  readonly answers?: Answers;
  readonly now?: string;
}

/**
 * What has no date is of `now`, which the file may give. Bare facts count as held by the back end, so that it is the
 * identity which decides what is shown of them. `now.*` follows the clock that the instant was written by.
 */
export function toPersona(file: PersonaFile, clock: number): Persona {
  const now = file.now === undefined ? clock : Date.parse(file.now);
  const at = new Date(now).toISOString();
  const { facts = {}, known, consents, counts = {}, identity = 'none', visits, ...rest } = file.profile ?? {};
  const more = typeof file.visits === 'number' ? { count: file.visits } : file.visits;
  const countsNow = mapValues(counts, (one): Count => {
    const { n = 0, first = at, last = at } = typeof one === 'number' ? { n: one } : one;
    return { n, first: toInstant(first), last: toInstant(last) };
  });
  return {
    ...(file.about !== undefined && { about: file.about }),
    profile: {
      ...emptyProfile(),
      ...rest,
      asks: mapValues(rest.asks ?? {}, (ask) => ({ ...ask, at: ask.at ?? at })),
      facts: toFacts(facts, at),
      known: toDated(known, at),
      consents: toDated(consents, at),
      counts: countsNow,
      visits: { count: 1, steps: 0, ...visits, ...more },
      identity: typeof identity === 'string' ? { strength: identity } : identity,
    },
    signals: { now, values: { ...tellTime(file.now ?? at), ...tellCounts(countsNow), ...file.signals } },
    answers: file.answers ?? {},
  };
}

/** A blank is no fact. */
function toFacts(given: Given, at: string): Profile['facts'] {
  const facts = Object.entries(given).map(([name, one]) => [name, toFact(one, at)] as const);
  return Object.fromEntries(facts.filter(([, { value }]) => !isBlank(value)));
}

function toFact(given: Partial<Fact> | Fact['value'], at: string): Fact {
  const { value = '', source = 'backend', ...dates } = isFact(given) ? given : { value: given };
  return { value, source, at, ...mapValues(dates as Record<string, string>, toInstant) };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFact = (value: Partial<Fact> | Fact['value']): value is Partial<Fact> => isObject(value);

const toInstant = (written: string): string => new Date(written).toISOString();

function toDated(given: Dated = {}, at: string): Readonly<Record<string, string>> {
  return Array.isArray(given)
    ? Object.fromEntries((given as readonly string[]).map((name) => [name, at]))
    : mapValues(given as Readonly<Record<string, string>>, toInstant);
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, to: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]));
}

/** By the clock and the calendar that the instant was written by; Monday is 1. */
function tellTime(written: string): Signals['values'] {
  const [date = '', time = ''] = written.split('T');
  return {
    'now.date': date,
    'now.weekday': new Date(date).getUTCDay() || 7,
    ...(time && { 'now.hour': Number(time.slice(0, 2)) }),
  };
}

function tellCounts(counts: Profile['counts']): Signals['values'] {
  return Object.fromEntries(
    Object.entries(counts).flatMap(([name, { n, first, last }]) => [
      [`count.${name}`, n],
      [`count.${name}.first`, first],
      [`count.${name}.last`, last],
    ]),
  );
}
