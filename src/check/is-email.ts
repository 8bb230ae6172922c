/**
 * The rule of the HTML standard for `type=email`, widened to letters of every script (RFC 6531) and narrowed to
 * domains with a dot: one `@`; before it 1 to 64 characters without blanks, brackets, quotes or controls; after it
 * labels of 1 to 63 letters, digits and inner hyphens, the last one starting with a letter; 254 characters in all.
 */
export function isEmail(text: string): boolean {
  return text.length <= 254 && address.test(text);
}

const address =
  /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+\p{L}(?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])$/u;
