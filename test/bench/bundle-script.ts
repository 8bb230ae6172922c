/** One script for a page, with the libraries it uses, as a site would ship it. */
import resolve from '@rollup/plugin-node-resolve';
import { rollup, type Plugin } from 'rollup';
import { stripTypes } from '../strip-types.js';

/** Libraries leave out their own checks in production, if a bundler tells them. */
const production: Plugin = {
  name: 'production',
  transform: (code) =>
    code.includes('process.env.NODE_ENV') ? code.replaceAll('process.env.NODE_ENV', '"production"') : null,
};

/** How others arrange their modules is their own affair. */
const usual = ['CIRCULAR_DEPENDENCY', 'THIS_IS_UNDEFINED'];

/** `entry`: the path of the first module, or of one that `plugins` make. */
export async function bundleScript(entry: string, plugins: readonly Plugin[] = []): Promise<string> {
  const bundle = await rollup({
    input: entry,
    plugins: [
      ...plugins,
      stripTypes,
      production,
      resolve({ browser: true, exportConditions: ['production'] }),
    ],
    onwarn: (warning, warn) => {
      if (!usual.includes(warning.code ?? '')) warn(warning);
    },
  });
  const { output } = await bundle.generate({ format: 'iife', inlineDynamicImports: true });
  await bundle.close();
  return output[0].code;
}
