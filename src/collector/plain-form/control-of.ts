/** Which native control asks a field where there is no script. */
import type { Field } from '../../model/form-config.js';
import { isSideBySide } from '../../model/is-side-by-side.js';

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

export function controlOf(field: Field): Control {
  const { type } = field;
  if (isSideBySide(field)) return type === 'radio' || type === 'select' ? 'choices' : 'ticks';
  switch (type) {
    case 'consent':
    case 'checkbox':
      return 'box';
    case 'select':
    case 'country':
      return 'list';
    case 'textarea':
      return 'area';
    default:
      return 'line';
  }
}
