import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import terser from '@rollup/plugin-terser';
import { rollup, type Plugin } from 'rollup';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** Types are only stripped here; the build checks them. */
const strip: Plugin = {
  name: 'strip-types',
  resolveId: (source, importer) =>
    importer && source.startsWith('.')
      ? fileURLToPath(new URL(source.replace(/js$/, 'ts'), `file://${importer}`))
      : null,
  transform: (code) =>
    ts.transpileModule(code, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true },
    }).outputText,
};

it('M9 reads a definition in at most 1.5 KiB of the file that paints first', async () => {
  const input = fileURLToPath(new URL('../../src/check/read-config.ts', import.meta.url));
  const bundle = await rollup({ input, plugins: [strip] });
  const { output } = await bundle.generate({
    plugins: [terser({ ecma: 2020, module: true, compress: { passes: 3, pure_getters: true } })],
  });
  const { code, imports } = output[0];
  expect(imports).toEqual([]);
  expect(code).not.toContain('zod');
  expect(brotliCompressSync(code).length).toBeLessThanOrEqual(1_536);
});
