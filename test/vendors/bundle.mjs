/** The product as it is now, and the page scripts that put a vendor's SDK where a site has it. */
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('./', import.meta.url));

/** Modules by file name: `form.js`, one for each file in `page/`, and what they load. */
export async function bundleScripts() {
  const { build } = await import('esbuild'); // may not be installed before somebody wants it
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: [
      { in: '../../src/script-tag.ts', out: 'form' },
      ...readdirSync(`${here}page`).map((file) => ({ in: `page/${file}`, out: basename(file, '.js') })),
    ],
    outdir: 'scripts',
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'warning',
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}
