/** What the bench is asked on the command line. */
import { readOptions } from '../read-options.js';

export const usage = `npm run bench -- queue
  --entries 10,100,1000,10000  how many leads wait already
  --repeats 3                  how often everything is measured
  --samples 30                 calls a repeat
  --drain 200                  leads to send without pauses
  --paced 15                   leads to send at each library's own pace
  --seed 1                     decides the order; the same seed gives the same order
  --json FILE                  every sample, for other programs`;

const defaults = {
  entries: [10, 100, 1000, 10_000],
  repeats: 3,
  samples: 30,
  drain: 200,
  paced: 15,
  seed: 1,
};

export type QueueArguments = ReturnType<typeof readArguments>;

export const readArguments = (args: readonly string[]) => readOptions(args, defaults);
