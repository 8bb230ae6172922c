/** The page's side as one script, with the libraries it compares with. */
import resolve from '@rollup/plugin-node-resolve';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { stripTypes } from '../../strip-types.js';

export async function bundlePage(): Promise<string> {
  const bundle = await rollup({
    input: fileURLToPath(new URL('page/serve-replan.ts', import.meta.url)),
    plugins: [stripTypes, resolve({ browser: true })],
    onwarn: () => {}, // how others arrange their modules is their own affair
  });
  const { output } = await bundle.generate({ format: 'iife' });
  await bundle.close();
  return output[0].code;
}
