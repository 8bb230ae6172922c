/** Finds what visitors fill in. */
export const control = ':is(input:not([type=hidden], [type=button], [type=submit]), select, textarea)';
