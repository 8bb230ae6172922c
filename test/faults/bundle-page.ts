/** The product as it is now, with the parts it loads on demand, and the scripts of the campaign's own pages. */
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup, type Plugin } from 'rollup';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Types are only stripped here; the build checks them. */
const strip: Plugin = {
  name: 'strip-types',
  resolveId: (source, importer) =>
    importer?.endsWith('.ts') && source.startsWith('.')
      ? fileURLToPath(new URL(source.replace(/js$/, 'ts'), `file://${importer}`))
      : null,
  transform: (code, id) =>
    id.endsWith('.ts')
      ? ts.transpileModule(code, {
          compilerOptions: {
            target: ts.ScriptTarget.ES2022,
            module: ts.ModuleKind.ESNext,
            useDefineForClassFields: false,
            verbatimModuleSyntax: true,
          },
        }).outputText
      : null,
};

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Writes `form.js` (the element), `hand.js`, `library.js` and `worker.js` into `folder`. */
export async function bundlePage(folder: string): Promise<void> {
  const bundle = await rollup({
    input: {
      form: at('../../src/script-tag.ts'),
      hand: at('page/hand.ts'),
      library: at('page/library.ts'),
      worker: at('page/worker.ts'),
    },
    plugins: [nodeResolve(), strip],
    onwarn: () => {}, // about comments within packages, which the build tells too
  });
  await bundle.write({ dir: folder, format: 'es' });
  await bundle.close();
}
