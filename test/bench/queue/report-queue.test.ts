import { describe, expect, test } from 'vitest';
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
    expect(report).toMatch(/^sentry +10 +4 \(2×\) +5 \(2\.5×\) +5 \(2\.5×\) +2× \(1\.5–2\.5\)$/m);
    expect(report).toMatch(/^ours +100 \(1×\) +5 \(1×\) +0$/m);
    expect(report).toContain('Nothing was lost');
  });

  test('names who lost what it had called stored', () => {
    const report = reportQueue(results(3));
    expect(report).toContain('LOST by sentry: 3');
    expect(report).not.toContain('Nothing was lost');
  });
});
