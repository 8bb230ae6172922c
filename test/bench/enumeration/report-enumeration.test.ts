import { describe, expect, test } from 'vitest';
import { createSeededRandom } from '../seeded-random.js';
import { measurePairs, warmUp } from './measure-pairs.js';
import { readArguments } from './read-arguments.js';
import { reportEnumeration } from './report-enumeration.js';

const row = (name: string, times: readonly (readonly [number, number])[]) => ({
  name,
  meaning: `what ${name} means`,
  times: times.map(([known, unknown]) => ({ known, unknown })),
});

describe('the report of the enumeration bench', () => {
  const report = reportEnumeration({
    arguments: readArguments([]),
    rows: [
      row('slower', [[3, 2], [3, 2], [3, 2]]), // prettier-ignore
      row('faster', [[9, 10], [9, 10], [9, 10]]), // prettier-ignore
      row('noisy', [[1, 2], [2, 2], [3, 2]]), // prettier-ignore
    ],
  });

  test('SEC15 tells the difference of the medians in percent, with its interval', () => {
    expect(report).toMatch(/^slower +3 +2 +\+50\.0 % +\+50\.0 % to \+50\.0 %$/m);
    expect(report).toMatch(/^faster +9 +10 +−10\.0 % +−10\.0 % to −10\.0 %$/m);
    expect(report).toMatch(/^noisy +2 +2 +\+0\.0 % +−50\.0 % to \+50\.0 %$/m);
  });

  test('says what each row means', () => {
    expect(report).toContain('noisy: what noisy means');
  });
});

describe('how pairs are measured', () => {
  test('asks one of each in turn, in a random order, and leaves out the first ones', async () => {
    const asked: string[] = [];
    const pairs = Array.from({ length: warmUp + 30 }, () => ({
      known: () => Promise.resolve(asked.push('known')),
      unknown: () => Promise.resolve(asked.push('unknown')),
    }));
    const times = await measurePairs(pairs, createSeededRandom(1));
    expect(times).toHaveLength(30);
    const turns = pairs.map((_, i) => asked.slice(2 * i, 2 * i + 2).join());
    expect(new Set(turns)).toEqual(new Set(['known,unknown', 'unknown,known']));
  });
});
