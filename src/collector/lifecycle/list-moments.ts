/** What was known after each step of a person, as the profile that a form plans with. */
import { factName } from '../../model/fact-name.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Profile } from '../../model/profile.js';
import { emptyProfile } from '../../model/profile.js';
import type { Signals } from '../../model/signals.js';
import { visitGap } from '../../profile/count-visit.js';
import type { FactOnRecord } from '../facts-by-field.js';
import { factsByField, groupBy } from '../facts-by-field.js';
import type { History, PastConsent, PastFact, PastStep } from './history.js';

export interface Moment {
  readonly step: PastStep;
  readonly profile: Profile;
  readonly signals: Signals;
}

/** What was said: facts by `keyOf`, all of each; consents by purpose, the latest of each. */
export interface Holdings {
  readonly facts: ReadonlyMap<string, readonly FactOnRecord[]>;
  readonly consents: ReadonlyMap<string, Pick<PastConsent, 'purpose' | 'at'>>;
}

/** In their order; those before the first step of the form are left out. */
export function listMoments(form: FormConfig, history: History): readonly Moment[] {
  const steps = inOrder(history.steps);
  const consents = new Map<string, PastConsent>();
  const ids = new Set(steps.map(({ id }) => id));
  const past = new Set<string>();
  take(consents, history, (id) => !ids.has(id));
  const isHere = ({ formId }: PastStep) => formId === form.id;
  const first = history.visitsBefore[form.id] ? 0 : steps.findIndex(isHere);
  return steps.flatMap((step, n) => {
    take(consents, history, (id) => id === step.id);
    past.add(step.id);
    if (first < 0 || n < first) return [];
    const visits = visitsAt(form, history, steps.slice(0, n + 1), step);
    const values = isHere(step) ? declaredSignals(form, step) : {};
    const now = step.at.getTime();
    // What no step of these gave, an earlier one did, or somebody told it meanwhile.
    const isSaid = ({ submissionId, at }: PastFact) =>
      ids.has(submissionId) ? past.has(submissionId) : at.getTime() <= now;
    const held = { facts: groupBy(history.facts.filter(isSaid), keyOf), consents };
    return [{ step, profile: writeProfile(form, held, visits, now), signals: { now, values } }];
  });
}

function take(
  held: Map<string, PastConsent>,
  { consents }: History,
  isFrom: (submissionId: string) => boolean,
): void {
  for (const one of byAge(consents)) if (isFrom(one.submissionId)) held.set(one.purpose, one);
}

/** `steps`: up to and with `step`. */
function visitsAt(
  form: FormConfig,
  { visitsBefore }: History,
  steps: readonly PastStep[],
  step: PastStep,
): Profile['visits'] {
  const here = steps.filter(({ sessionId }) => sessionId === step.sessionId);
  const ofForm = steps.filter((one) => one.formId === form.id && !here.includes(one));
  const before = Object.values(visitsBefore).reduce((sum, n) => sum + n, 0);
  return {
    count: before + countVisits(steps),
    submissions: (visitsBefore[form.id] ?? 0) + countVisits(ofForm),
    steps: here.length,
    since: (here[0] ?? step).at.toISOString(),
    last: step.at.toISOString(),
  };
}

/** Sessions less than half an hour apart are one visit, as on the page. */
export function countVisits(steps: readonly Pick<PastStep, 'sessionId' | 'at'>[]): number {
  const seen = new Set<string>();
  let [count, last] = [0, -Infinity];
  for (const { sessionId, at } of steps) {
    if (!seen.has(sessionId) && at.getTime() - last > visitGap) count += 1;
    seen.add(sessionId);
    last = at.getTime();
  }
  return count;
}

export const declaredSignals = (
  { signals = {} }: FormConfig,
  step: Pick<PastStep, 'signals'>,
): Signals['values'] =>
  Object.fromEntries(Object.entries(step.signals).filter(([path]) => Object.hasOwn(signals, path)));

/** `now`: milliseconds since 1970. */
export function writeProfile(
  form: FormConfig,
  held: Holdings,
  visits: Profile['visits'],
  now: number,
): Profile {
  const consents = [...held.consents.values()].filter(({ purpose }) => Object.hasOwn(form.purposes, purpose));
  return {
    ...emptyProfile(),
    facts: factsByField(
      form,
      now,
      (field) => held.facts.get(keyOf({ name: factName(field), purpose: field.purpose })) ?? [],
    ),
    consents: Object.fromEntries(consents.map(({ purpose, at }) => [purpose, at.toISOString()])),
    visits,
    identity: { strength: 'link' },
  };
}

export const keyOf = ({ name, purpose }: Pick<PastFact, 'name' | 'purpose'>): string =>
  JSON.stringify([name, purpose]);

const byAge = <T extends { readonly at: Date }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => a.at.getTime() - b.at.getTime());

/**
 * By our clock; within a session by the visitor's, which knows better than the line that a slow step came over: a
 * later step of a session is never before an earlier one.
 */
function inOrder(steps: readonly PastStep[]): readonly PastStep[] {
  const byClient = [...steps].sort((a, b) => a.clientMs - b.clientMs || (a.id < b.id ? -1 : 1));
  const latest = new Map<string, number>();
  const dated = byClient.map((step) => {
    const key = JSON.stringify([step.sessionId, step.formId]);
    const at = Math.max(step.at.getTime(), latest.get(key) ?? 0);
    latest.set(key, at);
    return { ...step, at: new Date(at) };
  });
  return dated.sort((a, b) => a.at.getTime() - b.at.getTime()); // stable: ties stay as the visitor had them
}
