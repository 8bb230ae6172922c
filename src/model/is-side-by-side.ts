/** Whether all options of a question are in sight at once. */
import type { Field } from './form-config.js';

/** More than these are looked through sooner in a list. */
const fewOptions = 5;

/** What autofill knows it puts into a list. */
export const isSideBySide = ({ type, options, autocomplete }: Field): boolean =>
  /^(radio|multiselect)$/.test(type) ||
  (type === 'checkbox' && !!options) ||
  (type === 'select' && !autocomplete && (options?.length ?? 0) <= fewOptions);
