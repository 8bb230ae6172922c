/** How many times the time of another something takes, and how sure that is. */
import { bootstrapInterval } from './bootstrap-interval.js';
import { percentile } from './percentile.js';
import { roundDigits } from './round-digits.js';

type Samples = readonly number[];

/** The ratio of two medians with its 95 % interval, e.g. `2.1× (1.9–2.3)`. `unit`: what counts as once. */
export function tellMedianRatio(samples: Samples, base: Samples, unit = 1): string {
  if (samples === base) return '1×';
  const ratio = (a: Samples, b: Samples) => percentile(a, 50) / percentile(b, 50) / unit;
  const { low, high } = bootstrapInterval((resample) => ratio(resample(samples), resample(base)));
  const [middle, from, to] = [ratio(samples, base), low, high].map((value) => roundDigits(value, 2));
  return `${middle}× (${from}–${to})`;
}
