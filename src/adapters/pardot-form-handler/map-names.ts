/** A form handler calls its fields as its author likes: unless told otherwise, as the form does. */
export const names: Readonly<Record<string, string>> = {};

/** Without it no prospect is made, and nobody is told. */
export const required: readonly string[] = ['email'];
