/** What a developer pays for one import: that module with all it needs, as a bundler would ship it. */
import terser from '@rollup/plugin-terser';
import { rollup } from 'rollup';
import { fileURLToPath } from 'node:url';
import { stripTypes } from '../strip-types.js';

export interface Bundle {
  readonly code: string;
  /** Every file inside, as absolute paths, and every package left outside. */
  readonly modules: readonly string[];
}

export async function bundleAlone(input: URL): Promise<Bundle> {
  const bundle = await rollup({ input: fileURLToPath(input), plugins: [stripTypes] });
  // As our own files are made.
  const minify = terser({
    ecma: 2021,
    module: true,
    compress: { passes: 3, pure_getters: true, keep_fargs: false, unsafe_methods: true, unsafe_arrows: true },
  });
  const { output } = await bundle.generate({ plugins: [minify] });
  const [{ code, moduleIds, imports }] = output;
  return { code, modules: [...moduleIds, ...imports] };
}
