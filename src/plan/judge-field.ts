/** Whether one field is open, and why: looks at the field alone, not at what else is asked. */
import type { Answers } from '../model/answers.js';
import type { Condition, TraceEntry } from '../model/condition.js';
import { parseDuration } from '../model/duration.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { Judgement, SkipWord } from '../model/plan.js';
import type { Profile } from '../model/profile.js';
import type { Signals } from '../model/signals.js';
import { evaluateCondition } from './evaluate-condition.js';
import { own } from '../model/own.js';
import { createLookUp, heldFact } from './look-up.js';
import { mayShow } from '../model/may-show.js';

export interface Judge {
  field(field: Field): Judgement & { readonly field: Field };
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
    const judged = judgeHolding(field, profile, now);
    const word: SkipWord | false = trace
      ? 'condition'
      : lacksConsent(field, config, profile)
        ? 'consent'
        : field.type === 'hidden'
          ? 'hidden'
          : judged.open && isPaused(field, profile, now) && 'paused';
    return word ? { open: false, reason: { word, trace } } : judged;
  };
  return { fails, field: (field) => ({ field, ...judge(field) }) };
}

/** What is held by value or only by name decides; a transient answer is never held. */
function judgeHolding(field: Field, profile: Profile, now: number): Judgement {
  const fact = heldFact(profile, field.name);
  const at =
    fact?.at ??
    (field.type === 'consent' ? own(profile.consents, field.purpose) : own(profile.known, field.name));
  if (field.transient || !at) return { open: true, reason: { word: 'missing' } };
  const source = fact?.source ?? 'device';
  const word = field.alwaysAsk
    ? 'alwaysAsk'
    : isStale(field, fact?.confirmedAt ?? at, now)
      ? 'stale'
      : 'known';
  const shown = fact && mayShow(field, fact, profile.identity.strength);
  return {
    open: word !== 'known',
    reason: { word, fact: { source, at } },
    prefill: shown ? { value: fact.value, source } : undefined,
  };
}

function lacksConsent({ type, purpose }: Field, config: FormConfig, profile: Profile): boolean {
  const explicit = config.purposes[purpose]?.legalBasis === 'explicit';
  return explicit && type !== 'consent' && !own(profile.consents, purpose);
}

/** A required question that was left empty is asked again; one that was refused waits in either case, or for ever. */
function isPaused({ name, required }: Field, { asks }: Profile, now: number): boolean {
  const { outcome, until = '' } = own(asks, name) ?? {};
  return !!outcome && !(required && outcome === 'leftEmpty') && !(Date.parse(until) <= now);
}

/** Written so that a date that cannot be read counts as old. */
const isStale = ({ freshFor }: Field, since: string, now: number): boolean =>
  !!freshFor && !(now - Date.parse(since) <= (parseDuration(freshFor) ?? 0));
