/**
 * The spellings by which two addresses that are nearly the same meet, so that nobody need be compared with everybody:
 * addresses share one exactly where a letter is missing, is another, or where only dots or what follows a plus differ.
 */

export interface Spelling {
  readonly text: string;
  /** A missing letter shows where a whole address meets one that was cut. */
  readonly side?: 'whole' | 'cut';
}

/** Below that too many people have nearly the same. */
const shortestName = 5;

/** Of an address as `normaliseEmail` writes it. A figure that differs makes another address: `info1`, `info2`. */
export function listSpellings(email: string): readonly Spelling[] {
  const [name = '', domain = ''] = email.split('@');
  if (!domain) return [];
  const bare = name.replace(/\+.*$/, '').replaceAll('.', '');
  const plain = bare.length > 1 ? [{ text: spell('plain', `${bare}@${domain}`) }] : [];
  if (name.length < shortestName) return plain;
  const cuts = email.split('').flatMap((letter, n) => {
    if (/[\d@]/.test(letter) || isInitial(email, n)) return [];
    const cut = email.slice(0, n) + email.slice(n + 1);
    return [{ text: spell('length', cut), side: 'cut' as const }, { text: spell('letter', n, cut) }];
  });
  return [...plain, { text: spell('length', email), side: 'whole' }, ...distinct(cuts)];
}

/** Of people who share a family name it is all that tells them apart. */
const isInitial = (email: string, n: number): boolean =>
  /[._-]/.test(email[n - 1] ?? '.') && /[._@-]/.test(email[n + 1] ?? '.');

/** Cutting either of two equal letters gives the same. */
const distinct = (spellings: readonly Spelling[]): readonly Spelling[] => [
  ...new Map(spellings.map((one) => [one.text, one])).values(),
];

/** What an address may hold stands last, so that no two spellings are one text. */
const spell = (...parts: readonly (string | number)[]): string => parts.join(' ');
