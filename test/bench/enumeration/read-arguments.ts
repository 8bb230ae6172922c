/** What the bench is asked on the command line. */
import { readOptions } from '../read-options.js';

export const usage = `npm run bench -- enumeration
  --pairs 120  pairs of requests a row
  --seed 1     decides the order; the same seed gives the same order
  --json FILE  every sample, for other programs`;

export type EnumerationArguments = ReturnType<typeof readArguments>;

export const readArguments = (args: readonly string[]) => readOptions(args, { pairs: 120, seed: 1 });
