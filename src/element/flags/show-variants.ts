/** Which of the page's own words stand in the form: those that bear the name of the variant that was chosen. */
import type { Flag } from '../../model/form-config.js';
import type { Choices } from './choice.js';

/**
 * Of the element's children with `data-flag`, the one whose `data-variant` was chosen goes into the flag's slot; the
 * others are put out of sight. Where nothing may be chosen the default is shown, so that no place stays empty.
 */
export function showVariants(
  host: HTMLElement,
  flags: Readonly<Record<string, Flag>>,
  choices: Choices,
): void {
  for (const child of host.querySelectorAll<HTMLElement>('[data-flag]')) {
    const { flag: id = '', variant } = child.dataset;
    if (!Object.hasOwn(flags, id)) continue;
    const { slot, default: fallback } = flags[id] ?? {};
    const isChosen = variant === (choices.get(id)?.variant ?? fallback);
    child.hidden = !isChosen;
    if (isChosen && slot) child.slot = slot;
    else child.removeAttribute('slot');
  }
}
