import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/element/**', 'test/journeys/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Opening an embedded database is mostly waiting: two files at a time, whatever the machine.
    maxWorkers: 2,
  },
});
