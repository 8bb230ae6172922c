/**
 * The decision matrix: `path` is the first row that holds. Its steps come first, in its order; steps of other rows
 * are not asked; steps that no row names follow as they are. Where nobody can tell which row it is, since what would
 * decide is withheld, all of them are asked as they stand: no question is lost for ever.
 */
import type { FormConfig } from '../../model/form-config.js';
import { deriveClasses, see } from './derive-classes.js';
import type { Rule } from './rule.js';

export function createMatrixRule(config: FormConfig): Rule | undefined {
  const { matrix, fields } = config;
  if (!matrix) return undefined;
  // A field of this name hides the class from conditions.
  const hidden = fields.some(({ name }) => name === 'path');
  return {
    ...deriveClasses(config, [matrix], (rows, { decide, stored }) => ({
      path: rows.find(({ id, when }) => decide(when).truth ?? stored('path') === id)?.id,
    })),
    steps: (steps, profile, signals, answers) => {
      const taken = matrix.find(({ id }) => id === profile.classes['path']);
      const { decide } = see(config, profile, signals, answers);
      if (!taken && matrix.some(({ when }) => decide(when).truth === undefined)) return steps;
      const order = taken?.steps ?? [];
      const rank = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
      const bound = steps.map((step) => {
        const { id, when = true } = step;
        const rows = matrix.filter((row) => row.steps.includes(id)).map((row) => row.id);
        const on = hidden ? order.includes(id) : { path: rows };
        return rows.length ? { ...step, when: { all: [when, on] } } : step;
      });
      return bound.sort((a, b) => rank(a.id) - rank(b.id));
    },
  };
}
