/** What the bench is asked on the command line. */
import { parseArgs } from 'node:util';
import { readCount } from '../read-count.js';

export interface QueueArguments {
  readonly entries: readonly number[];
  readonly repeats: number;
  readonly samples: number;
  readonly drain: number;
  readonly paced: number;
  readonly seed: number;
  readonly json?: string;
}

export const usage = `npm run bench -- queue
  --entries 10,100,1000,10000  how many leads wait already
  --repeats 3                  how often everything is measured
  --samples 30                 calls a repeat
  --drain 200                  leads to send without pauses
  --paced 15                   leads to send at each library's own pace
  --seed 1                     decides the order; the same seed gives the same order
  --json FILE                  every sample, for other programs`;

/** Throws an error whose message says what is wrong. */
export function readArguments(args: readonly string[]): QueueArguments {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      entries: text('10,100,1000,10000'),
      repeats: text('3'),
      samples: text('30'),
      drain: text('200'),
      paced: text('15'),
      seed: text('1'),
      json: { type: 'string' },
    },
  });
  const count = (name: 'repeats' | 'samples' | 'drain' | 'paced' | 'seed') => readCount(name, values[name]);
  return {
    entries: values.entries.split(',').map((entry) => readCount('entries', entry)),
    repeats: count('repeats'),
    samples: count('samples'),
    drain: count('drain'),
    paced: count('paced'),
    seed: count('seed'),
    ...(values.json !== undefined && { json: values.json }),
  };
}
