/** One script with a contestant and the page's side of the bench, as a site would ship it. */
import resolve from '@rollup/plugin-node-resolve';
import { fileURLToPath } from 'node:url';
import { rollup, type Plugin } from 'rollup';
import { stripTypes } from '../../strip-types.js';
import type { ContestantCard } from './contestants.js';

const entry = 'bench-entry';
const page = new URL('page/', import.meta.url);

/** Libraries leave out their own checks in production, if a bundler tells them. */
const production: Plugin = {
  name: 'production',
  transform: (code) =>
    code.includes('process.env.NODE_ENV') ? code.replaceAll('process.env.NODE_ENV', '"production"') : null,
};

export async function bundleContestant({ file, factory }: ContestantCard): Promise<string> {
  const start: Plugin = {
    name: 'start',
    resolveId: (source) => (source === entry ? entry : null),
    load: (id) =>
      id === entry
        ? `import { ${factory} } from ${path(file)}; import { serveBench } from ${path('serve-bench.ts')}; serveBench(${factory});`
        : null,
  };
  const bundle = await rollup({
    input: entry,
    plugins: [start, stripTypes, production, resolve({ browser: true, exportConditions: ['production'] })],
    onwarn: (warning, warn) => {
      // How others arrange their modules is their own affair.
      if (warning.code !== 'CIRCULAR_DEPENDENCY' && warning.code !== 'THIS_IS_UNDEFINED') warn(warning);
    },
  });
  const { output } = await bundle.generate({ format: 'iife', inlineDynamicImports: true });
  return output[0].code;
}

function path(file: string): string {
  return JSON.stringify(fileURLToPath(new URL(file, page)));
}
