/** Which paths the conditions of a definition look at: no signal that is not among them is ever read. */
import type { Condition } from '../model/condition.js';
import type { FormConfig } from '../model/form-config.js';

export function listPaths({ fields, steps }: FormConfig): ReadonlySet<string> {
  const paths = new Set<string>();
  const walk = (condition: Condition | undefined): void => {
    for (const [key, value] of Object.entries(condition ?? {}))
      if (key === 'all' || key === 'any') (value as readonly Condition[]).forEach(walk);
      else if (key === 'not') walk(value as Condition);
      else paths.add(key);
  };
  for (const { when } of [...fields, ...steps]) walk(when);
  return paths;
}
