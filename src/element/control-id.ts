/** The id of a field's control in the element's own tree. */
export const controlId = (name: string): string => `f-${name}`;
