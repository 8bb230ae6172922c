import { describe, expect, test } from 'vitest';
import { percentile } from '../percentile.js';
import { createSeededRandom } from '../seeded-random.js';
import type { QueueResults } from './bench-queue.js';
import { readArguments } from './read-arguments.js';
import { reportQueue } from './report-queue.js';

const enqueued = (name: string, samples: readonly number[], lost = 0) =>
  ({ name, waiting: 10, repeat: 1, samples, lost }) as const;
const drained = (name: string, ms: number, paced: boolean) =>
  ({ name, ms, paced, pile: 10, repeat: 1, lost: 0, copies: 0 }) as const;

const results = (lost: number): QueueResults => ({
  arguments: readArguments(['--entries', '10']),
  browser: 'Chromium',
  versions: {},
  enqueue: [enqueued('ours', [2, 2, 2]), enqueued('sentry', [5, 4, 3], lost)],
  drain: ['ours', 'sentry'].flatMap((name) => [drained(name, 100, false), drained(name, 2000, true)]),
});

describe('the report of the queue bench', () => {
  test('gives each queue beside ours', () => {
    const report = reportQueue(results(0));
    expect(report).toMatch(/^sentry +10 +4 \(2×\) +5 \(2\.5×\) +5 \(2\.5×\)$/m);
    expect(report).toMatch(/^ours +100 \(1×\) +5 \(1×\) +0$/m);
    expect(report).toContain('Nothing was lost');
  });

  test('names who lost what it had called stored', () => {
    const report = reportQueue(results(3));
    expect(report).toContain('LOST by sentry: 3');
    expect(report).not.toContain('Nothing was lost');
  });
});

describe('what the bench is made of', () => {
  test('takes percentiles by nearest rank', () => {
    const samples = [4, 1, 3, 2];
    expect([50, 75, 99].map((percent) => percentile(samples, percent))).toEqual([2, 3, 4]);
    expect(percentile([], 50)).toBeNaN();
  });

  test('shuffles alike for the same seed, and keeps every item', () => {
    const list = Array.from({ length: 20 }, (_, i) => i);
    const shuffled = createSeededRandom(7).shuffle(list);
    expect(createSeededRandom(7).shuffle(list)).toEqual(shuffled);
    expect(createSeededRandom(8).shuffle(list)).not.toEqual(shuffled);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(list);
  });

  test.each([[['--entries', '10,x']], [['--samples', '0']], [['--nope']]])('refuses %j', (args) => {
    expect(() => readArguments(args)).toThrow();
  });
});
