/**
 * The lifecycle of a person in the words of one form: which stage was entered with which step, and why. It follows
 * from the steps in the order in which they were completed, so that it makes no difference in which order they
 * arrived. It begins with the first step of that form; from then on what is told elsewhere counts as well.
 */
import type { TraceEntry } from '../../model/condition.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Profile } from '../../model/profile.js';
import type { Signals } from '../../model/signals.js';
import type { PlanRules } from '../../model/ports.js';
import { createRules } from '../../plan/rules/create-rules.js';
import { readStage } from '../../plan/rules/stages.js';
import type { StageReached } from '../../plan/rules/stages.js';
import { emailKind } from '../../profile/email-kind.js';
import type { History, LoggedMove, PastStep } from './history.js';
import { listMoments } from './list-moments.js';

export interface StageMove extends LoggedMove {
  readonly from: string | undefined;
  /** The comparisons that held, without what was found in answers and on pages. */
  readonly reason: readonly TraceEntry[];
  readonly at: Date;
}

/** `standing`: moves that are not up for decision; nobody falls back behind them. */
export function replayStages(
  form: FormConfig,
  history: History,
  standing: readonly LoggedMove[],
): readonly StageMove[] {
  const rules = createRules(form, emailKind);
  const ids = new Set(history.steps.map(({ id }) => id));
  const moves: StageMove[] = [];
  let stage = highest(
    form,
    standing.filter(({ submissionId }) => !ids.has(submissionId)),
  );
  for (const { step, profile, signals } of listMoments(form, history)) {
    const by = standing.filter(({ submissionId }) => submissionId === step.id);
    stage = highest(form, by, stage);
    const reach = () => reachStage(form, rules, stage, profile, signals);
    // One answer may lead through several stages, where one looks at the other.
    for (let next = reach(); next && next.id !== stage; next = reach()) {
      if (!standing.some(({ to }) => to === next?.id)) moves.push(writeMove(form, step, stage, next));
      stage = next.id;
    }
  }
  return moves;
}

function reachStage(
  form: FormConfig,
  rules: PlanRules,
  stage: string | undefined,
  profile: Profile,
  signals: Signals,
): StageReached | undefined {
  const before: Profile['classes'] = stage === undefined ? {} : { stage };
  const seen = rules.derive({ ...profile, classes: before }, signals, {});
  // Conditions look at the stage that was, not at the one that is being decided.
  const { stage: _, ...classes } = seen.classes;
  return readStage(form, { ...seen, classes: { ...classes, ...before } }, signals);
}

function highest(
  { stages = [] }: FormConfig,
  moves: readonly LoggedMove[],
  stage?: string,
): string | undefined {
  return stages.findLast(({ id }) => id === stage || moves.some(({ to }) => to === id))?.id;
}

function writeMove(
  form: FormConfig,
  { id, at }: PastStep,
  from: string | undefined,
  { id: to, reason }: StageReached,
): StageMove {
  const { id: formId, version, signals = {} } = form;
  const mask = (entry: TraceEntry): TraceEntry =>
    Object.hasOwn(signals, entry.path) ? { ...entry, got: null } : entry;
  return { formId, version, from, to, reason: reason.map(mask), at, submissionId: id };
}
