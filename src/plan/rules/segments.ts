/** `segment.<id>`: true or false, live; one whose answers are withheld stays as it was. */
import type { FormConfig } from '../../model/form-config.js';
import { deriveClasses } from './derive-classes.js';
import type { Rule } from './rule.js';

export function createSegmentsRule(config: FormConfig): Rule | undefined {
  const { segments } = config;
  if (!segments) return undefined;
  return deriveClasses(config, Object.entries(segments), ([id, when], { decide, stored }) => {
    const name = `segment.${id}`;
    return { [name]: decide(when).truth ?? stored(name) ?? false };
  });
}
