/** Whether the flags of a definition can be told apart, have a default and are read for a purpose. */
import type { FormConfig } from '../model/form-config.js';
import type { Demand } from './demand.js';
import { didYouMean } from './did-you-mean.js';
import { joinPath } from './join-path.js';

/** Expects a definition of the right shape. */
export function checkFlags({ flags = {}, signals = {} }: FormConfig, demand: Demand): void {
  for (const [id, { variants, default: usual }] of Object.entries(flags)) {
    const at = joinPath('flags', id);
    variants.forEach((variant, i) => {
      const first = variants.indexOf(variant);
      demand(first === i, `${at}.variants[${i}]`, `Same as ${at}.variants[${first}].`);
    });
    const remedy = didYouMean(usual, variants) ?? `Use one of ${variants.join(', ')}.`;
    demand(variants.includes(usual), `${at}.default`, remedy);
    const declared = Object.hasOwn(signals, `flag.${id}`);
    demand(declared, at, `Declare it under signals as flag.${id}, with the purpose it serves.`);
  }
  for (const path of Object.keys(signals).filter((it) => it.startsWith('flag.'))) {
    const id = path.slice('flag.'.length);
    const remedy = didYouMean(id, Object.keys(flags)) ?? `Add ${id} to flags, with its variants.`;
    demand(Object.hasOwn(flags, id), joinPath('signals', path), remedy);
  }
}
