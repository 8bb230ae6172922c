/** Chance that comes out the same for the same seed, so that a run can be repeated. */
export interface SeededRandom {
  /** The list in another order; the list itself stays as it is. */
  shuffle<T>(list: readonly T[]): T[];
  /** As many items as the list has, each drawn from all of it. */
  resample<T>(list: readonly T[]): T[];
}

/** Mulberry32; `seed` is taken as an unsigned 32-bit number. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    shuffle: (list) =>
      list
        .map((item) => ({ item, rank: next() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ item }) => item),
    resample: <T>(list: readonly T[]) => list.map(() => list[Math.floor(next() * list.length)] as T),
  };
}
