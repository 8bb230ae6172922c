/** One sentence a field: what happens to it on this visit, and why, for the author of the definition. */
import type { Field, FormConfig } from '../model/form-config.js';
import type { FactSource, Profile } from '../model/profile.js';
import { describeCondition, describeFinding, listWords } from './describe-condition.js';
import { describeDate, describeDuration } from './describe-duration.js';
import { quote, type LabelOf } from './describe-path.js';
import type { Explanation } from './explanation.js';
import type { Decision } from './find-decision.js';
import { own } from '../model/own.js';
import { estimateSeconds } from './rules/effort.js';
import type { Weight } from './weigh-condition.js';

export interface Told {
  readonly field: Field;
  readonly explained: Omit<Explanation, 'text'>;
  readonly decision: Decision;
}

/** `profile` as the rules left it. */
export function describeReason(
  { field, explained, decision }: Told,
  config: FormConfig,
  profile: Profile,
  label: LabelOf,
): string {
  const { word, verdict, at, step = '', rule } = explained;
  const { maxFields = 0, maxSteps = 0, maxSeconds = 0, budget } = config.ask ?? {};
  const there = quote(step);
  const date = describeDate(at ?? '');
  const since = date ? `since ${date}` : 'for some time';
  const known = `known ${since}${describeOrigin(explained)}`;
  switch (word) {
    case 'missing':
      return `Asked in ${there}: ${describeGap(field, profile)}.`;
    case 'stale':
      return `${verdict === 'confirm' ? 'To be confirmed' : 'Asked again'} in ${there}: ${known}, and an answer counts for ${describeDuration(field.freshFor ?? '')} only.`;
    case 'unconfirmed':
      return `To be confirmed in ${there}: ${known}, and the visitor has not yet said that it is so.`;
    case 'alwaysAsk':
      return `Asked in ${there} every time: ${known}.`;
    case 'prefilled':
      return `Shown filled in, in ${there}: ${known}.`;
    case 'known':
      if (rule.startsWith('profile.consents')) return `Skipped: consent given${date ? ` on ${date}` : ''}.`;
      return `Skipped: ${rule.startsWith('profile.known') ? `known ${since}, here without its value` : known}.`;
    case 'condition':
    case 'stepCondition':
      return describeClosed(explained, decision, config, label);
    case 'hidden':
      return `Never shown: its value goes along with the answers ${step ? `of ${there}` : 'of no step'}.`;
    case 'noStep':
      return 'Skipped: no step asks it.';
    case 'consent':
      return `Not allowed: ${quote(field.purpose)} needs a consent that was not given.`;
    case 'viewLimit':
      return `Waits: ${few(maxFields, 'question')} a view, and ${places(maxFields, ` in ${there}`)} taken by questions that come first.`;
    case 'visitLimit':
      return `Waits: ${few(maxSteps, 'step')} a visit, and ${places(maxSteps, '')} taken.`;
    case 'effort':
      if (isTooLong(field, config))
        return `Skipped: it takes about ${few(estimateSeconds(field), 'second')} alone, and a visit may take ${few(maxSeconds, 'second')}.`;
      return `Waits: a visit may take ${few(maxSeconds, 'second')}, and ${decision.hasOthers ? 'other questions fill them' : 'too few are left for it'}.`;
    case 'budget':
      return `Waits: ${few(budget?.questions ?? 0, 'question')} in ${describeDuration(budget?.per ?? '')} over all forms, and none is left for it.`;
    case 'priority':
      return `Waits: ${quote(decision.before?.label ?? '')} is more important and has no room yet.`;
    case 'paused':
      return describePaused(field, profile);
    case 'resting':
      return describeResting(decision, config, profile);
    case 'queued':
      return `Waits: in reserve until another question of ${there} is known.`;
  }
}

/** No visit has the time for it, whatever else is asked. */
export const isTooLong = (field: Field, { ask }: FormConfig): boolean =>
  estimateSeconds(field) > (ask?.maxSeconds ?? Infinity);

