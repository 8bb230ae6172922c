/** Which native control asks a field where there is no script. */
import type { Field } from '../../model/form-config.js';

export type Control =
  | 'line'
  | 'area'
  | 'list'
  /** One of several. */
  | 'choices'
  /** Any of several. */
  | 'ticks'
  /** Yes or nothing. */
  | 'box';

/** More than these are looked through sooner in a list. */
const fewOptions = 5;

export function controlOf({ type, options, autocomplete }: Field): Control {
  switch (type) {
    case 'consent':
      return 'box';
    case 'checkbox':
      return options ? 'ticks' : 'box';
    case 'multiselect':
      return 'ticks';
    case 'radio':
      return 'choices';
    case 'select':
      // What autofill knows it puts into a list.
      return !autocomplete && (options?.length ?? 0) <= fewOptions ? 'choices' : 'list';
    case 'country':
      return 'list';
    case 'textarea':
      return 'area';
    default:
      return 'line';
  }
}
