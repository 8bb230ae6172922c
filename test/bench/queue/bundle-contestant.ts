/** One script with a contestant and the page's side of the bench. */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rollup';
import { bundleScript } from '../bundle-script.js';
import type { ContestantCard } from './contestants.js';

const entry = 'bench-entry';
const page = new URL('page/', import.meta.url);

export function bundleContestant({ file, factory }: ContestantCard): Promise<string> {
  const start: Plugin = {
    name: 'start',
    resolveId: (source) => (source === entry ? entry : null),
    load: (id) =>
      id === entry
        ? `import { ${factory} } from ${path(file)}; import { serveBench } from ${path('serve-bench.ts')}; serveBench(${factory});`
        : null,
  };
  return bundleScript(entry, [start]);
}

function path(file: string): string {
  return JSON.stringify(fileURLToPath(new URL(file, page)));
}
