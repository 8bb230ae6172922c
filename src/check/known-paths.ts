/** Which paths the conditions of a definition may look at, and what it takes to declare another. */
import type { Field, FormConfig } from '../model/form-config.js';
import { didYouMean } from './did-you-mean.js';
import { isSignalPath, plainSignals, signalOf } from './signal-paths.js';

/**
 * The order in which results are settled: whatever decides one may look at those before it alone. Fields and steps come
 * last. Segments stand between 2 and 3, in their order.
 */
export const ranks = { score: 1, segment: 2, stage: 3, pause: 4, path: 5, last: 6 } as const;

export interface KnownPath {
  readonly rank: number;
  /** The field it tells something of. */
  readonly field?: string;
}

const given: readonly string[] = [
  'visit.count',
  'visit.last',
  'visit.first',
  'visit.since',
  'visit.submissions',
  'visit.logins',
  'visit.steps',
  'email.kind',
  'identity.strength',
];

/** What changes while a page is read: for triggers alone, and not worth a declaration. */
export const triggerPaths: readonly string[] = [
  'page.scroll',
  'page.seconds',
  'page.idle',
  'page.exit',
  'page.events',
  'page.views',
];

/** What each kind of class tells of its field. */
const classParts = [
  ['jobTitle', ['function', 'level']],
  ['companySize', ['size', 'band']],
] as const;

export function listKnownPaths(config: FormConfig): ReadonlyMap<string, KnownPath> {
  const { fields, purposes, signals = {}, segments = {}, scores = {}, stages, matrix, pauses = [] } = config;
  const segmentIds = Object.keys(segments);
  const at = (rank: number) => (path: string) => [path, { rank }] as const;
  return new Map<string, KnownPath>([
    ...[...given, ...Object.keys(purposes).map((name) => `consent.${name}`)].map(at(0)),
    ...Object.keys(signals).flatMap(withInstants).map(at(0)),
    ...Object.keys(scores).map((id) => at(ranks.score)(`score.${id}`)),
    ...segmentIds.map((id, i) => at(ranks.segment + i / segmentIds.length)(`segment.${id}`)),
    ...(stages ? ['stage'] : []).map(at(ranks.stage)),
    ...pauses.map(({ id }) => at(ranks.pause)(`pause.${id}`)),
    ...(matrix ? ['path'] : []).map(at(ranks.path)),
    ...listBant(fields).map(at(0)),
    ...fields.flatMap(listOfField),
  ]);
}

const withInstants = (signal: string) =>
  signal.startsWith('count.') ? [signal, `${signal}.first`, `${signal}.last`] : [signal];

/** What this form does not ask, another one may have. */
function listBant(fields: readonly Field[]): readonly string[] {
  const parts = ['budget', 'authority', 'need', 'timeline', 'complete'];
  return fields.some(({ bant }) => bant) ? parts.map((part) => `bant.${part}`) : [];
}

function listOfField({ name, classify }: Field): readonly (readonly [string, KnownPath])[] {
  const parts = classParts.flatMap(([kind, names]) => (kind === classify ? names : []));
  return [name, ...parts.map((part) => `${name}.${part}`)].map((path) => [path, { rank: 0, field: name }]);
}

/** What to do about a path that nobody declared. */
export function howToDeclare(path: string, known: ReadonlyMap<string, KnownPath>): string {
  if (isSignalPath(signalOf(path))) return 'Declare it under signals with the purpose it serves.';
  const near = didYouMean(path, [...plainSignals, ...triggerPaths, ...known.keys()]);
  return near ?? `Declare it ${places.find(([place]) => place.test(path))?.[1] ?? 'as a field'}.`;
}

const places: readonly (readonly [RegExp, string])[] = [
  [/^segment\./, 'under segments'],
  [/^score\./, 'under scores'],
  [/^stage$/, 'by stages'],
  [/^path$/, 'by a matrix'],
  [/^pause\./, 'under pauses'],
  [/^consent\./, 'under purposes'],
  [/^bant\./, 'by the bant of fields'],
  [/\.(function|level)$/, 'by "classify": "jobTitle" of its field'],
  [/\.(size|band)$/, 'by "classify": "companySize" of its field'],
];
