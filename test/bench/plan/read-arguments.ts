/** What the bench is asked on the command line. */
import { readOptions } from '../read-options.js';

export const usage = `npm run bench -- plan
  --sizes 20,200,2000  fields of the definitions that are planned in Node
  --fields 200         fields of the definition that is planned anew in the browser
  --rate 4             how many times slower the browser's processor is made
  --samples 100        calls a row, in the browser on every page
  --pages 10           how often the browser starts from nothing
  --seed 1             decides the order; the same seed gives the same order
  --json FILE          every sample, for other programs`;

const defaults = { sizes: [20, 200, 2000], fields: 200, rate: 4, samples: 100, pages: 10, seed: 1 };

export type PlanArguments = ReturnType<typeof readArguments>;

export const readArguments = (args: readonly string[]) => readOptions(args, defaults);
