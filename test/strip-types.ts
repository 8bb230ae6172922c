/** For bundles that tests and benches make of the sources: types are only stripped here; the build checks them. */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rollup';
import ts from 'typescript';

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  useDefineForClassFields: false,
  verbatimModuleSyntax: true,
};

export const stripTypes: Plugin = {
  name: 'strip-types',
  resolveId: (source, importer) =>
    importer?.endsWith('.ts') && source.startsWith('.')
      ? fileURLToPath(new URL(source.replace(/js$/, 'ts'), `file://${importer}`))
      : null,
  transform: (code, id) =>
    id.endsWith('.ts') ? ts.transpileModule(code, { compilerOptions }).outputText : null,
};
