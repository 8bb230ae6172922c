/**
 * The first look at data from outside: copies what JSON can hold into objects without a prototype and gives up on
 * everything too large, too deep, cyclic or able to reach a prototype, before anybody else walks it.
 */
import { ConfigError } from '../model/config-error.js';
import type { Demand } from './demand.js';
import { joinPath } from './join-path.js';

/** Characters of text, values and levels that a definition may have, and characters of a name. */
export const maxText = 262_144;
export const maxNodes = 20_000;
export const maxDepth = 32;
const maxName = 99; // long names would make every path under them long

/**
 * Takes JSON text or a value. `demand` must throw; it hears the path of what is not taken, or what `fits` refuses.
 * Members that are `undefined` are left out, as JSON does.
 */
export function copyPlain(
  input: unknown,
  demand: Demand,
  fits: (value: unknown, path: string) => boolean = () => true,
): unknown {
  let nodes = 0;
  let text = 0;
  const copy = (value: unknown, path: string, depth: number): unknown => {
    if (typeof value === 'string') text += value.length;
    demand(++nodes <= maxNodes && text <= maxText && depth <= maxDepth, path, 'Shorten it.');
    demand(fits(value, path), path);
    if (Array.isArray(value)) return Array.from(value, (item, i) => copy(item, `${path}[${i}]`, depth + 1));
    if (!value || typeof value !== 'object') return value;
    const plain = Object.create(null) as Record<string, unknown>;
    for (const [name, member] of Object.entries(value)) {
      const at = joinPath(path, name.slice(0, maxName));
      demand(name.length < maxName && !/^(__proto__|constructor|prototype)$/.test(name), at, 'Rename it.');
      if (member !== undefined) plain[name] = copy(member, at, depth + 1);
    }
    return plain;
  };
  try {
    // Text that is too long stays text, which is what `copy` counts, and is not parsed.
    return copy(typeof input === 'string' && input.length <= maxText ? JSON.parse(input) : input, '', 1);
  } catch (error) {
    demand(error instanceof ConfigError, '', 'Use JSON.'); // broken text, or an accessor that throws
    throw error;
  }
}
