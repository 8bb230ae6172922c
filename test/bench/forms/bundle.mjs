/** One minified script a contestant, for production, as a site would ship it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('./', import.meta.url));
/** Left there to be looked at; git, the linters and the compiler pass it by. */
const shelf = `${here}node_modules/.bundles/`;

/** `file`: of the contestant in `page/`. */
export function bundleContestant(file) {
  const lines = [
    `import { mount } from './page/${file}';`,
    `import { start } from './page/start.mjs';`,
    'start(mount);',
  ];
  return bundle(file, { stdin: { contents: lines.join('\n'), resolveDir: here } }, 'esm');
}

/** The page's side of the bench. */
export function bundleWatch() {
  return bundle('watch.js', { entryPoints: [`${here}page/watch.ts`] }, 'iife');
}

async function bundle(name, input, format) {
  const { build } = await import('esbuild'); // may not be installed before somebody wants it
  const { outputFiles } = await build({
    ...input,
    format,
    bundle: true,
    minify: true,
    write: false,
    target: 'es2022',
    legalComments: 'none',
    conditions: ['production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.css': 'text' },
    logLevel: 'warning',
    tsconfigRaw: {},
  });
  const { text } = outputFiles[0];
  mkdirSync(shelf, { recursive: true });
  writeFileSync(`${shelf}${name}`, text);
  return text;
}
