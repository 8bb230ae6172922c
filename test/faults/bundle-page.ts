/** The product as it is now, with the parts it loads on demand, and the scripts of the campaign's own pages. */
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { fileURLToPath } from 'node:url';
import { stripTypes } from '../strip-types.js';

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
    plugins: [nodeResolve(), stripTypes],
    onwarn: () => {}, // about comments within packages, which the build tells too
  });
  await bundle.write({ dir: folder, format: 'es' });
  await bundle.close();
}