const sources: Readonly<Record<FactSource, string>> = {
  typed: 'typed by the visitor',
  link: 'brought by the link',
  login: 'given by the login',
  host: 'given by the page',
  enrichment: 'looked up by a service',
  backend: 'held by the back end',
  device: 'remembered on this device',
  inferred: 'guessed',
};

/** From whom, and who else said something else. */
function describeOrigin({ source, provider, confirmedAt, others = [] }: Told['explained']): string {
  const by = provider === undefined ? '' : ` (${quote(provider)})`;
  const confirmed = describeDate(confirmedAt ?? '');
  const words = others.map((other) => sources[other]);
  return [
    source ? `, ${sources[source]}${by}` : '',
    confirmed ? `, confirmed on ${confirmed}` : '',
    words.length ? ` (something else was ${listWords(words, 'and')})` : '',
  ].join('');
}

function describeGap({ name, type, transient }: Field, profile: Profile): string {
  if (transient) return 'the answer is never kept';
  if (type === 'consent') return 'nobody has agreed to it yet';
  return own(profile.facts, name) ? 'so far we only guess it' : 'nobody has told us yet';
}

/** A condition that does not hold: what it asks for, and what was found instead. */
function describeClosed(
  { word, verdict, step = '', rule, trace }: Told['explained'],
  { condition, weight }: Decision,
  { matrix = [] }: FormConfig,
  label: LabelOf,
): string {
  const start = verdict === 'deferred' ? 'Waits' : 'Skipped';
  const what = word === 'condition' ? 'it' : rule === 'trigger' ? 'the form' : quote(step);
  const row = matrix.find((_, i) => rule === `matrix[${i}]`);
  if (row) return `${start}: ${quote(row.id)} is the way for this visitor, and ${what} is not on it.`;
  if (condition === undefined) return `${start}: no row of the matrix is for this visitor.`;
  const wanted = describeCondition(condition, label);
  const found = describeFindings(weight, label);
  if (wanted === 'never' || !found) return `${start}: ${what} is switched off.`;
  const visit = trace?.length === 1 && /^it is (visit .*|the first visit)$/.exec(wanted)?.[1];
  if (visit) return `${start}: ${what} is for ${visit}, and ${found}.`;
  if (wanted.length > longest) return `${start}: the condition of ${what} does not hold: ${found}.`;
  return `${start}: ${what} comes only if ${wanted}; ${found}.`;
}

/** What would not be read to its end. */
const longest = 240;
const most = 3;

function describeFindings(weight: Weight | undefined, label: LabelOf): string {
  const all = [...new Set((weight?.why ?? []).map((entry) => describeFinding(entry, label)))];
  return all.length > most
    ? `${all.slice(0, most).join(', ')} and more`
    : all.length
      ? listWords(all, 'and')
      : '';
}

function describePaused({ name }: Field, { asks }: Profile): string {
  const ask = own(asks, name);
  const until = ask?.until && describeDate(ask.until);
  if (!ask?.until) return 'Skipped: the visitor does not want to be asked this again.';
  const rest = `not asked before ${until ?? 'its time'}`;
  if (ask.outcome === 'answered') return `Waits: answered on this visit, ${rest}.`;
  return `Waits: ${ask.outcome === 'refused' ? 'put off by the visitor' : 'shown and left empty'}, ${rest}.`;
}

function describeResting({ rule }: Decision, { pauses = [] }: FormConfig, { classes }: Profile): string {
  const pause = pauses.find((_, i) => rule === `pauses[${i}]`);
  const until = describeDate(String(own(classes, `pause.${pause?.id ?? ''}`)));
  return `Waits: an answer lets it rest ${until ? `until ${until}` : 'for a time'} (${quote(pause?.id ?? '')}).`;
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const few = (n: number, noun: string): string => `${numbers[n] ?? n} ${noun}${n === 1 ? '' : 's'}`;

const places = (n: number, where: string): string => {
  const all = n === 2 ? 'both places' : `all ${numbers[n] ?? n} places`;
  return n === 1 ? `its place${where} is` : `${all}${where} are`;
};
