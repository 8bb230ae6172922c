/**
 * The one place that decides which of several values of a fact holds (F8): in the browser, the collector and the
 * command line alike. What does not hold stands behind it as `others`.
 *
 * Candidates are put into one total order and the first few are kept, so that for any one field and instant it does
 * not matter in which order, how grouped or how often they are heard.
 */
import { isBlank } from '../model/answers.js';
import { parseDuration } from '../model/duration.js';
import type { Field } from '../model/form-config.js';
import { factSources, type Fact } from '../model/profile.js';

/** What a definition says about whom to believe; all of it may be absent. */
export type FactRules = Pick<Field, 'writePolicy' | 'sources' | 'freshFor'>;

/** Of one fact, with the one that holds. */
const mostCandidates = 8;

/**
 * `now`: milliseconds since 1970. Whoever said the same again is heard once, with what speaks most for it; blanks are
 * not heard at all.
 */
export function mergeFacts(
  field: FactRules | undefined,
  now: number,
  ...facts: readonly (Fact | undefined)[]
): Fact | undefined {
  const ranked = facts
    .flatMap(listCandidates)
    .map((fact) => [fact, rankFact(fact, field, now)] as const)
    .sort(([, a], [, b]) => compare(b, a));
  const distinct = new Map<string, Fact>();
  for (const [fact] of ranked) {
    const said = JSON.stringify([fact.value, fact.source, fact.provider]);
    if (!distinct.has(said)) distinct.set(said, fact);
  }
  const [held, ...others] = [...distinct.values()].slice(0, mostCandidates);
  return held && { ...held, ...(others.length > 0 && { others }) };
}

/** All that was said of one fact, each by itself. */
export function listCandidates(fact: Fact | undefined): readonly Fact[] {
  if (!fact) return [];
  const { others = [], ...own } = fact;
  return [...(isBlank(own.value) ? [] : [own]), ...others.flatMap(listCandidates)];
}

/** When the visitor herself said it, or that it is so; at a device, whoever sat there did. */
export const saidAt = ({ source, at, confirmedAt }: Fact): string | undefined =>
  confirmedAt ?? (isGiven(source) ? at : undefined);

const isGiven = (source: Fact['source']): boolean => source === 'typed' || source === 'device';

type Rank = readonly (number | string)[];

/** What speaks for a fact, weightiest first; a larger number or a later text speaks for it. */
function rankFact(fact: Fact, { writePolicy, sources, freshFor }: FactRules = {}, now: number): Rank {
  const { value, source, at, confirmedAt, provider } = fact;
  const since = confirmedAt ?? at;
  const named = sources?.indexOf(source) ?? -1;
  const guess = ['enrichment', 'inferred'].indexOf(source) + 1;
  const lift = saidAt(fact) !== undefined || named >= 0 ? 1 : 0;
  // Written so that a date that cannot be read counts as old.
  const stale = freshFor !== undefined && !(now - Date.parse(since) <= (parseDuration(freshFor) ?? 0));
  return [
    // Being named makes a look-up as good as what was told; what is inferred is no knowledge even then.
    Math.min(0, lift - guess),
    writePolicy === 'ifAnswered' && saidAt(fact) !== undefined ? 1 : 0,
    // What is stale leaves a gap, or the answer to the question for it would never count.
    stale ? 0 : 1,
    writePolicy === 'never' && isGiven(source) ? 0 : 1,
    writePolicy === 'ifEmpty' ? invert(at) : 0,
    named < 0 ? -Infinity : -named,
    since,
    factSources.indexOf(source),
    JSON.stringify([value, provider, at, confirmedAt]),
  ];
}

/** So that the earlier of two instants is the larger. */
const invert = (at: string): number => (Number.isNaN(Date.parse(at)) ? -Infinity : -Date.parse(at));

function compare(a: Rank, b: Rank): number {
  const at = a.findIndex((one, i) => one !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}
