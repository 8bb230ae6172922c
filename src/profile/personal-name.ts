/** Whether a parameter of an address looks, by its name, as if it held something personal: whoever sees it, sees that. */
export const isPersonalName = (name: string): boolean =>
  /e-?mail|phone|^tel$|mobile|(^|first|last|full|given|family|sur|user)[-_]?name$|vorname|nachname|telefon|address|birth/i.test(
    name,
  );
