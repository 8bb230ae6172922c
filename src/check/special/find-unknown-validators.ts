/** Validators that a definition names and nobody has: such answers pass unchecked, and the author should know. */
import type { FormConfig } from '../../model/form-config.js';
import type { ConfigProblem } from '../../model/ports.js';
import { didYouMean } from '../did-you-mean.js';

/** `names`: those that the page hands in and those built in. */
export function findUnknownValidators(
  { fields }: FormConfig,
  names: readonly string[],
): readonly ConfigProblem[] {
  return fields.flatMap(({ validator }, i) =>
    validator === undefined || names.includes(validator)
      ? []
      : {
          path: `fields[${i}].validator`,
          problem: 'is no validator that the page hands in',
          remedy: didYouMean(validator, names) ?? 'Set the property validators of the element, or remove it.',
        },
  );
}
