import { describe, expect, test } from 'vitest';
import { bootstrapInterval } from './bootstrap-interval.js';
import { percentile } from './percentile.js';
import { readOptions } from './read-options.js';
import { createSeededRandom } from './seeded-random.js';
import { tellMedianRatio } from './tell-median-ratio.js';

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('what the benches reckon with', () => {
  test('takes percentiles by nearest rank', () => {
    const samples = [4, 1, 3, 2];
    expect([50, 75, 99].map((percent) => percentile(samples, percent))).toEqual([2, 3, 4]);
    expect(percentile([], 50)).toBeNaN();
  });

  test('shuffles alike for the same seed, and keeps every item', () => {
    const list = upTo(20);
    const shuffled = createSeededRandom(7).shuffle(list);
    expect(createSeededRandom(7).shuffle(list)).toEqual(shuffled);
    expect(createSeededRandom(8).shuffle(list)).not.toEqual(shuffled);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(list);
  });

  test('draws as many as there are, some of them twice', () => {
    const drawn = createSeededRandom(7).resample(upTo(100));
    expect(drawn).toHaveLength(100);
    expect(new Set(drawn).size).toBeGreaterThan(50);
    expect(new Set(drawn).size).toBeLessThan(75); // 63 of 100 on the average
    expect(createSeededRandom(7).resample([])).toEqual([]);
  });

  test('gives an interval that holds the mean and is as wide as theory says', () => {
    const mean = (samples: readonly number[]) => samples.reduce((sum, one) => sum + one, 0) / samples.length;
    const { low, high } = bootstrapInterval((resample) => mean(resample(upTo(100))));
    // The mean is 50.5, its standard error 2.89, and 95 % lie within 1.96 of them.
    expect(low).toBeGreaterThan(43.5);
    expect(low).toBeLessThan(46);
    expect(high).toBeGreaterThan(55);
    expect(high).toBeLessThan(57.5);
  });

  test('gives no width to what is always the same', () => {
    expect(tellMedianRatio([6, 6, 6], [2, 2, 2])).toBe('3× (3–3)');
    expect(tellMedianRatio([6, 6, 6], [2, 2, 2], 3)).toBe('1× (1–1)');
  });
});

describe('the arguments of a bench', () => {
  const defaults = { sizes: [1, 2], samples: 3 };

  test('are what stands there, or else what the bench has', () => {
    expect(readOptions([], defaults)).toEqual(defaults);
    expect(readOptions(['--sizes', '5,6', '--json', 'all.json'], defaults)).toEqual({
      sizes: [5, 6],
      samples: 3,
      json: 'all.json',
    });
  });

  test.each([
    [['--sizes', '20,x']],
    [['--samples', '0']],
    [['--samples', '1000001']],
    [['--samples', '1e3']],
    [['--samples', '1,2']],
    [['--nope']],
    [['stray']],
  ])('are refused where they are %j', (args) => {
    expect(() => readOptions(args, defaults)).toThrow();
  });
});
