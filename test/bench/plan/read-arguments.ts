/** What the bench is asked on the command line. */
import { parseArgs } from 'node:util';
import { readCount } from '../read-count.js';

export interface PlanArguments {
  readonly sizes: readonly number[];
  readonly fields: number;
  readonly rate: number;
  readonly samples: number;
  readonly pages: number;
  readonly seed: number;
  readonly json?: string;
}

export const usage = `npm run bench -- plan
  --sizes 20,200,2000  fields of the definitions that are planned in Node
  --fields 200         fields of the definition that is planned anew in the browser
  --rate 4             how many times slower the browser's processor is made
  --samples 100        calls a row, in the browser on every page
  --pages 10           how often the browser starts from nothing
  --seed 1             decides the order; the same seed gives the same order
  --json FILE          every sample, for other programs`;

/** Throws an error whose message says what is wrong. */
export function readArguments(args: readonly string[]): PlanArguments {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: text('20,200,2000'),
      fields: text('200'),
      rate: text('4'),
      samples: text('100'),
      pages: text('10'),
      seed: text('1'),
      json: { type: 'string' },
    },
  });
  const count = (name: 'fields' | 'rate' | 'samples' | 'pages' | 'seed') => readCount(name, values[name]);
  return {
    sizes: values.sizes.split(',').map((size) => readCount('sizes', size)),
    fields: count('fields'),
    rate: count('rate'),
    samples: count('samples'),
    pages: count('pages'),
    seed: count('seed'),
    ...(values.json !== undefined && { json: values.json }),
  };
}
