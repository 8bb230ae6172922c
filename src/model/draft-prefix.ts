/** Where drafts lie in the store of the device; the id of the form follows. */
export const draftPrefix = 'draft/';
