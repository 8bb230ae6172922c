/** A view that the visitor puts off ("not now") or refuses for good ("never ask this"). */
import { mayRemember } from './consent/may-remember.js';
import { parseDuration } from './model/duration.js';
import type { Answers } from './model/answers.js';
import type { Field } from './model/form-config.js';
import type { AskRecord } from './model/profile.js';
import { amendProfile } from './amend-profile.js';
import type { SessionState } from './session-state.js';
import { countQuestions, finish, type ShownView, type StepResult, type SubmitTools } from './submit-view.js';
import { writeSubmission } from './write-submission.js';

/**
 * The questions rest, for good or as long as `ask.notNow` says; what was typed in the view is not sent. The back end
 * hears of it where it can, so that the person is not asked on her next device either.
 */
export async function skipView(
  state: SessionState,
  { step, fields }: ShownView,
  tools: SubmitTools,
  forGood: boolean,
): Promise<StepResult> {
  // A view that was completed before stays as it was.
  if (state.cursor < state.done.length) return goOn(state, tools);
  const now = tools.clock();
  const at = new Date(now).toISOString();
  const rest = parseDuration(state.config.ask?.notNow ?? 'P30D') ?? 0;
  const ask: AskRecord = {
    at,
    outcome: 'refused',
    ...(!forGood && { until: new Date(now + rest).toISOString() }),
  };
  const asks = Object.fromEntries(openFields(state, step.id, fields).map((name) => [name, ask]));
  const questions = countQuestions(step, fields);
  const { visits } = state.profile;
  amendProfile(state, {
    asks,
    ...(questions && { spent: { [at]: questions } }),
    visits: { ...visits, since: visits.since ?? at, steps: visits.steps + 1 },
  });
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

/** Those shown, and those of the step that there was no room for: putting it off does not bring the rest at once. */
function openFields(
  { config, profile: { facts, known } }: SessionState,
  stepId: string,
  shown: readonly Field[],
): readonly string[] {
  const step = config.steps.find(({ id }) => id === stepId);
  const open = (step?.fields ?? []).filter(
    (name) => !Object.hasOwn(facts, name) && !Object.hasOwn(known, name),
  );
  return [...new Set([...shown.map(({ name }) => name), ...open])];
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
  delivery.outbox.submit({ ...written, asks, anonymousId: state.anonymousId }).catch(() => undefined);
}
