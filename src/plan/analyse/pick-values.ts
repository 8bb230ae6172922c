/**
 * Of all the values a path can have, enough that every comparison made with it is tried both ways, alone and with the
 * others: what is compared with, what lies between and beyond, and something else.
 */
import type { AnswerValue } from '../../model/answers.js';
import type { Scalar } from '../../model/condition.js';
import { parseDuration } from '../../model/duration.js';
import type { PathKind } from './path-kind.js';
import { pickTexts } from './pick-texts.js';
import type { Comparison } from './split-condition.js';

/** When everything is analysed: any instant will do. In milliseconds since 1970. */
export const moment = 1_767_225_600_000;

/** As many things as may stand in one list, all of whose parts are tried. */
const mostTogether = 8;

/** `undefined`: too many to try them all. */
export function pickValues(
  kind: PathKind,
  comparisons: readonly Comparison[],
): readonly AnswerValue[] | undefined {
  switch (kind.type) {
    case 'number':
      return pickNumbers(kind, wantsOf(comparisons, 'number'));
    case 'boolean':
      return kind.only ? [true] : [true, false];
    case 'choice':
      if (kind.many) return pickLists(pickOptions(kind.values, comparisons));
      return kind.alike ? pickOptions(kind.values, comparisons) : kind.values;
    case 'list':
      return pickLists(pickTexts(comparisons));
    case 'text':
      return pickWritten(comparisons);
    case 'instant':
      return pickInstants(comparisons);
    case 'any': {
      const texts = pickWritten(comparisons);
      return texts && [true, false, ...pickNumbers({}, wantsOf(comparisons, 'number')), ...texts];
    }
  }
}

/** A text may be an instant. */
function pickWritten(comparisons: readonly Comparison[]): readonly string[] | undefined {
  const instants = comparisons.some(({ op }) => op === 'within') ? pickInstants(comparisons) : [];
  const texts = pickTexts(comparisons);
  return instants && texts && [...texts, ...instants];
}

type KindName = 'number' | 'string';

/** What a path is compared with, of one type; durations apart. */
function wantsOf<T extends KindName>(comparisons: readonly Comparison[], type: T) {
  const wants = comparisons
    .filter(({ op }) => op !== 'within')
    .flatMap(({ want }) => [want].flat() as Scalar[]);
  return [...new Set(wants)].filter((want) => typeof want === type) as (T extends 'number'
    ? number
    : string)[];
}

/** In their order, so that samples are small. */
function pickNumbers(
  {
    min = -Infinity,
    max = Infinity,
    whole,
  }: { readonly min?: number; readonly max?: number; readonly whole?: boolean },
  wants: readonly number[],
): readonly number[] {
  const edges = [...wants, min, max].filter(Number.isFinite).sort((a, b) => a - b);
  const around = edges.flatMap((edge, i) => {
    const next = edges[i + 1] ?? edge + 2;
    return whole ? [Math.ceil(edge) - 1, edge, Math.floor(edge) + 1] : [edge - 1, edge, (edge + next) / 2];
  });
  const fits = (value: number) => value >= min && value <= max && (!whole || Number.isInteger(value));
  return [...new Set(edges.length ? around : [0])].filter(fits).sort((a, b) => a - b);
}

/** Those that are told apart, and one for all others. */
function pickOptions(values: readonly string[], comparisons: readonly Comparison[]): readonly string[] {
  const byPart = comparisons.some(({ op }) => /^(contains|startsWith|endsWith|gte?|lte?)$/.test(op));
  const wants = new Set(wantsOf(comparisons, 'string').map(fold));
  const others = values.filter((value) => !byPart && !wants.has(fold(value)));
  return values.filter((value) => !others.includes(value)).concat(others.slice(0, 1));
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase();

/** Every list of some of these. */
function pickLists(values: readonly string[] | undefined): readonly AnswerValue[] | undefined {
  if (!values || values.length > mostTogether) return undefined;
  const lists = values.reduce<readonly (readonly string[])[]>(
    (held, value) => [...held, ...held.map((list) => [...list, value])],
    [[]],
  );
  return lists.slice(1);
}

/** Either so long ago, or before and after dates; how the two lie to each other depends on the day. */
function pickInstants(comparisons: readonly Comparison[]): readonly string[] | undefined {
  const spans = comparisons
    .filter(({ op }) => op === 'within')
    .map(({ want }) => parseDuration(String(want)) ?? 0);
  const dates = wantsOf(comparisons, 'string');
  if (spans.length && dates.length) return undefined;
  const ages = [0, ...spans].flatMap((age) => [age, age + 1]).concat(-1);
  return dates.length ? pickTexts(comparisons) : ages.map((age) => new Date(moment - age).toISOString());
}
