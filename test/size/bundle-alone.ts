/** What a developer pays for one import: that module with all it needs, as a bundler would ship it. */
import terser from '@rollup/plugin-terser';
import { rollup, type Plugin } from 'rollup';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export interface Bundle {
  readonly code: string;
  /** Every file inside, as absolute paths, and every package left outside. */
  readonly modules: readonly string[];
}

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

export async function bundleAlone(input: URL): Promise<Bundle> {
  const bundle = await rollup({ input: fileURLToPath(input), plugins: [strip] });
  const minify = terser({ ecma: 2020, module: true, compress: { passes: 3, pure_getters: true } });
  const { output } = await bundle.generate({ plugins: [minify] });
  const [{ code, moduleIds, imports }] = output;
  return { code, modules: [...moduleIds, ...imports] };
}
