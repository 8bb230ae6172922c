/**
 * How far a lead is qualified by budget, authority, need and timeline: `bant.<criterion>` tells whether an answer is
 * known, by value or by name; `bant.complete` counts them. Of several fields for one criterion one is enough.
 */
import type { FormConfig } from '../../model/form-config.js';
import { deriveClasses } from './derive-classes.js';
import type { Rule } from './rule.js';

export const bantCriteria = ['budget', 'authority', 'need', 'timeline'] as const;

export function createBantRule(config: FormConfig): Rule | undefined {
  const tagged = config.fields.filter(({ bant }) => bant);
  if (!tagged.length) return undefined;
  return deriveClasses(config, [bantCriteria], (criteria, { decide, stored }) => {
    const known = criteria.map((criterion) => {
      const fields = tagged.filter(({ bant }) => bant === criterion);
      // What this form does not ask, another one may have.
      if (!fields.length) return [`bant.${criterion}`, stored(`bant.${criterion}`)] as const;
      return [
        `bant.${criterion}`,
        fields.some(({ name }) => decide({ [name]: { known: true } }).truth),
      ] as const;
    });
    return { ...Object.fromEntries(known), 'bant.complete': known.filter(([, is]) => is).length };
  });
}
