/** Counts that a campaign stands on: they repeat, and they add up over runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Random } from './random.js';
import { Results } from './results.js';
import type { Trial } from './run-trial.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'pf-results-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const trial = (seed: number, over: Partial<Trial> = {}): Trial => ({
  ...{ row: 'FLT1', seed, faults: [] },
  verdict: {
    ...{ intents: 2, durable: 2, recorded: 2, onDevice: 0, reported: 0 },
    ...{ lost: [], duplicated: [], phantom: [], untrue: [], sends: { max: 3, total: 4 } },
  },
  ...over,
});

test('FLT1 a resumed campaign adds to the counts and goes on with seeds that are new', () => {
  const path = join(folder, 'results.json');
  new Results(path).add(trial(7));
  const resumed = new Results(path, { resume: true });
  resumed.add(trial(8, { faults: ['lost: a'], verdict: undefined }));
  expect(new Results(path, { resume: true }).of('FLT1')).toMatchObject({
    ...{ trials: 2, failed: 1, recorded: 2, sends: 4, mostSends: 3, nextSeed: 9 },
  });
});

test('FLT1 a campaign that is not resumed begins at nothing', () => {
  const path = join(folder, 'results.json');
  new Results(path).add(trial(7));
  expect(new Results(path).of('FLT1').trials).toBe(0);
});

test('FLT1 a seed repeats its choices, and another row makes others of it', () => {
  const choices = (seed: number, name: string) => {
    const random = new Random(seed, name);
    return Array.from({ length: 20 }, () => random.between(1, 1000));
  };
  expect(choices(1, 'FLT1')).toEqual(choices(1, 'FLT1'));
  expect(choices(2, 'FLT1')).not.toEqual(choices(1, 'FLT1'));
  expect(choices(1, 'FLT2')).not.toEqual(choices(1, 'FLT1'));
  expect(Math.min(...choices(3, 'FLT1'))).toBeGreaterThanOrEqual(1);
});
