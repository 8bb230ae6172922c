/** Holds every step back until what the definition waits for has happened on the page. */
import type { FormConfig } from '../../model/form-config.js';
import type { Rule } from './rule.js';

export function createTriggerRule({ trigger }: FormConfig): Rule | undefined {
  if (trigger === undefined) return undefined;
  return {
    steps: (steps) => steps.map((step) => ({ ...step, when: { all: [trigger, step.when ?? true] } })),
  };
}
