/**
 * The patterns that a definition may have answers fit: regular expressions whose time grows with the text alone.
 * Literals, `.`, classes, `\d \w \s \D \W \S`, groups, `|`, `? * + {n,m}`; no look-around, no back references.
 */

export type PatternPart =
  /** One character, as a regular expression would take it. */
  | { readonly one: string }
  | { readonly all: readonly PatternPart[] }
  | { readonly any: readonly PatternPart[] }
  | { readonly part: PatternPart; readonly min: number; readonly max: number };

/** Where reading stopped: a character of the pattern, counted from 1, and what to do. */
export class PatternFault extends Error {
  constructor(
    readonly at: number,
    readonly remedy: string,
  ) {
    super(`Character ${at}: ${remedy}`);
  }
}

const longest = 200;
const mostTimes = 200;
const deepest = 20;

const escape = /^\\(?:[dwsDWS]|[nt]|[\^$\\.*+?()[\]{}|/-])/;
const inClass = String.raw`\\(?:[dwsDWS]|[nt]|[\^$\\.*+?()[\]{}|/-])|[^\\\][]`;

/** Throws a `PatternFault`. The whole answer is meant, so that `^` before and `$` after it add nothing. */
export function parsePattern(pattern: string): PatternPart {
  if (pattern.length > longest) throw new PatternFault(longest + 1, `Use ${longest} characters at most.`);
  const end = pattern.length - (/(^|[^\\])(\\\\)*\$$/.test(pattern) ? 1 : 0);
  let at = pattern.startsWith('^') ? 1 : 0;

  const fail = (remedy: string): never => {
    throw new PatternFault(at + 1, remedy);
  };
  /** Takes what the pattern goes on with. */
  const take = (what: RegExp): string | undefined => {
    const [found] = what.exec(pattern.slice(at, end)) ?? [];
    at += found?.length ?? 0;
    return found;
  };
  const readAny = (depth: number): PatternPart => {
    const any = [readAll(depth)];
    while (take(/^\|/)) any.push(readAll(depth));
    return any.length > 1 ? { any } : (any[0] as PatternPart);
  };
  const readAll = (depth: number): PatternPart => {
    const all: PatternPart[] = [];
    while (at < end && !/[|)]/.test(pattern.charAt(at))) all.push(readRepeated(depth));
    return { all };
  };
  const readRepeated = (depth: number): PatternPart => {
    const part = readOne(depth);
    const start = at;
    const [min = 1, max = 1] = readTimes() ?? [];
    if (min > max || Math.max(min, max < Infinity ? max : 0) > mostTimes) {
      at = start;
      return fail(`Repeat up to ${mostTimes} times, the smaller number first.`);
    }
    if (at > start && /^[?*+{]/.test(pattern.slice(at, end)))
      return fail('Repeat it once: put it into brackets.');
    return at > start ? { part, min, max } : part;
  };
  const readTimes = (): readonly [number, number] | undefined => {
    const sign = take(/^[?*+]|^\{\d{1,9}(,\d{0,9})?\}/);
    if (!sign) return undefined;
    if (!sign.startsWith('{')) return [sign === '+' ? 1 : 0, sign === '?' ? 1 : Infinity];
    const [min = '', max = min] = sign.slice(1, -1).split(',');
    return [Number(min), max ? Number(max) : Infinity];
  };
  const readOne = (depth: number): PatternPart => {
    if (take(/^\((?!\?)|^\(\?:/)) {
      if (depth === deepest) return fail(`Nest ${deepest} groups at most.`);
      const inner = readAny(depth + 1);
      return take(/^\)/) ? inner : fail('Close the group with ).');
    }
    const start = at;
    const one =
      take(escape) ?? take(new RegExp(`^\\[\\^?(?:${inClass})+\\]`, 'u')) ?? take(/^[^^$\\*+?()[\]{}|]/u);
    if (one === '\\-') return { one: '-' }; // alone it is not to be escaped
    if (one && isSound(one)) return { one };
    at = start;
    return fail(remedyFor(pattern.slice(at, end)));
  };

  const whole = readAny(0);
  return at < end ? fail('Open the group with (, or write \\).') : whole;
}

/** Such as `[z-a]`. */
function isSound(one: string): boolean {
  try {
    return !!new RegExp(one, 'u');
  } catch {
    return false;
  }
}

const remedies: readonly (readonly [start: RegExp, remedy: string])[] = [
  [/^\(\?[=!<]/, 'Look-around and names of groups are not taken: say what the whole answer looks like.'],
  [/^\(\?/, 'Use ( or (?: to begin a group.'],
  [/^\\\d/, 'Back references are not taken.'],
  [/^\\/, 'Use \\d \\w \\s \\D \\W \\S \\n \\t, or a sign after the backslash.'],
  [/^\[/, 'Write a class such as [a-z0-9].'],
  [/^[?*+{]/, 'Write what is repeated before it, or a backslash.'],
  [/^[\^$]/, 'Remove it, or write a backslash before it: the whole answer is looked at anyway.'],
];

const remedyFor = (rest: string): string =>
  remedies.find(([start]) => start.test(rest))?.[1] ?? 'Write a backslash before it.';
