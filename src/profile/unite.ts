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

/** Of two ISO 8601 instants, or two of anything that sorts as they do. */
export const later = (a: string, b: string): string => (a > b ? a : b);

/** Of two counts of the same acts the one that has seen more of them. */
export const moreOften = <T extends { readonly n: number }>(a: T, b: T): T => (a.n < b.n ? b : a);

interface Ask {
  readonly at: string;
  readonly outcome: string;
  readonly until?: string;
}

/** Of two words on a question the later; but what was refused is not lifted by being left empty somewhere else. */
export function weightierAsk<T extends Ask>(a: T, b: T): T {
  const [early, late] = a.at > b.at ? [b, a] : [a, b];
  const isRefused = early.outcome === 'refused' && !(early.until !== undefined && early.until <= late.at);
  return isRefused && late.outcome === 'leftEmpty' ? early : late;
}
