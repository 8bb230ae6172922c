/** The id of a field's control, after what tells this form's ids from others in its tree. */
export const controlId = (name: string): string => `f-${name}`;
