/** A view that the visitor puts off ("not now") or refuses for good ("never ask this"). */
import { mayRemember } from '../consent/may-remember.js';
import { parseDuration } from '../model/duration.js';
import type { Answers } from '../model/answers.js';
import type { AskRecord, Profile } from '../model/profile.js';
import { visitGap } from '../profile/count-visit.js';
import { amendProfile } from './amend-profile.js';
import type { SessionState } from './session-state.js';
import {
  countQuestions,
  finish,
  withEarlier,
  type ShownView,
  type StepResult,
  type SubmitTools,
} from './submit-view.js';
import { writeSubmission } from './write-submission.js';

/** The last instant that has a date. */
const endOfTime = 8.64e15;

/**
 * The questions rest, for good or as long as `ask.notNow` says; what was typed in the view is not sent. The back end
 * hears of it where it can, so that the person is not asked on her next device either.
 */
export async function skipView(
  state: SessionState,
  { step, fields, done, said }: ShownView,
  tools: SubmitTools,
  forGood: boolean,
): Promise<StepResult> {
  if (done !== state.done) return { kind: 'stopped' };
  // A view that was completed before stays as it was.
  if (state.cursor < state.done.length) return goOn(state, tools);
  state.signals = { ...state.signals, ...said };
  const now = tools.clock();
  const at = new Date(now).toISOString();
  const rest = Math.min(now + (parseDuration(state.config.ask?.notNow ?? 'P30D') ?? 0), endOfTime);
  const ask: AskRecord = {
    at,
    outcome: 'refused',
    ...(!forGood && { until: new Date(rest).toISOString() }),
  };
  // What there was no room for was not refused, but neither comes at once in its place.
  const unseen: AskRecord = { at, outcome: 'answered', until: new Date(now + visitGap).toISOString() };
  const shown = fields.map(({ name }) => [name, ask] as const);
  const asks = Object.fromEntries([
    ...openFields(state, step.id).map((name) => [name, unseen] as const),
    ...shown,
  ]);
  const questions = countQuestions(step, fields);
  amendProfile(state, { asks, ...(questions && { spent: { [at]: questions } }) }, now);
  countStep(state, at);
  state.refused = { ...state.refused, ...asks };
  state.answers = without(state.answers, asks);
  tell(state, { step: step.id, asks, questions, at }, tools);
  if (tools.next()) return { kind: 'next' };
  return state.done.length ? finish(state, tools) : { kind: 'skipped' };
}

function goOn(state: SessionState, tools: SubmitTools): Promise<StepResult> | StepResult {
  state.cursor += 1;
  return tools.next() ? { kind: 'next' } : finish(state, tools);
}

/** Those of the step of which nothing is known. */
function openFields({ config, profile: { facts, known } }: SessionState, stepId: string): readonly string[] {
  const step = config.steps.find(({ id }) => id === stepId);
  return (step?.fields ?? []).filter((name) => !Object.hasOwn(facts, name) && !Object.hasOwn(known, name));
}

/** A view that was put off is one of the visit's views too. */
function countStep(state: SessionState, at: string): void {
  const count = (profile: Profile): Profile => {
    const { visits } = profile;
    return { ...profile, visits: { ...visits, since: visits.since ?? at, steps: visits.steps + 1 } };
  };
  state.profile = count(state.profile);
  if (state.start) state.start = { ...state.start, profile: count(state.start.profile) };
}

const without = (answers: Answers, names: object): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => !Object.hasOwn(names, name)));

interface Skipped {
  readonly step: string;
  readonly asks: Readonly<Record<string, AskRecord>>;
  readonly questions: number;
  readonly at: string;
}

/** Nothing is kept or sent of somebody who is not to be remembered. */
function tell(state: SessionState, { step, asks, questions, at }: Skipped, tools: SubmitTools): void {
  const { delivery, memory, options } = tools;
  const { config, profile } = state;
  if (
    !memory ||
    options.kiosk ||
    !mayRemember(config, profile.consents, !!state.record || state.done.length > 0)
  )
    return;
  state.anonymousId ??= state.record?.id ?? delivery.mintId();
  state.record = memory.writeRecord(state.record, state.anonymousId, config, tools.derive(profile));
  void memory.remember(state, delivery);
  if (!delivery.keepsAsks) return;
  const written = writeSubmission(state, {
    step,
    sessionId: (state.sessionId ??= delivery.mintId()),
    fields: [],
    values: {},
    locale: config.locale ?? options.locale ?? 'en',
    questions,
    at,
    id: delivery.mintId(),
  });
  // Nobody waits for it; the outbox keeps it until it has arrived.
  delivery.outbox
    .submit({
      ...withEarlier(state, { ...written, asks, anonymousId: state.anonymousId }),
      ...memory.tellMore(profile, state),
    })
    .catch(() => undefined);
}
