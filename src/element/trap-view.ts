/**
 * A control that people never meet: whoever fills it in reads the page as a machine. It has no name or label that an
 * address has, so that autofill leaves it alone; it only ever lowers scores, since the best of password managers errs.
 */
export interface Trap {
  /** Something stands in it. */
  readonly isFilled: boolean;
  /** Puts it into the form that is shown, if it is not there. */
  place(form: Element): void;
  remove(): void;
}

/** `names`: of the fields of the form, which it must not bear. */
export function createTrap(names: readonly string[]): Trap {
  const place = document.createElement('div');
  const label = document.createElement('label');
  const input = document.createElement('input');
  place.className = 'unseen';
  place.ariaHidden = 'true';
  label.textContent = 'Contact reason';
  input.name = 'contact_reason';
  while (names.includes(input.name)) input.name += '_';
  input.tabIndex = -1;
  input.setAttribute('autocomplete', 'one-time-code');
  for (const manager of ['1p-ignore', 'lpignore', 'bwignore']) input.setAttribute(`data-${manager}`, 'true');
  // It is none of the visitor's answers.
  for (const type of ['input', 'change', 'focusin'])
    place.addEventListener(type, (event) => event.stopPropagation());
  label.append(input);
  place.append(label);
  return {
    get isFilled() {
      return input.value !== '';
    },
    // What templates draw ends where the form ends, so that its beginning is free.
    place: (form) => void (form.contains(place) || form.prepend(place)),
    remove: () => place.remove(),
  };
}
