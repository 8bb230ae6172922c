/**
 * The decision matrix: `path` is the first row that holds. Its steps come first, in its order; steps of other rows
 * are not asked; steps that no row names follow as they are.
 */
import type { FormConfig } from '../../model/form-config.js';
import { deriveClasses } from './derive-classes.js';
import type { Rule } from './rule.js';

export function createMatrixRule(config: FormConfig): Rule | undefined {
  const { matrix } = config;
  if (!matrix) return undefined;
  return {
    ...deriveClasses(config, [matrix], (rows, { decide, stored }) => ({
      path: rows.find(({ id, when }) => decide(when).truth ?? stored('path') === id)?.id,
    })),
    steps: (steps, { classes }) => {
      const order = matrix.find(({ id }) => id === classes['path'])?.steps ?? [];
      const rank = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
      const bound = steps.map((step) => {
        const { id, when = true } = step;
        const rows = matrix.filter((row) => row.steps.includes(id)).map((row) => row.id);
        return rows.length ? { ...step, when: { all: [when, { path: rows }] } } : step;
      });
      return bound.sort((a, b) => rank(a.id) - rank(b.id));
    },
  };
}
