/** `npm run size`: the table of sizes, with what is left below each ceiling. */
import { bundleAlone } from './bundle-alone.js';
import { measure, readBuilt, type Size } from './measure-files.js';

const root = new URL('../../', import.meta.url);
const built = [...readBuilt(new URL('dist/', root))].map(([file, code]) => measure(file, code));
const { code } = await bundleAlone(new URL('src/plan/plan-fields.ts', root));

const row = ({ file, raw, sent, ceiling }: Size) => ({
  file,
  'minified, bytes': raw,
  'brotli 11, bytes': sent,
  ceiling: ceiling ?? '',
  left: ceiling === undefined ? '' : ceiling - sent,
});

console.table([...built, measure('planFields alone', code)].map(row));
