import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.js';

// These replace a module, or look at what an import does, which only the first one in a process shows.
const alone = ['test/*.test.ts', 'test/cli/read-definition.test.ts'];

export default defineConfig({
  root: fileURLToPath(new URL('../', import.meta.url)),
  test: {
    exclude: ['**/node_modules/**', 'test/element/**', 'test/journeys/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      // The files of a worker share their modules, and the database that it opened.
      {
        extends: true,
        test: { name: 'together', include: ['test/*/**/*.test.ts'], exclude: alone, isolate: false },
      },
    ],
  },
});
