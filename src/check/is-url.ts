/**
 * A web address as people write it: `https` and `http` alone, or neither; a name with a dot under a top level, letters of
 * every script; no credentials and no blanks.
 */
export const isUrl = (text: string): boolean => address.test(text);

const address =
  /^(https?:\/\/)?([\p{L}\p{M}\p{N}_-]+\.)+\p{L}[\p{L}\p{M}\p{N}-]+\.?(:\d{1,5})?([/?#]\S*)?$/iu;
