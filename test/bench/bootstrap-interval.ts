/** How far an estimate can be trusted: the percentile bootstrap, after Efron (1979). */
import { percentile } from './percentile.js';
import { createSeededRandom } from './seeded-random.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

type Resample = <T>(samples: readonly T[]) => readonly T[];

/**
 * Where 95 of 100 estimates lie that are made of samples drawn anew from those taken. What was measured in pairs is
 * drawn in pairs. The same samples give the same interval.
 */
export function bootstrapInterval(estimate: (resample: Resample) => number, rounds = 2000): Interval {
  const { resample } = createSeededRandom(1);
  const estimates = Array.from({ length: rounds }, () => estimate(resample));
  return { low: percentile(estimates, 2.5), high: percentile(estimates, 97.5) };
}
