/** Two records by name become one. */

export type ByName<T> = Readonly<Record<string, T>>;

/** Every name of both; `choose` decides for a name that is in both. */
export function unite<T>(a: ByName<T>, b: ByName<T>, choose: (a: T, b: T) => T): ByName<T> {
  const all = new Map(Object.entries(a));
  for (const [name, value] of Object.entries(b)) {
    const held = all.get(name);
    if (value !== undefined) all.set(name, held === undefined ? value : choose(held, value));
  }
  return Object.fromEntries(all);
}

/** Of two ISO 8601 instants, or two numbers of the same kind. */
export const later = <T extends string | number>(a: T, b: T): T => (a > b ? a : b);

/** Of two counts of the same acts the one that has seen more of them. */
export const moreOften = <T extends { readonly n: number }>(a: T, b: T): T =>
  (a.n - b.n || order(a, b)) < 0 ? b : a;

interface Ask {
  readonly at: string;
  readonly outcome: string;
  readonly until?: string;
}

/**
 * Of two words on a question the later; but what was refused is lifted by nothing else before its time is over, and
 * not at all where it was for good. Of two refusals the one that lasts longer.
 */
export const weightierAsk = <T extends Ask>(a: T, b: T): T =>
  compare(weigh(a), weigh(b)) < 0 || (compare(weigh(a), weigh(b)) === 0 && order(a, b) < 0) ? b : a;

/** Until when it speaks. */
const weigh = ({ at, outcome, until = '~' }: Ask): string => (outcome === 'refused' ? until : at);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Any order will do for what weighs the same, if only it is one. */
const order = (a: unknown, b: unknown): number => compare(JSON.stringify(a), JSON.stringify(b));
