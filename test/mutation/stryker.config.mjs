/** Small faults put into the planner, one at a time: a test should notice each of them. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: ['src/plan/**/*.ts'],
  // Nothing of it lies where a run of the tests would find it.
  tempDirName: join(tmpdir(), 'progressive-form-mutation'),
  cleanTempDir: 'always',
  ignorePatterns: ['/dist', '/test-results', '/.faults', '/data', '/coverage'],
  concurrency: 1,
  timeoutMS: 10_000,
  reporters: ['clear-text', 'json', 'html'],
  clearTextReporter: { reportTests: false, allowColor: false },
  jsonReporter: { fileName: 'test-results/mutation.json' },
  htmlReporter: { fileName: 'test-results/mutation.html' },
  thresholds: { high: 90, low: 85, break: null },
};
