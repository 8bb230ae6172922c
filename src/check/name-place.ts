/** A place in a definition as people find it: beside the number of what stands in a list, its name. */
import { valueAt } from './value-at.js';

/** `fields[4].rules` becomes `fields[4].rules (people)`; what has no plain name stays as it is. */
export function namePlace(definition: unknown, path: string): string {
  const [item] = /^(fields|steps|stages|matrix|pauses|adapter\.mirrors)\[\d+]/.exec(path) ?? [];
  if (item === undefined) return path;
  const member = (name: string) => valueAt(definition, `${item}.${name}`);
  const name = member('name') ?? member('id') ?? member('use');
  return typeof name === 'string' && /^[\w.-]{1,64}$/.test(name) ? `${path} (${name})` : path;
}
