/**
 * A telephone number as people write it: 7 to 15 digits (E.164 allows no more) with an optional leading plus, and
 * blanks, brackets, hyphens, dots and slashes between. Whether it exists is for the back end.
 */
export function isTel(text: string): boolean {
  const digits = text.replace(/[^0-9]/g, '').length;
  return text.length <= 40 && digits >= 7 && digits <= 15 && written.test(text);
}

const written = /^\(?\+?[0-9 \u00a0()./-]+$/;
