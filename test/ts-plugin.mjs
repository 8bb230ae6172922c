/** TypeScript for @web/test-runner by the compiler we have anyway; `.js` in an import finds the `.ts` beside it. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export function tsPlugin({ rootDir = process.cwd(), tsconfig = 'tsconfig.json' } = {}) {
  const { config } = ts.parseConfigFileTextToJson(
    tsconfig,
    readFileSync(path.join(rootDir, tsconfig), 'utf8'),
  );
  const inBrowser = { module: 'esnext', sourceMap: false, inlineSourceMap: true, inlineSources: true };
  const compilerOptions = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, ...inBrowser },
    rootDir,
  ).options;
  return {
    name: 'ts',
    resolveMimeType: (context) => (context.path.endsWith('.ts') ? 'js' : undefined),
    resolveImport({ source, context }) {
      if (!context.path.endsWith('.ts') || !source.startsWith('.') || !source.endsWith('.js'))
        return undefined;
      const target = source.replace(/\.js$/, '.ts');
      return existsSync(path.join(rootDir, path.dirname(context.path), target)) ? target : undefined;
    },
    transform(context) {
      if (!context.path.endsWith('.ts')) return undefined;
      return ts.transpileModule(context.body, { fileName: context.path, compilerOptions }).outputText;
    },
  };
}
