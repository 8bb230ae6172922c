/** The tests that speak of the planner, in one worker that keeps what it has loaded. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  test: {
    include: ['test/plan/**/*.test.ts', 'test/vectors/vectors.test.ts'],
    testTimeout: 20_000,
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
  },
});
