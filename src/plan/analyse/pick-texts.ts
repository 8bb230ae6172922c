/** Texts that pass and fail comparisons with text in every way they can be passed and failed together. */
import type { Operator, Scalar } from '../../model/condition.js';
import type { Comparison } from './split-condition.js';

/** Stands for all that nothing is said of. */
export const anythingElse = 'anything else';

const mostParts = 5;
const mostTexts = 2_000;

/** `undefined`: too many to try them all. */
export function pickTexts(comparisons: readonly Comparison[]): readonly string[] | undefined {
  const wants = (...ops: readonly Operator[]) =>
    comparisons
      .filter(({ op }) => ops.includes(op))
      .flatMap(({ want }) => [want].flat())
      .filter((want) => typeof want === 'string');
  const whole = mergeAlike(wants('eq', 'ne', 'in', 'notIn', 'only'), comparisons);
  const bounds = wants('gt', 'gte', 'lt', 'lte');
  const affixed = joinAffixes(wants('startsWith'), wants('contains'), wants('endsWith'));
  if (!affixed || (bounds.length && affixed.length > 2)) return undefined;
  // Text is ordered letter by letter: less of it comes before, more of it after.
  const around = bounds.flatMap((bound) => [bound.slice(0, -1), bound, `${bound} `]);
  const others = bounds.length ? ['!', '~'] : ['~'];
  return [...new Set([anythingElse, ...whole, ...around, ...others, ...affixed])].filter((text) =>
    text.trim(),
  );
}

/** Of texts that stand in the same lists one will do, unless something looks into them. */
function mergeAlike(texts: readonly string[], comparisons: readonly Comparison[]): readonly string[] {
  if (comparisons.some(({ op }) => !wholeOps.test(op))) return texts;
  const lists = new Map<string, string>();
  comparisons.forEach(({ want }, i) => {
    for (const text of new Set([want].flat().map(fold))) lists.set(text, `${lists.get(text) ?? ''} ${i}`);
  });
  const alike = new Map<string | undefined, string>();
  for (const text of texts) {
    const places = lists.get(fold(text));
    if (!alike.has(places)) alike.set(places, text);
  }
  return [...alike.values()];
}

const wholeOps = /^(eq|ne|in|notIn|only|known)$/;
const fold = (value: Scalar) => String(value).normalize('NFKC').toLowerCase();

/** Each beginning with each end, with every choice of parts between, touching each other or not. */
function joinAffixes(
  starts: readonly string[],
  parts: readonly string[],
  ends: readonly string[],
): readonly string[] | undefined {
  const distinct = [...new Set(parts)];
  const count = (starts.length + 1) * (ends.length + 1) * 2 ** (distinct.length + 1);
  if (distinct.length > mostParts || count > mostTexts) return undefined;
  const middles = distinct.reduce(
    (held, part) => [...held, ...held.map((middle) => `${middle}~${part}`)],
    [''],
  );
  return ['', ...starts].flatMap((start) =>
    ['', ...ends].flatMap((end) =>
      middles.flatMap((middle) => [start + middle.slice(1) + end, `${start}${middle}~${end}`]),
    ),
  );
}
