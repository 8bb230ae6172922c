/** How long the collector takes to answer two kinds of requests, one of each in turn, in a random order. */
import type { SeededRandom } from '../seeded-random.js';

/** Resolves when the answer is there, to its last byte. */
export type Ask = () => Promise<unknown>;

/** Two requests that must not be told apart: one about somebody on record, one about nobody. */
export interface AskPair {
  readonly known: Ask;
  readonly unknown: Ask;
}

/** Milliseconds. */
export interface TimePair {
  readonly known: number;
  readonly unknown: number;
}

/** Not counted, so that everything runs compiled and cached. */
export const warmUp = 20;

export async function measurePairs(
  asks: readonly AskPair[],
  random: SeededRandom,
): Promise<readonly TimePair[]> {
  const times: TimePair[] = [];
  for (const ask of asks) {
    const time = { known: 0, unknown: 0 };
    for (const kind of random.shuffle(['known', 'unknown'] as const)) time[kind] = await take(ask[kind]);
    times.push(time);
  }
  return times.slice(warmUp);
}

async function take(ask: Ask): Promise<number> {
  const start = performance.now();
  await ask();
  return performance.now() - start;
}
