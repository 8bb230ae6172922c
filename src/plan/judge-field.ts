/** Whether one field is open, and why: looks at the field alone, not at what else is asked. */
import type { Answers } from '../model/answers.js';
import type { Condition, TraceEntry } from '../model/condition.js';
import { parseDuration } from '../model/duration.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { AskWord, Prefill, Reason, SkipWord } from '../model/plan.js';
import type { Profile } from '../model/profile.js';
import type { Signals } from '../model/signals.js';
import { evaluateCondition } from './evaluate-condition.js';
import { createLookUp, own } from './look-up.js';
import { mayShow } from './may-show.js';

/** `open` fields are asked if there is room; `prefill` is there where the value may be shown. */
export interface Judgement {
  readonly open: boolean;
  readonly reason: Reason<AskWord | SkipWord>;
  readonly prefill?: Prefill;
}

export interface Judge {
  field(field: Field): Judgement;
  /** The trace of a condition that does not hold. */
  fails(when: Condition | undefined): readonly TraceEntry[] | undefined;
}

export function createJudge(config: FormConfig, profile: Profile, signals: Signals, answers: Answers): Judge {
  const look = createLookUp(config, profile, signals, answers);
  const { now } = signals;
  const fails: Judge['fails'] = (when = true) => {
    const { ok, trace } = evaluateCondition(when, look, now);
    return ok ? undefined : trace;
  };
  const judge = (field: Field): Judgement => {
    const trace = fails(field.when);
    if (trace) return { open: false, reason: { word: 'condition', trace } };
    if (lacksConsent(field, config, profile)) return { open: false, reason: { word: 'consent' } };
    const judged = judgeHolding(field, profile, now);
    if (!judged.open || !isPaused(field, profile, now)) return judged;
    return { open: false, reason: { word: 'paused' } };
  };
  return { fails, field: judge };
}

/** What is held by value or only by name decides; a transient answer is never held. */
function judgeHolding(field: Field, profile: Profile, now: number): Judgement {
  const { name, type, purpose, transient, alwaysAsk } = field;
  const fact = own(profile.facts, name);
  const at = fact?.at ?? (type === 'consent' ? own(profile.consents, purpose) : own(profile.known, name));
  if (transient || !at) return { open: true, reason: { word: 'missing' } };
  const source = fact?.source ?? 'device';
  const word = alwaysAsk ? 'alwaysAsk' : isStale(field, fact?.confirmedAt ?? at, now) ? 'stale' : 'known';
  const shown = fact && mayShow(field, fact, profile.identity.strength);
  return {
    open: word !== 'known',
    reason: { word, fact: { source, at } },
    ...(shown && { prefill: { value: fact.value, source } }),
  };
}

function lacksConsent({ type, purpose }: Field, config: FormConfig, profile: Profile): boolean {
  const explicit = own(config.purposes, purpose)?.legalBasis === 'explicit';
  return explicit && type !== 'consent' && !own(profile.consents, purpose);
}

/** A required question that was left empty is asked again; one that was refused waits in either case. */
function isPaused({ name, required }: Field, { asks }: Profile, now: number): boolean {
  const ask = own(asks, name);
  if (!ask || (required && ask.outcome === 'leftEmpty')) return false;
  return !ask.until || Date.parse(ask.until) > now;
}

/** Written so that a date that cannot be read counts as old. */
const isStale = ({ freshFor }: Field, since: string, now: number): boolean =>
  freshFor !== undefined && !(now - Date.parse(since) <= (parseDuration(freshFor) ?? 0));
